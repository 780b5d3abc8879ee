"""The practice file, as types: what an author may write, and nothing else.

Data only: no code, no markup, no paths, no addresses. Durations are seconds. Every text is a list of lines,
and one line is one caption, one spoken utterance and one unit of translation. `reading` turns a file into a
`Practice`, or into sentences about what is wrong with it.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType, field

FORMAT = "practice/1"
MOST_EVENTS = 2000
"""Steps that a practice may come to when its loops are unrolled."""
LONGEST = 4 * 3600
"""Most seconds that its timed part may take."""

Slug = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\Z", max_length=40)]
Line = Annotated[str, Meta(min_length=1, max_length=240)]
Lines = Annotated[tuple[Line, ...], Meta(min_length=1, max_length=20)]
Seconds = Annotated[float, Meta(ge=0, le=LONGEST)]
Weight = Annotated[float, Meta(ge=0, le=100)]

Theme = Literal[
    "settle", "know-yourself", "what-stands-between", "empathy", "say-it", "repair", "gratitude", "own-time"
]
THEMES: dict[Theme, str] = {
    "settle": "Settle",
    "know-yourself": "Know yourself",
    "what-stands-between": "What stands between",
    "empathy": "Empathy",
    "say-it": "Say it",
    "repair": "Repair",
    "gratitude": "Gratitude",
    "own-time": "Your own time",
}
"""Every theme with its words, in the order in which they are shown."""

Role = Literal["first", "second"]
"""The two people of a practice for two. "first" begins; a loop with `swap` trades them every other time."""

Gap = Literal["continue", "pause", "ask"]
"""After time that nobody was there for: go on as if nothing were, stand still at the step's start, or ask."""

Keep = Literal["entry", "field", "never"]
"""Where an answer goes: into an entry about the practice, only among the session's answers, or nowhere."""

Timer = Literal["sitting", "breathing"]


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a file share: unknown keys are refused."""


class When(_Part, frozen=True, kw_only=True):
    """A condition on an earlier answer (the latest, if the step was met several times). All that is given
    must hold. answer: id of the step. is_: the answer, or one of the chosen. given: whether there is one."""

    answer: Slug
    is_: str | None = field(name="is", default=None)
    at_least: float | None = None
    at_most: float | None = None
    given: bool | None = None


class _Step(_Part, frozen=True, kw_only=True, tag_field="kind"):
    """What all kinds of step share.

    id: stable, unique in the file. role (`for`): whose step it is; None for both. skip: it may be passed
    over. when: it is met only if this holds. gap: see Gap; None for what its kind does. note: for authors.
    """

    id: Slug
    role: Role | None = field(name="for", default=None)
    skip: bool = False
    when: When | None = None
    gap: Gap | None = None
    note: Annotated[str, Meta(max_length=500)] = ""


class Say(_Step, frozen=True, kw_only=True, tag="say"):
    """Lines said one after another, each for the time it takes to read. hold: quiet seconds after each line.

    talk: 1 is always said; 3 is left out when a person wants less talk, 2 and 3 when the least.
    """

    text: Lines
    hold: Annotated[float, Meta(ge=0, le=120)] = 0
    talk: Annotated[int, Meta(ge=1, le=3)] = 1


class Silence(_Step, frozen=True, kw_only=True, tag="silence"):
    """Quiet. flex: its share when a practice is stretched. hint: one quiet line meanwhile.

    show: what the screen tells of the time: "left" (as the person has set it), "return" (the time of day at
    which it ends, for a cool-down), "nothing".
    """

    secs: Annotated[float, Meta(ge=1, le=LONGEST)]
    flex: Weight = 0
    hint: str = ""
    show: Literal["left", "return", "nothing"] = "left"


class Bell(_Step, frozen=True, kw_only=True, tag="bell"):
    """One bell, struck `times` times, `spacing` seconds apart. It takes no time of its own."""

    sound: Slug = "bowl"
    times: Annotated[int, Meta(ge=1, le=9)] = 1
    spacing: Annotated[float, Meta(ge=1, le=30)] = 4


class Breathe(_Step, frozen=True, kw_only=True, tag="breathe"):
    """Paced breathing in whole breaths. inhale (`in`), hold, exhale (`out`), rest: seconds of each part."""

    inhale: Annotated[float, Meta(ge=1, le=30)] = field(name="in")
    exhale: Annotated[float, Meta(ge=1, le=30)] = field(name="out")
    secs: Annotated[float, Meta(ge=1, le=3600)]
    hold: Annotated[float, Meta(ge=0, le=30)] = 0
    rest: Annotated[float, Meta(ge=0, le=30)] = 0
    flex: Weight = 0
    text: tuple[Line, ...] = ()


class Prompt(_Step, frozen=True, kw_only=True, tag="prompt"):
    """A question to write about; ends when the person goes on. helper: one quiet line below it.

    secs: after so long a bell rings once and says so, and the person may write on; 0 for none.
    """

    text: Lines
    keep: Keep = "entry"
    helper: str = ""
    secs: Annotated[float, Meta(ge=0, le=3600)] = 0


class Scale(_Step, frozen=True, kw_only=True, tag="scale"):
    """A question answered with a whole number, 1 to `steps`. low, high: the words at its ends.

    style "circles": two circles that overlap more and more (always seven steps). measure: the name under
    which its answers belong together over time.
    """

    text: Lines
    low: Annotated[str, Meta(min_length=1, max_length=40)]
    high: Annotated[str, Meta(min_length=1, max_length=40)]
    steps: Annotated[int, Meta(ge=2, le=11)] = 7
    style: Literal["dots", "slider", "circles"] = "dots"
    measure: Slug | None = None
    keep: Literal["field", "never"] = "field"


class Option(_Part, frozen=True, kw_only=True):
    """One choice. id: what is kept. days: with `remind`, the days after which the program asks again."""

    id: Slug
    text: Line
    days: Annotated[int, Meta(ge=1, le=366)] | None = None


class Choose(_Step, frozen=True, kw_only=True, tag="choose"):
    """A choice of one, or with `many` of several. remind: the option's `days` set a day to look again."""

    text: Lines
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=60)]
    many: bool = False
    remind: bool = False
    keep: Keep = "field"


