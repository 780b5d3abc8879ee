"""The files of a pack, taken into memory within bounds that no header can talk away.

Nothing is ever unpacked onto the disk, and no name in a pack is used as a path.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePath

from closeness_desktop.practice.mistakes import Mistake, PracticeFileError
from closeness_desktop.practice.plain_yaml import MOST_BYTES, UNSEEN, printable

MOST_FILES = 100
MOST_WAV = 5_000_000
MOST_IN_ALL = 50_000_000
LONGEST_NAME = 100
YAML, WAV = (".yaml", ".yml"), ".wav"
_BESIDE = (".txt", ".md")
"""Files that may lie beside and are not looked at: a licence, a few words about the pack."""

_ENTRY = b"PK\x01\x02"
"""What each file's record in the index of a .zip begins with."""


def gather(place: Path, label: str) -> dict[str, bytes]:
    """Name and content of each practice and sound, by name; of a single practice file, itself.

    label: how mistakes call the pack. Raises PracticeFileError for a pack that is too large, lies deeper than
    one folder, or cannot be read.
    """
    if place.is_dir():
        return _Taking(label).folder(place)
    if place.is_file():
        taking = _Taking(label)
        return taking.single(place) if place.suffix.lower() in YAML else taking.zip(place)
    raise PracticeFileError([Mistake(label, "pack", "There is no folder and no file of this name.")])


class _Taking:
    def __init__(self, label: str) -> None:
        self._label = label
        self._found: dict[str, bytes] = {}
        self._total = 0

    def single(self, place: Path) -> dict[str, bytes]:
        try:
            limit = self._limit(place.name)
            self._take(place.name, _read(place.resolve(), limit), limit)
        except OSError as error:
            raise self._wrong("pack", "The file cannot be read.") from error
        return self._found

    def folder(self, place: Path) -> dict[str, bytes]:
        try:
            with os.scandir(place) as entries:
                for number, entry in enumerate(entries):
                    self._count(number + 1)
                    if entry.name.startswith("."):
                        continue
                    if entry.is_symlink():
                        raise self._wrong(entry.name, "A pack holds no links.")
                    if not entry.is_file(follow_symlinks=False):
                        raise self._wrong(entry.name, "A pack holds files only, no folders.")
                    if limit := self._limit(entry.name):
                        self._take(entry.name, _read(place / entry.name, limit), limit)
        except OSError as error:
            raise self._wrong("pack", "The folder cannot be read.") from error
        return self._sorted()

    def zip(self, place: Path) -> dict[str, bytes]:
        try:
            if place.stat().st_size > MOST_IN_ALL:
                raise self._too_large()
            self._count(_entries(place))
            with zipfile.ZipFile(place) as archive:
                for name, info in self._members(archive):
                    if limit := self._limit(name):
                        with archive.open(info) as stream:
                            self._take(name, stream.read(limit + 1), limit)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise self._wrong("pack", "This is no .zip file, or it is damaged.") from error
        except OSError as error:
            raise self._wrong("pack", "The file cannot be read.") from error
        return self._sorted()

    def _members(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
        """Files by their plain names. One folder around all of them is passed over, as many tools make it."""
        members = [one for one in archive.infolist() if not one.filename.startswith("__MACOSX/")]
        self._count(len(members))
        names = [one.filename for one in members if not one.filename.endswith("/")]
        folder = names[0].partition("/")[0] if names else ""
        around = f"{folder}/" if _plain(folder) and all(one.startswith(f"{folder}/") for one in names) else ""
        for info in members:
            name = info.filename
            if (around and name == around) or _hidden(inside := name.removeprefix(around)):
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                raise self._wrong(name, "A pack holds no links.")
            if info.flag_bits & 1:
                raise self._wrong(name, "A pack is not encrypted.")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self._wrong(name, "It is packed in a way that is not read here.")
            if not _plain(inside):
                raise self._wrong(name, "A pack holds files only, no folders and no paths.")
            yield inside, info

    def _limit(self, name: str) -> int:
        """The most bytes that a file may have; 0 when it is not looked at."""
        if len(name) > LONGEST_NAME or UNSEEN.search(name) or "\n" in name:
            raise self._wrong(name, "The name of this file is too long or cannot be shown.")
        end = PurePath(name).suffix.lower()
        if end in YAML:
            return MOST_BYTES
        if end == WAV:
            return MOST_WAV
        if end in _BESIDE or name.upper() in ("LICENSE", "LICENCE", "README"):
            return 0
        raise self._wrong(name, "A pack holds .yaml files, and sounds as .wav.")

    def _take(self, name: str, content: bytes, limit: int) -> None:
        if len(content) > limit:
            size = f"{limit // 1024} KB" if limit == MOST_BYTES else f"{limit // 1_000_000} MB"
            raise self._wrong(name, f"This file is larger than {size}.")
        self._total += len(content)
        if self._total > MOST_IN_ALL:
            raise self._too_large()
        if name in self._found:
            raise self._wrong(name, "There are two files of this name.")
        self._found[name] = content

    def _count(self, number: int) -> None:
        if number > MOST_FILES:
            raise self._wrong("pack", f"A pack holds up to {MOST_FILES} files.")

    def _too_large(self) -> PracticeFileError:
        return self._wrong("pack", f"A pack holds up to {MOST_IN_ALL // 1_000_000} MB.")

    def _wrong(self, name: str, sentence: str) -> PracticeFileError:
        return PracticeFileError([Mistake(self._label, printable(name)[:LONGEST_NAME], sentence)])

    def _sorted(self) -> dict[str, bytes]:
        return dict(sorted(self._found.items()))


def _plain(name: str) -> bool:
    """Whether it is the name of a file or folder, and no way to one."""
    return name not in ("", ".", "..") and not any(sign in name for sign in "/\\:")


def _hidden(name: str) -> bool:
    return name.startswith(".") and not name.startswith("..")


def _read(file: Path, limit: int) -> bytes:
    """At the most one byte more than `limit`. Raises OSError, also for what became a link meanwhile."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(os.open(file, flags), "rb") as stream:
        return stream.read(limit + 1)


def _entries(place: Path) -> int:
    """How many files a .zip can name at the most, without building its index in memory."""
    found, before = 0, b""
    with place.open("rb") as stream:
        while block := stream.read(1 << 20):
            found += (before + block).count(_ENTRY)
            before = block[-(len(_ENTRY) - 1) :]
    return found
