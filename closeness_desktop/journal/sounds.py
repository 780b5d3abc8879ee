"""Sounds of one's own: WAV bytes, kept in the journal."""

from __future__ import annotations

import io
import wave
from collections.abc import Mapping
from typing import Any

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.held import HeldStore
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import OwnSound

MOST_BYTES = 30 * 1000 * 1000 + 4096
"""Largest WAV that is kept: the longest bed, with its header."""

_LONGEST_NAME = 100


class SoundStore(HeldStore):
    """A removed sound can be brought back until the journal is opened next; then its bytes go."""

    kind = table = "sound"

    def add(self, name: str, wav: bytes, *, origin: object = None) -> OwnSound:
        """Keep a WAV under a name. Raises UsageError for what is none, StorageError."""
        name = _clean(name)
        columns = self.written({name: wav})
        with self._storage.writing(origin):
            return self.get(self._add(**columns[name]))

    def all(self) -> list[OwnSound]:
        """One's own sounds, by name; those of packs are not among them."""
        return [
            OwnSound(*row)
            for row in self._storage.rows(
                "SELECT id, name, seconds, size FROM sound WHERE deleted IS NULL AND pack IS NULL"
                " ORDER BY name COLLATE NOCASE, number"
            )
        ]

    def get(self, id: str) -> OwnSound:
        """The sound with this id. Raises NotFoundError."""
        with self._storage.reading():
            self._living(id)
            (row,) = self._storage.rows("SELECT id, name, seconds, size FROM sound WHERE id = ?", (id,))
        return OwnSound(*row)

    def wav(self, id: str) -> bytes:
        """Its bytes. Raises NotFoundError, DamagedError, StorageError."""
        with self._storage.reading():
            self._living(id)
            return self._bytes("id = ?", id)

    def rename(self, id: str, name: str, *, origin: object = None) -> OwnSound:
        """Give a sound another name. Raises NotFoundError, UsageError."""
        with self._storage.writing(origin):
            self._living(id)
            self._set(id, name=_clean(name))
        return self.get(id)

    def put_into_pack(self, pack: int, sounds: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep the sounds of a pack, as `written` gave them, by slug. Only within `Storage.writing`."""
        for columns in sounds.values():
            self._add(pack=pack, **columns)

    def names_in_pack(self, pack: str) -> tuple[str, ...]:
        """What the sounds of a pack are called."""
        rows = self._storage.rows(
            "SELECT s.name FROM sound s JOIN pack p ON s.pack = p.number"
            " WHERE p.id = ? AND p.deleted IS NULL ORDER BY s.name",
            (pack,),
        )
        return tuple(name for (name,) in rows)

    def of_pack(self, pack: str, slug: str) -> bytes:
        """The bytes of a pack's sound. Raises NotFoundError, DamagedError, StorageError."""
        with self._storage.reading():
            return self._bytes(
                "name = ? AND pack = (SELECT number FROM pack WHERE id = ? AND deleted IS NULL)", slug, pack
            )

    def written(self, sounds: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
        """Check WAVs and write the large ones to the disk; gives the columns of each by its name.

        A file whose row is not committed after this is swept at some later opening. Raises UsageError,
        StorageError.
        """
        lengths = {name: _seconds(wav) for name, wav in sounds.items()}
        return {
            name: {"name": name, "seconds": lengths[name], **self._hold(io.BytesIO(wav))}
            for name, wav in sounds.items()
        }

    def forget_removed(self) -> None:
        """Let go of the bytes of removed sounds."""
        self._let_go("true")

    def _bytes(self, where: str, *values: str) -> bytes:
        with self._open(where, *values) as source:
            return source.read()


def _clean(name: str) -> str:
    cleaned = " ".join(check_storable(name, "name").split())
    if not cleaned:
        raise UsageError("A sound needs a name.")
    return cleaned[:_LONGEST_NAME].rstrip()


def _seconds(wav: bytes) -> float:
    """How long a WAV is. Raises UsageError when it is none, or too large to be kept."""
    if len(wav) > MOST_BYTES:
        raise UsageError("The sound is too large to be kept.")
    try:
        with wave.open(io.BytesIO(wav)) as sound:
            return float(sound.getnframes() / sound.getframerate())
    except (wave.Error, EOFError, ValueError, RuntimeError, ZeroDivisionError, OverflowError) as error:
        raise UsageError("This is no sound that could be kept.") from error
