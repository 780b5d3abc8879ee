"""Settings that live outside the journal, readable before it is unlocked: nothing private is among them.

One JSON file, mode 0600, replaced as a whole. Everything personal is kept inside the journal instead.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from closeness_desktop import paths
from closeness_desktop.errors import StorageError

ThemeChoice = Literal["system", "light", "dark"]
MotionChoice = Literal["system", "still", "gentle", "full"]

_CHOICES: dict[str, tuple[str, ...]] = {"theme": get_args(ThemeChoice), "motion": get_args(MotionChoice)}
_MAX_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Settings:
    """theme and motion: how the window looks and moves. geometry: x, y, width, height in logical pixels.

    remember_journal: whether last_journal is kept at all. seen: journal id → highest seal counter met on
    this computer, by which an older copy put in a journal's place is noticed.
    """

    theme: ThemeChoice = "system"
    motion: MotionChoice = "system"
    language: str = ""
    geometry: tuple[int, int, int, int] | None = None
    remember_journal: bool = True
    last_journal: str = ""
    seen: dict[str, int] = field(default_factory=dict)


def settings_file() -> Path:
    """The one file that holds them."""
    return paths.config_folder() / "settings.json"


def load(file: Path | None = None) -> Settings:
    """Read the settings; what is missing, unknown or of the wrong shape falls back to its default."""
    file = file or settings_file()
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    known = {
        f.name: found[f.name] for f in fields(Settings) if f.name in found and _sound(f.name, found[f.name])
    }
    if known.get("geometry") is not None:
        known["geometry"] = tuple(known["geometry"])
    return Settings(**known)


def _sound(name: str, value: Any) -> bool:
    """Whether a value read from the file has the shape its setting needs."""
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name == "geometry":
        whole = isinstance(value, list) and len(value) == 4 and all(map(_is_pixels, value))
        return value is None or whole
    if name == "remember_journal":
        return isinstance(value, bool)
    if name == "seen":
        return isinstance(value, dict) and all(map(_is_counter, value.values()))
    return isinstance(value, str)


def _is_pixels(value: object) -> bool:
    return type(value) is int and abs(value) < 2**15  # as far as any screen reaches


def _is_counter(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**63  # a seal keeps one more in 64 bits


def save(settings: Settings, file: Path | None = None) -> None:
    """Replace the file as a whole. Raises StorageError when the disk will not take it."""
    file = file or settings_file()
    if not settings.remember_journal:
        settings = replace(settings, last_journal="")
    text = json.dumps(asdict(settings), indent=1, sort_keys=True)
    try:
        paths.make_private(file.parent)
        write_private(file, text.encode())
    except OSError as error:
        raise StorageError("The settings could not be written.") from error


def write_private(file: Path, data: bytes) -> None:
    """Write a small file so that either the old or the new one is there, never half of one (mode 0600)."""
    temporary = file.with_name(f"{file.name}.{os.getpid()}.new")  # two programs may write at once
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


class SettingsFile:
    """The settings in force, and the one file that keeps them."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or settings_file()
        self.now = load(self._file)

    def change(self, **changed: Any) -> None:
        """Set some fields and write the file at once. Raises StorageError when the disk will not take it.

        What a second program has met meanwhile is kept.
        """
        changed.setdefault("seen", self.seen())
        self.now = replace(self.now, **changed)
        save(self.now, self._file)

    def met(self, journal: str, counter: int) -> None:
        """Remember the highest seal counter met for a journal id, so that an older copy is noticed."""
        seen = self.seen()
        if counter > seen.get(journal, -1):
            self.change(seen={**seen, journal: counter})

    def seen(self) -> dict[str, int]:
        """The highest counters, those that a second program has met meanwhile among them.

        Either may be behind the other: this program, or the file, which perhaps could not be written.
        """
        kept, found = self.now.seen, load(self._file).seen
        return {journal: max(kept.get(journal, 0), found.get(journal, 0)) for journal in kept | found}
