"""The nouns that every room may hold. Frozen, without behaviour beyond what follows from their own fields."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

EntryKind = Literal["entry", "check-in", "practice-note", "worksheet"]
ENTRY_KINDS: tuple[EntryKind, ...] = ("entry", "check-in", "practice-note", "worksheet")

SessionEnd = Literal["running", "completed", "early", "abandoned"]

AnswerValue: TypeAlias = str | int | tuple[str, ...]
"""What was written or whom it is about; a place on a scale; ids of options, or words."""


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A moment that a person means ("when I wrote this").

    utc_ms: milliseconds since 1970-01-01 UTC. zone: IANA name, or a fixed offset written "+HH:MM".
    day: local calendar day, "YYYY-MM-DD", with the person's own start of day already applied.
    """

    utc_ms: int
    zone: str
    day: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A feeling named on an entry: its name and how strong it was, 1 (a little) to 3 (a lot)."""

    name: str
    strength: int = 1


@dataclass(frozen=True, slots=True)
class Feeling:
    """A mood tag. pleasantness and energy run −1..1; both None for an own word not yet placed."""

    id: str
    name: str
    meaning: str
    pleasantness: float | None
    energy: float | None
    own: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that entries are filed under; `uses` counts living entries."""

    id: str
    name: str
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who appears in entries; `uses` counts living entries."""

    id: str
    name: str
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the journal, whole. `tags` and `people` hold both the chosen ones and those in the text.

    own_tags and own_people are only the chosen ones (not written as #tag or @person in the text).
    created, updated: UTC ms. deleted: UTC ms of the tombstone, None while it lives.
    """

    id: str
    at: Moment
    kind: EntryKind
    title: str
    body: str
    feelings: tuple[Strength, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    own_tags: tuple[str, ...] = ()
    own_people: tuple[str, ...] = ()
    starred: bool = False
    session: str | None = None
    created: int = 0
    updated: int = 0
    deleted: int | None = None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What a list shows of an entry: no more of its text than the first 200 characters."""

    id: str
    at: Moment
    kind: EntryKind
    title: str
    excerpt: str
    feelings: tuple[Strength, ...] = ()
    starred: bool = False
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier text of an entry; saved: UTC ms at which it was replaced."""

    id: str
    entry: str
    title: str
    body: str
    saved: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something attached to an entry. `entry`: its id. type: media type, as in "image/jpeg". size: bytes.

    width, height: pixels of a picture as it is shown, upright. seconds: of sound. created: UTC ms.
    deleted: UTC ms at which it was removed, None while it is there.
    """

    id: str
    entry: str
    name: str
    type: str
    size: int
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    created: int = 0
    deleted: int | None = None


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """An earlier text in a list, without the text itself; saved: UTC ms at which it was replaced."""

    id: str
    entry: str
    title: str
    saved: int


@dataclass(frozen=True, slots=True)
class TrashLine:
    """A deleted entry. deleted: UTC ms; goes: UTC ms from which it cannot be brought back any more."""

    line: EntryLine
    deleted: int
    goes: int


@dataclass(frozen=True, slots=True)
class PromptUse:
    """That a question to write to was shown. prompt: its id. day: local, "YYYY-MM-DD". entry: id of what was
    written to it, if anything was."""

    id: str
    prompt: str
    day: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A text to begin an entry with; what stands in braces is filled in then. weekdays: 0 (Monday) to 6, on
    which a new entry begins with it by itself."""

    id: str
    name: str
    title: str
    body: str
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsaved text. `entry` is the id it belongs to (made when the writing began, saved or not)."""

    entry: str
    title: str
    body: str
    at: Moment
    updated: int


@dataclass(frozen=True, slots=True)
class Session:
    """A practice that was done, or is under way.

    practice: "sitting@1" (id@version). planned: seconds asked for, None when open-ended.
    done: seconds really sat, without pauses. snapshot: the state machine's own JSON while it runs.
    """

    id: str
    practice: str
    started: Moment
    planned: int | None
    done: int
    ended: SessionEnd
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer given in a practice, and all that is needed to read it when the practice's file is gone.

    path: where it was given, loops told apart ("rounds.2/hard"). kind: prompt, scale, choose, tag or person.
    keep: "entry" (into the entry about the practice, too) or "field" (only among the session's answers).
    role: whose it is in a practice for two. words: the value as a person reads it, where the value itself is
    not words (the texts of the options chosen). word_set: of a tag step: feelings, needs, strengths …
    measure: the name under which answers on a scale belong together over time.
    """

    step: str
    path: str
    kind: str
    question: str
    value: AnswerValue
    keep: str
    role: str | None = None
    words: tuple[str, ...] = ()
    word_set: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class DatedAnswer:
    """An answer with the session in which it was given, and when that began."""

    session: str
    at: Moment
    answer: KeptAnswer


@dataclass(frozen=True, slots=True)
class Concluded:
    """How a session ended, and the entry that came of it, if any."""

    session: Session
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Preset:
    """A set-up kept under a name. plan: JSON values, as the plan's `as_dict` gives them."""

    id: str
    name: str
    plan: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word that spelling lets pass."""

    id: str
    word: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name."""

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class ProgrammeMark:
    """That a day of a programme was done: when, and in which session (which may be gone by now)."""

    session: str | None
    at: Moment


@dataclass(frozen=True, slots=True)
class Pack:
    """Practices that came from a file, and that nobody here has reviewed.

    slug: the pack's own id. digest: SHA-256 over its files, hex. practices, sounds: how many of each.
    """

    id: str
    slug: str
    title: str
    digest: str
    practices: int
    sounds: int


@dataclass(frozen=True, slots=True)
class PackText:
    """One practice file of a pack. pack: id of the pack in the journal; name: of the file."""

    pack: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnSound:
    """A sound of one's own. A plan names it "own:" and the id. size: bytes."""

    id: str
    name: str
    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to look at again. due: local day, "YYYY-MM-DD". done: UTC ms, None while it waits."""

    id: str
    due: str
    practice: str
    session: str | None
    title: str
    done: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of one's own. low, high: its bounds, both included; step: how it is counted; None: open."""

    id: str
    name: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    hidden: bool = False

    def refusal(self, value: float) -> str | None:
        """Why this cannot be a value of it, as a sentence; None when it can."""
        if not math.isfinite(value):
            return f"“{self.name}” takes a number."
        if self.low is not None and value < self.low:
            return f"“{self.name}” begins at {self.low:g}."
        if self.high is not None and value > self.high:
            return f"“{self.name}” ends at {self.high:g}."
        return None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number was beside an entry, in its own unit."""

    measure: Measure
    value: float


@dataclass(frozen=True, slots=True)
class PlacedStrength:
    """A feeling as named on an entry, with its place on the field (−1..1, or None when not placed)."""

    name: str
    strength: int
    pleasantness: float | None
    energy: float | None


@dataclass(frozen=True, slots=True)
class MoodNote:
    """All that trends need of one entry: its day and the feelings named on it (at least one)."""

    entry: str
    day: dt.date
    utc_ms: int
    feelings: tuple[PlacedStrength, ...]


@dataclass(frozen=True, slots=True)
class DayHeld:
    """What a day holds: how many entries of each kind, and whether one of them has a star."""

    day: dt.date
    counts: Mapping[EntryKind, int]
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What one write touched. kinds: names of kinds of record ("entry", "feeling", "tag", "person", "draft",
    "attachment", "measure", "prompt", "template", "saved_search", "own_word", "session", "answer", "preset",
    "programme", "pack", "sound", "reminder", "setting"). origin: the page that began it, so that it need not
    refresh itself."""

    kinds: frozenset[str]
    ids: tuple[str, ...] = ()
    origin: object = field(default=None, compare=False)
