"""A guided session: steps on an absolute timeline, which stops where it waits for the person.

`GuidedSession` is a pure state machine like `Sitting`, and driven like it; what *elapsed* and *position* are,
see `under_way`. The time that open steps take is counted in its position: writing is practice too.
"""

from __future__ import annotations

from collections.abc import Iterator

from closeness_desktop.errors import BugError
from closeness_desktop.practice import answers, gaps, kept_state
from closeness_desktop.practice.answers import Answer, Value
from closeness_desktop.practice.course import Course
from closeness_desktop.practice.effects import (
    Bell,
    BreathChanged,
    BreathPhase,
    Effect,
    Finished,
    GapFound,
    SteppedBack,
    one_bell,
)
from closeness_desktop.practice.format import Bell as BellStep
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.now import Now, look, skippable
from closeness_desktop.practice.score import pattern_of
from closeness_desktop.practice.stretch import CRUMB
from closeness_desktop.practice.timeline import Stopwatch
from closeness_desktop.practice.under_way import UnderWay

__all__ = ["Answer", "GuidedPlan", "GuidedSession", "Now", "Value"]


class GuidedSession(UnderWay):
    """One guided practice, from its first step to its end.

    Ended by the person it is "early", or "abandoned" when nothing was done; an answer begun is kept as it
    stands. Raises UsageError for a practice without steps and for a total that it cannot be stretched to.
    """

    def __init__(self, practice: Practice, plan: GuidedPlan) -> None:
        super().__init__()
        self.practice, self.plan = practice, plan
        self._course = Course(practice, plan)
        self._with_guest = False

    # What it is, to whoever shows it

    @property
    def position(self) -> float:
        """Seconds of the session so far."""
        return self._course.position

    @property
    def done_seconds(self) -> int:
        """Whole seconds of the session, writing included, pauses and gaps left out."""
        return int(self.position + CRUMB)

    @property
    def total(self) -> float:
        """Seconds of the timed part, as chosen; more when an answer asks for steps that come on top."""
        return self._course.planned.total

    @property
    def about(self) -> bool:
        """Whether steps that wait for the person make the whole longer than `total`."""
        return self._course.planned.about

    @property
    def planned(self) -> int | None:
        """Whole seconds to log as planned; None when the person decides how long it takes."""
        return None if self.about else round(self.total)

    @property
    def progress(self) -> float:
        """How much of the timed part has passed, 0 to 1; without a timed part, how many of the steps."""
        return self._course.progress

    @property
    def now(self) -> Now | None:
        """The present step; None when it is over."""
        return look(self._course) if self.ended is None else None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers so far, in the order of their steps."""
        return self._course.route.given()

    @property
    def kept(self) -> tuple[Answer, ...]:
        """Those answers that the journal may keep (see `keep_guest`)."""
        all_of_them, guest = self._with_guest, self.plan.guest
        return tuple(a for a in self.answers if a.keep != "never" and (all_of_them or a.role != guest))

    @property
    def look_again(self) -> int | None:
        """Days after which the person wants to look at it again; what was said last counts."""
        return next((one.days for one in reversed(self.kept) if one.days is not None), None)

    def breath(self, elapsed: float) -> tuple[BreathPhase, float, float] | None:
        """The part of the breath at `elapsed`, how far into it, and how full it is (all 0 to 1).

        None outside of a breathing step. Changes nothing, so that a view may ask as often as it paints.
        """
        breathing = self._course.breathing
        if self.ended is not None or breathing is None:
            return None
        step, length = breathing
        within = min(max(0.0, self._watch.read(elapsed) - self._course.began), length - CRUMB)
        pattern = pattern_of(step)
        return (*pattern.phase_at(within), pattern.openness(within))

    # What happens to it

    def advance(self, elapsed: float) -> tuple[Effect, ...]:
        """Go on to `elapsed` and hand out what fell due since. The first call is `advance(0.0)`."""
        if self.ended is not None or self.paused:
            return ()
        return self._done(self._course.run(self._watch.read(elapsed)))

    def respond(self, value: Value | None, elapsed: float) -> tuple[Effect, ...]:
        """Answer the open step, None to pass it over, and go on.

        Nothing happens while a gap waits for its answer. Raises BugError when no step is open, UsageError for
        what is no answer to it; both before anything moves.
        """
        if self.asking is not None:
            return ()
        if self.ended is not None or not self._course.route.here.open:
            raise BugError("No step waits for an answer.")
        value = answers.usable(self._course.route.here.step, value)
        effects = self.advance(elapsed)
        self._course.route.answer(value)
        return effects + self._done(self._course.leave())

    def go_on(self, elapsed: float) -> tuple[Effect, ...]:
        """Leave a step that may be left: one with `skip`, or a turn with `early`.

        Else, and while a gap waits for its answer, nothing happens.
        """
        effects = self.advance(elapsed)
        if self.ended is not None or self.asking is not None or not skippable(self._course.route.here.step):
            return effects
        if self._course.route.here.open:
            self._course.route.answer(None)
        return effects + self._done(self._course.leave())

    def back(self, elapsed: float) -> tuple[Effect, ...]:
        """Go back to the step before. A question comes with its answer, what is timed starts again.

        Nothing happens while a gap waits for its answer.
        """
        effects = self.advance(elapsed)
        if self.ended is not None or self.asking is not None:
            return effects
        if not self._course.route.backward() and self._course.length is None:
            return effects
        self._course.begin(self.position)
        return effects + self._course.take(self.position)

    def again(self, elapsed: float) -> tuple[Effect, ...]:
        """Begin the present step afresh after standing still. A question waits on, with what was noted."""
        if self.ended is not None or self.asking is not None:
            return ()
        self._watch.resume(elapsed)
        if self._course.length is None:
            return ()
        self._course.begin(self.position)
        return self._course.take(self.position)

    def note_draft(self, value: Value | None) -> None:
        """Keep an unfinished answer to the open step, for snapshots; ending the session makes it an answer.

        Raises UsageError for what cannot become an answer.
        """
        if self.ended is None and self._course.route.here.open:
            self._course.route.note(value)

    def keep_guest(self, kept: bool = True) -> None:
        """The guest of two said whether their answers may be kept. Until then they are in no snapshot."""
        self._with_guest = kept

    # What is kept of it

    def snapshot(self) -> str:
        """Its state as JSON, without what must not be kept: answers meant for nobody, the guest's."""
        course = self._course
        return kept_state.write(
            kept_state.State(
                course.route, course.position, course.began, course.given, self._with_guest, self.ended
            )
        )

    @classmethod
    def restore(cls, snapshot: str, practice: Practice) -> GuidedSession:
        """A session as it was kept, standing still; effects handed out before do not come again.

        An answer that was not kept counts as passed over. Raises UsageError when the text is no snapshot of
        this version, or was made from another practice, or from this one before it was changed.
        """
        state = kept_state.read(snapshot, practice)
        session = cls(practice, state.route.plan)
        session._course.route = state.route
        session._course.begin(state.began, state.given)
        session._course.position = state.position
        session._watch = Stopwatch(state.position, None)
        session._with_guest = state.with_guest
        session.ended = state.ended
        return session

    # How it goes on

    def _due(self) -> float | None:
        return self._course.next_at

    def _left(self) -> float | None:
        return self._course.ends_in

    def _bells_within(self, seconds: float) -> Iterator[tuple[float, Bell]]:
        return ((at, one) for at, one in self._course.ahead(seconds) if isinstance(one, Bell))

    def _breaths_within(self, seconds: float) -> Iterator[tuple[float, BreathChanged]]:
        return (
            (at, effect) for at, effect in self._course.ahead(seconds) if isinstance(effect, BreathChanged)
        )

    def _end(self) -> tuple[Effect, ...]:
        return self._cut_short()

    def _gap(self, elapsed: float, seconds: float) -> tuple[Effect, ...]:
        """The policy of the step (see `gaps`): to go on, to ask, or to stand still at its start.

        A silence with nothing but bells after it, slept through to its end, is over: one bell rings, and only
        waking seconds are logged.
        """
        policy = gaps.policy(self._course.route.here.step)
        if policy == "continue":
            return self._count(seconds)
        self._watch.pause(elapsed)
        if policy == "pause":
            self._course.begin(self.position)
            return (SteppedBack(seconds),)
        if self._course.ends_at is not None and self.position + seconds >= self._course.ends_at:
            following = [stop.step for stop in self._course.route.ahead()]
            bells = [Bell(s.sound, s.times, s.spacing, "end") for s in following if isinstance(s, BellStep)]
            if len(bells) == len(following):
                return (*bells[-1:], *self._cut_short(slept=seconds))
        self.asking = seconds
        return (GapFound(seconds),)

    def _count(self, seconds: float) -> tuple[Effect, ...]:
        """Count time that nobody was there for: not in open steps, and to the end of the step at most."""
        end = self._course.ends_at
        if end is None:
            return ()
        position = min(self.position + seconds, end)
        self._watch.accumulated += position - self.position
        return one_bell(self._done(self._course.run(position)))

    def _done(self, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """The same, and the end when it was reached."""
        if not self._course.over:
            return effects
        self.ended = "completed"
        return (*effects, Finished("completed", self.done_seconds))

    def _cut_short(self, slept: float = 0.0) -> tuple[Effect, ...]:
        route = self._course.route
        if route.here.path in route.drafts:
            route.answer(route.drafts[route.here.path])
        self.ended = "early" if self.done_seconds or self.answers else "abandoned"
        return (Finished(self.ended, self.done_seconds, slept),)