class Tag(_Step, frozen=True, kw_only=True, tag="tag"):
    """Words picked from a set: feelings, needs, strengths, barriers, or words of one's own.

    most: how many at the most.
    """

    text: Lines
    set: Literal["feelings", "needs", "strengths", "barriers", "own"]
    most: Annotated[int, Meta(ge=1, le=20)] = 3
    keep: Literal["entry", "field", "never"] = "entry"


class PersonStep(_Step, frozen=True, kw_only=True, tag="person"):
    """Whom it is about. Only in a practice for one: nobody's name is shown to a second person."""

    text: Lines
    keep: Literal["entry", "field", "never"] = "entry"


class Turn(_Step, frozen=True, kw_only=True, tag="turn"):
    """One speaks, the other listens. warn: seconds before its end at which a soft bell tells; 0 for none.

    early: the speaker may hand over before the time is up. `role` is not used: `speaker` says who.
    """

    speaker: Role
    text: Lines
    secs: Annotated[float, Meta(ge=1, le=3600)]
    listener: tuple[Line, ...] = ()
    flex: Weight = 0
    warn: Annotated[float, Meta(ge=0, le=120)] = 0
    early: bool = False


class Loop(_Step, frozen=True, kw_only=True, tag="loop"):
    """Steps that come again: `times` times, or once for each item of the list named `over`.

    In an item's turn, `{it}` in a text stands for the item. pick: draw so many at random (0: all, in order).
    match: id of an earlier `choose` step; only items meant for that answer (`Item.fits`), or for all, are
    drawn. swap: every other time the two people trade roles.
    """

    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=20)]
    times: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET
    over: Slug | None = None
    pick: Annotated[int, Meta(ge=0, le=60)] = 0
    match: Slug | None = None
    swap: bool = False


Step: TypeAlias = Say | Silence | Bell | Breathe | Prompt | Scale | Choose | Tag | PersonStep | Turn | Loop
OPEN = (Prompt, Scale, Choose, Tag, PersonStep)
"""Kinds that end when the person goes on, however long that takes."""


class Item(_Part, frozen=True, kw_only=True):
    """One item of a list. fits: ids of the options it is meant for; empty for all."""

    text: Line
    fits: tuple[Slug, ...] = ()


class Total(_Part, frozen=True, kw_only=True):
    """Seconds of the timed part: as it comes, and how far it stretches."""

    default: Annotated[float, Meta(ge=1, le=LONGEST)]
    min: Annotated[float, Meta(ge=1, le=LONGEST)]
    max: Annotated[float, Meta(ge=1, le=LONGEST)]


class Evidence(_Part, frozen=True, kw_only=True):
    """level: 3 several trials, 2 some trials, 1 weak or mixed, 0 tradition. note: what that means."""

    level: Annotated[int, Meta(ge=0, le=3)]
    note: Annotated[str, Meta(min_length=1, max_length=600)]


class Practice(_Part, frozen=True, kw_only=True):
    """One practice file, whole.

    timer: instead of steps, one of the program's own timers. total: None when nothing in it is timed.
    expect: what a person may expect, in a few lines. review: which profession looked at it; "none yet".
    """

    format: Literal["practice/1"]
    id: Slug
    version: Annotated[int, Meta(ge=1, le=9999)]
    lang: Annotated[str, Meta(pattern=r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")]
    title: Annotated[str, Meta(min_length=1, max_length=60)]
    summary: Annotated[str, Meta(min_length=1, max_length=160)]
    theme: Theme
    people: Annotated[int, Meta(ge=1, le=2)]
    licence: Annotated[str, Meta(min_length=1, max_length=60)]
    evidence: Evidence
    expect: Lines
    sources: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    cautions: Annotated[tuple[Line, ...], Meta(max_length=10)] = ()
    review: Annotated[str, Meta(max_length=120)] = "none yet"
    total: Total | None = None
    lists: Annotated[dict[Slug, Annotated[tuple[Item, ...], Meta(max_length=200)]], Meta(max_length=10)] = {}
    steps: Annotated[tuple[Step, ...], Meta(max_length=100)] = ()
    timer: Timer | None = None

    @property
    def reference(self) -> str:
        """What a session keeps of it: "id@version"."""
        return f"{self.id}@{self.version}"


class ProgrammeDay(_Part, frozen=True, kw_only=True):
    """One day: the practice it offers, and why. id: stable."""

    id: Slug
    title: Annotated[str, Meta(min_length=1, max_length=60)]
    practice: Slug
    about: Annotated[str, Meta(min_length=1, max_length=240)]


class Programme(_Part, frozen=True, kw_only=True):
    """A row of practices, one a day, in any order. opt_in: a question that is asked before its first day."""

    format: Literal["programme/1"]
    id: Slug
    version: Annotated[int, Meta(ge=1, le=9999)]
    lang: str
    title: Annotated[str, Meta(min_length=1, max_length=60)]
    summary: Annotated[str, Meta(min_length=1, max_length=240)]
    licence: str
    expect: Lines
    days: Annotated[tuple[ProgrammeDay, ...], Meta(min_length=2, max_length=31)]
    cautions: tuple[Line, ...] = ()
    sources: tuple[Line, ...] = ()
    opt_in: Lines | None = None
