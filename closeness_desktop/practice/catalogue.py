"""The practices that this version knows. A session keeps its reference, "id@version"."""

from __future__ import annotations

from dataclasses import dataclass

from closeness_desktop.practice.plan import SittingPlan


@dataclass(frozen=True, slots=True)
class Practice:
    """One card of the catalogue. people: 1 or 2. minutes: its usual length, None for one's own time."""

    id: str
    version: int
    title: str
    theme: str
    people: int
    minutes: int | None
    summary: str

    @property
    def reference(self) -> str:
        """What a session keeps of it."""
        return f"{self.id}@{self.version}"

    def plan(self) -> SittingPlan:
        """Its set-up when nobody has changed anything yet."""
        if self.id == "breathing":
            return SittingPlan(practice=self.reference, seconds=300, breathing="6", end_strikes=1)
        return SittingPlan(practice=self.reference)


PRACTICES: tuple[Practice, ...] = (
    Practice(
        "sitting",
        1,
        "Just sit",
        "Your own time",
        1,
        None,
        "Start bell, end bell, and the bells you want between.",
    ),
    Practice(
        "breathing",
        1,
        "Slow breathing",
        "Settle",
        1,
        5,
        "Two circles to breathe with, about six breaths a minute.",
    ),
)


def find(reference: str) -> Practice | None:
    """The practice of "id@version" or "id"; None when this version does not know it."""
    return next((one for one in PRACTICES if reference in (one.reference, one.id)), None)


def title_of(reference: str) -> str:
    """Its title, for lists; a practice that this version does not know is called by its id."""
    practice = find(reference)
    return practice.title if practice else reference.partition("@")[0]
