"""The way through a practice: which step is next, which was before, what was answered on it.

It knows no time. What a person answers decides which steps are met, so the layout is made anew whenever an
answer changes; what lies behind stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import answers, unroll
from closeness_desktop.practice.answers import Answer, Value
from closeness_desktop.practice.format import OPEN, Bell, Practice, Say, Turn
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.unroll import Stop


@dataclass
class Route:
    """at: index of the present stop. trail: paths of the stops gone through before it.

    values: answers by path; an answer stays when the person goes back, until it is given anew. drafts: what
    was noted but not answered yet.
    """

    practice: Practice
    plan: GuidedPlan
    at: int = field(init=False)
    trail: list[str] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    drafts: dict[str, Value] = field(default_factory=dict)
    stops: list[Stop] = field(init=False)

    def __post_init__(self) -> None:
        self.lay_out()
        first = next((index for index, stop in enumerate(self.stops) if stop.met), None)
        if first is None:
            raise UsageError(f"There are no steps in “{self.practice.title}”.")
        self.at = first

    def lay_out(self) -> None:
        """Make the layout anew, after an answer."""
        plan = self.plan
        self.stops = list(unroll.unroll(self.practice, plan.seed, self.values, plan.talk))

    @property
    def here(self) -> Stop:
        """The present stop."""
        return self.stops[self.at]

    def behind(self) -> list[Stop]:
        """The stops before this one, passed over or gone through."""
        return [stop for stop in self.stops[: self.at] if stop.met]

    def ahead(self) -> list[Stop]:
        """The stops still to come, as far as can be told now."""
        return [stop for stop in self.stops[self.at + 1 :] if stop.met]

    def find(self, path: str) -> int | None:
        """The index of the stop with this path."""
        return next((index for index, stop in enumerate(self.stops) if stop.path == path), None)

    def forward(self) -> bool:
        """Go to the next stop that is met; False at the end."""
        following = range(self.at + 1, len(self.stops))
        index = next((one for one in following if self.stops[one].met), None)
        if index is None:
            return False
        self.trail.append(self.here.path)
        self._arrive(index)
        return True

    def backward(self) -> bool:
        """Go to the stop before, bells passed by; False at the beginning."""
        trail = list(self.trail)
        while trail:
            index = self.find(trail.pop())
            if index is not None and not isinstance(self.stops[index].step, Bell):
                self.trail = trail
                self._arrive(index)
                return True
        return False

    def answer(self, value: Value | None) -> None:
        """Answer the present stop; None passes it over. Raises UsageError for what is no answer to it.

        An earlier answer that did not come back (it might have been in the other one's hands) is not taken
        back by None.
        """
        value = answers.usable(self.here.step, value)
        path = self.here.path
        seen = self.drafts.pop(path, None) is not None
        if value is not None:
            self.values[path] = value
        elif seen:
            self.values.pop(path, None)
        self.lay_out()

    def note(self, value: Value | None) -> None:
        """Keep an unfinished answer to the present stop; None: they have taken back what stood there.

        Raises UsageError for what cannot become an answer.
        """
        value = answers.usable(self.here.step, value)
        if value is None:
            if self.here.path in self.drafts:
                self.answer(None)  # it was there before their eyes, and they emptied it
        else:
            self.drafts[self.here.path] = value

    def given(self) -> tuple[Answer, ...]:
        """The answers, in the order of their steps; those of steps that are no longer met are left out."""
        return tuple(
            answers.of_step(stop.path, stop.step, self.values[stop.path])
            for stop in self.stops
            if stop.met and stop.open and stop.path in self.values
        )

    def caption(self) -> str:
        """The line that still stands in a silence: the last one said before, unless something was asked."""
        for path in reversed(self.trail):
            index = self.find(path)
            step = self.stops[index].step if index is not None else None
            if isinstance(step, Say):
                return step.text[-1]
            if isinstance(step, (*OPEN, Turn)):
                return ""
        return ""

    def number(self) -> tuple[int, int]:
        """Which step this is and how many there are, bells not counted.

        A step whose condition hangs on an answer still to come counts as one that will be met.
        """
        number = sum(not isinstance(stop.step, Bell) for stop in [*self.behind(), self.here])
        of, to_come = number, {self.here.step.id}
        for stop in self.stops[self.at + 1 :]:
            undecided = any(when.answer in to_come for when in stop.whens)
            of += (stop.met or undecided) and not isinstance(stop.step, Bell)
            to_come.add(stop.step.id)
        return max(1, number), max(1, of)

    def _arrive(self, index: int) -> None:
        """An answer given or begun before comes back; not into the other person's hands, though."""
        left, stop = self.here, self.stops[index]
        self.at = index
        same_hands = stop.role is None or stop.role == left.role
        if not same_hands:
            self.drafts.pop(stop.path, None)
        elif stop.open and stop.path in self.values:
            self.drafts.setdefault(stop.path, self.values[stop.path])
