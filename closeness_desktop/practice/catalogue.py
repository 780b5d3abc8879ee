"""The practices and programmes that there are: those that come with the program, and those of packs.

Files are read when they are first asked for. A session keeps a practice's reference, "id@version"; a practice
of a pack is called "pack/id@version", so that no pack can pass for what comes with the program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

from closeness_desktop import paths
from closeness_desktop.practice.format import THEMES, Bell, Loop, Practice, Programme, Step
from closeness_desktop.practice.minutes import minutes_of
from closeness_desktop.practice.mistakes import Mistake, PracticeFileError
from closeness_desktop.practice.plan import SittingPlan

__all__ = [
    "Catalogue",
    "Practice",
    "digest",
    "find",
    "minutes_of",
    "plan_of",
    "practices",
    "programmes",
    "shipped",
    "timers",
    "title_of",
]

_THEME_ORDER = list(THEMES)
_HEAD = 2048
"""Bytes of a file in which its title stands."""


class Catalogue:
    """practices, programmes: the folders of the files that come with the program."""

    def __init__(self, practices: Path, programmes: Path) -> None:
        self._files = {file.stem: file for file in sorted(practices.glob("*.yaml"))}
        self._programme_files = sorted(programmes.glob("*.yaml"))
        self._read: dict[str, Practice] = {}
        self._titles: dict[str, str] = {}
        self._packed: dict[str, tuple[Practice, str]] = {}
        self._programmes: tuple[Programme, ...] | None = None

    def practices(self) -> tuple[Practice, ...]:
        """All of them: by theme, then those for one, then by title. Those of packs come last."""
        own = [self._one(ident) for ident in self._files]
        return (*sorted(own, key=_order), *sorted((one for one, _ in self._packed.values()), key=_order))

    def timers(self) -> tuple[Practice, ...]:
        """Those that the program's own timers run, the plainest first."""
        found = map(self.find, ("sitting", "breathing"))
        return tuple(one for one in found if one is not None and one.timer is not None)

    def find(self, reference: str) -> Practice | None:
        """The practice of "id@version" or "id"; None when it is not here, or here in another version."""
        ident, _, version = reference.partition("@")
        if ident in self._packed:
            practice = self._packed[ident][0]
        elif ident in self._files:
            practice = self._one(ident)
        else:
            return None
        return practice if version in ("", str(practice.version)) else None

    def title_of(self, reference: str) -> str:
        """Its title, for lists, without reading the whole file; whatever the version. Else its id."""
        ident = reference.partition("@")[0]
        if ident in self._packed:
            return self._packed[ident][0].title
        if ident not in self._titles:
            file = self._files.get(ident)
            self._titles[ident] = (_title_in(file) if file else "") or ident.rpartition("/")[2]
        return self._titles[ident]

    def titles(self) -> dict[str, str]:
        """The titles of all of them by id, without reading whole files."""
        return {ident: self.title_of(ident) for ident in (*self._files, *self._packed)}

    def digest(self, practice: Practice) -> str:
        """SHA-256 of its file, hex: with it a session tells whether the file is still the same."""
        if practice.id in self._packed:
            return self._packed[practice.id][1]
        return hashlib.sha256(self._files[practice.id].read_bytes()).hexdigest()

    def programmes(self) -> tuple[Programme, ...]:
        """All programmes, the shortest first."""
        if self._programmes is None:
            from closeness_desktop.practice.reading import read_programme

            found = [read_programme(file.read_bytes(), file.name) for file in self._programme_files]
            self._programmes = tuple(sorted(found, key=lambda one: (len(one.days), one.title)))
        return self._programmes

    def from_pack(self, practice: Practice) -> bool:
        """Whether it came from a pack, which nobody here has reviewed."""
        return practice.id in self._packed

    def add_pack(
        self, slug: str, ident: str, texts: Mapping[str, str | bytes], sounds: Iterable[str] = ()
    ) -> tuple[Mistake, ...]:
        """Put the practices of a pack beside the others.

        slug: the pack's own name, under which its practices are called. ident: its id in the journal, under
        which its sounds are called. texts: its files by name. sounds: names of its sounds.
        Returns what is wrong with files that this version does not take; they are left out.
        """
        from closeness_desktop.practice.reading import read_practice

        wrong: list[Mistake] = []
        names = frozenset(sounds)
        for name, text in texts.items():
            try:
                practice = read_practice(text, name, names)
            except PracticeFileError as error:
                wrong += error.mistakes
                continue
            called = {sound: f"pack:{ident}:{sound}" for sound in names}
            practice = msgspec.structs.replace(
                practice, id=f"{slug}/{practice.id}", steps=_with_sounds(practice.steps, called)
            )
            raw = text if isinstance(text, bytes) else text.encode()
            self._packed[practice.id] = practice, hashlib.sha256(raw).hexdigest()
        return tuple(wrong)

    def _one(self, ident: str) -> Practice:
        if ident not in self._read:
            from closeness_desktop.practice.reading import read_tested

            file = self._files[ident]
            self._read[ident] = read_tested(file.read_bytes(), file.name)
        return self._read[ident]


def plan_of(practice: Practice) -> SittingPlan:
    """The set-up of a practice with a timer when nobody has changed anything yet."""
    if practice.timer == "breathing":
        seconds = round(practice.total.default) if practice.total else 300
        return SittingPlan(practice=practice.reference, seconds=seconds, breathing="6", end_strikes=1)
    return SittingPlan(practice=practice.reference)


@cache
def shipped() -> Catalogue:
    """What comes with the program."""
    return Catalogue(paths.resource("practices"), paths.resource("programmes"))


def practices() -> tuple[Practice, ...]:
    """Every practice that comes with the program, by theme."""
    return shipped().practices()


def timers() -> tuple[Practice, ...]:
    """Sitting and breathing, which the program's own timers run."""
    return shipped().timers()


def find(reference: str) -> Practice | None:
    """The practice of "id@version" or "id"; None when this version does not know it."""
    return shipped().find(reference)


def title_of(reference: str) -> str:
    """Its title, for lists; a practice that this version does not know is called by its id."""
    return shipped().title_of(reference)


def programmes() -> tuple[Programme, ...]:
    """Every programme that comes with the program, the shortest first."""
    return shipped().programmes()


def digest(practice: Practice) -> str:
    """SHA-256 of the file of a practice that comes with the program, hex."""
    return shipped().digest(practice)


def _order(practice: Practice) -> tuple[int, int, str]:
    return _THEME_ORDER.index(practice.theme), practice.people, practice.title


def _title_in(file: Path) -> str:
    """The title from the head of a file that comes with the program; they are all written alike."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD).decode("utf-8", "ignore")
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if key == "title":
            return value.strip().strip("\"'")
    return ""


def _with_sounds(steps: tuple[Step, ...], called: Mapping[str, str]) -> tuple[Step, ...]:
    changed: list[Step] = []
    for step in steps:
        if isinstance(step, Loop):
            step = msgspec.structs.replace(step, steps=_with_sounds(step.steps, called))
        elif isinstance(step, Bell) and step.sound in called:
            step = msgspec.structs.replace(step, sound=called[step.sound])
        changed.append(step)
    return tuple(changed)
