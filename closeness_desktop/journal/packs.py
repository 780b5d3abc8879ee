"""Packs of practices that came from a file. Nobody here has reviewed them, and they are shown as such."""

from __future__ import annotations

from collections.abc import Mapping

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.sounds import SoundStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import Pack, PackText

_COUNTED = """SELECT id, slug, title, digest,
    (SELECT count(*) FROM pack_practice x WHERE x.pack = p.number),
    (SELECT count(*) FROM sound x WHERE x.pack = p.number)
    FROM pack p WHERE deleted IS NULL"""


class PackStore(RecordStore):
    """What a pack's files may be is checked by `practice.packs`; here they are kept as they are.

    A removed pack can be brought back until the journal is opened next; then its files go.
    """

    kind = table = "pack"

    def __init__(self, storage: Storage, sounds: SoundStore) -> None:
        super().__init__(storage)
        self._sounds = sounds

    def add(
        self,
        slug: str,
        title: str,
        *,
        texts: Mapping[str, str],
        sounds: Mapping[str, bytes] | None = None,
        digest: str = "",
        origin: object = None,
    ) -> Pack:
        """Keep a pack. texts: its practice files by name; sounds: WAVs by slug; digest: SHA-256, hex.

        One with the same slug is removed for it (and can be brought back after the new one was removed).
        Raises UsageError for a pack without practices or a sound that is none, StorageError.
        """
        if not texts:
            raise UsageError("There is no practice in this pack.")
        columns = self._sounds.written(sounds or {})
        with self._storage.writing(origin) as touched:
            for (older,) in self._storage.rows(
                "SELECT id FROM pack WHERE slug = ? AND deleted IS NULL", (slug,)
            ):
                self.remove(older)
            now, ident = self._storage.now_ms(), new_id()
            number = self._storage.run(
                "INSERT INTO pack (id, slug, title, digest, created, updated) VALUES (?, ?, ?, ?, ?, ?)",
                (ident, check_storable(slug, "pack"), check_storable(title, "title"), digest, now, now),
            )
            touched.note("pack", ident)
            for name, text in texts.items():
                self._storage.run(
                    "INSERT INTO pack_practice (id, pack, name, text, created, updated)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (new_id(), number, check_storable(name, "name"), check_storable(text, "text"), now, now),
                )
            self._sounds.put_into_pack(number, columns)
            return self.get(ident)

    def all(self) -> list[Pack]:
        """Every pack, by title."""
        return [Pack(*row) for row in self._storage.rows(f"{_COUNTED} ORDER BY title, number")]

    def get(self, id: str) -> Pack:
        """The pack with this id. Raises NotFoundError."""
        row = self._storage.row(f"{_COUNTED} AND id = ?", (id,))
        if row is None:
            raise NotFoundError("There is no pack with this id.")
        return Pack(*row)

    def texts(self) -> list[PackText]:
        """The practice files of every pack, in the order of the packs and of their file names."""
        return [
            PackText(*row)
            for row in self._storage.rows(
                "SELECT p.id, x.name, x.text FROM pack p JOIN pack_practice x ON x.pack = p.number"
                " WHERE p.deleted IS NULL ORDER BY p.title, p.number, x.name"
            )
        ]

    def sound(self, id: str, slug: str) -> bytes:
        """The bytes of a pack's sound. Raises NotFoundError, DamagedError, StorageError."""
        return self._sounds.of_pack(id, slug)

    def sound_names(self, id: str) -> tuple[str, ...]:
        """The slugs of a pack's sounds."""
        return self._sounds.names_in_pack(id)

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`. Raises NotFoundError when its files are gone, UsageError beside a newer one."""
        with self._storage.writing(origin):
            if self._known(id):
                return
            if self._storage.row(
                "SELECT 1 FROM pack p WHERE id = ? AND NOT EXISTS"
                " (SELECT 1 FROM pack_practice x WHERE x.pack = p.number)",
                (id,),
            ):
                raise NotFoundError("The pack is gone.")
            if self._storage.row(
                "SELECT 1 FROM pack WHERE deleted IS NULL AND slug = (SELECT slug FROM pack WHERE id = ?)",
                (id,),
            ):
                raise UsageError("Another edition of this pack is there.")
            super().bring_back(id)

    def forget_removed(self) -> None:
        """Let go of the files of removed packs; their sounds are then removed ones too."""
        gone = "(SELECT number FROM pack WHERE deleted IS NOT NULL)"
        if not self._storage.row(f"SELECT 1 FROM pack_practice WHERE pack IN {gone}"):
            return
        with self._storage.writing() as touched:
            now = self._storage.now_ms()
            self._storage.run(f"DELETE FROM pack_practice WHERE pack IN {gone}")
            self._storage.run(
                f"UPDATE sound SET deleted = ? WHERE deleted IS NULL AND pack IN {gone}", (now,)
            )
            touched.note("pack")
