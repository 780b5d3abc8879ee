"""A guided practice in the terminal: captions, questions, and its record in the journal."""

from __future__ import annotations

import datetime as dt
import secrets
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from closeness_desktop.clock import Clock, DrivenClock, SystemClock
from closeness_desktop.errors import UsageError
from closeness_desktop.practice import fear, words
from closeness_desktop.practice.answers import Value
from closeness_desktop.practice.driver import LATE, TICK, Driver
from closeness_desktop.practice.effects import Bell, Effect, Finished, Said, StepBegan, SteppedBack
from closeness_desktop.practice.format import Practice, Role, Silence
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession, Now
from closeness_desktop.practice.plan import BIGGEST_SEED
from closeness_desktop.practice.stretch import stretch
from closeness_desktop.terminal import inputs, output, questions
from closeness_desktop.terminal.lines import Lines
from closeness_desktop.terminal.screen import Screen
from closeness_desktop.terminal.sitting import asked_about_gap

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.records import Moment

_KEPT_EVERY = 25.0
"""Seconds from one time to the next; with a tick and a slow disk on top, a kill costs 30."""
_WHO: dict[Role, str] = {"first": "the one who begins", "second": "the other one"}
_OTHER: dict[Role, Role] = {"first": "second", "second": "first"}


def plan_of(practice: Practice, seconds: float | None, digest: str) -> GuidedPlan:
    """The set-up for `seconds`, None for the practice's own. Raises UsageError for what cannot be.

    digest: SHA-256 of the practice's file, hex.
    """
    if seconds is not None and practice.total is None:
        raise UsageError(f"“{practice.title}” takes as long as you do; --minutes does not fit it.")
    plan = GuidedPlan(practice.reference, seconds, digest=digest)
    stretch(practice, plan.seconds, plan.talk)
    return plan


def may_begin(practice: Practice) -> bool:
    """Say what there is to beware of, and ask about fear where that is due. The answer is kept nowhere."""
    for caution in practice.cautions:
        output.out(caution)
    if not (fear.asked_before(practice) and inputs.stdin_is_terminal()):
        return True
    two = practice.people == 2
    output.out(f"{fear.QUESTION_TWO if two else fear.QUESTION_ONE} {fear.why(practice.people)}")
    output.note(f"{fear.ALONE} {fear.UNKEPT}" if two else fear.UNKEPT)
    sys.stderr.write("No, never [n]; yes, or not sure [y]; I’d rather not answer [Enter]: ")
    sys.stderr.flush()
    if not sys.stdin.readline().strip().casefold().startswith("y"):
        return True
    output.out(f"{fear.NOTE} {fear.NOTE_MORE} The Help page in the window says who they are.")
    return False


def agreed(practice: Practice, plan: GuidedPlan) -> GuidedPlan:
    """The same set-up once the two have said who begins: the guest is the second unless it is the guest."""
    if practice.people != 2 or not inputs.stdin_is_terminal():
        return plan
    return replace(plan, guest="first" if inputs.confirmed("Does your guest begin?") else "second")


def in_real_time(practice: Practice, plan: GuidedPlan, journal: Journal) -> None:
    """By the computer's clock. Ctrl+C ends it early; what was done and written is kept on every path."""
    pause = threading.Event()  # never set: a wait that a signal can end
    plan = plan.begun_with(secrets.randbelow(BIGGEST_SEED))
    Run(practice, plan, Record(journal, practice), SystemClock(), lambda seconds: pause.wait(seconds)).go()


def fast(practice: Practice, plan: GuidedPlan, journal: Journal | None) -> None:
    """Let the whole of it pass at once, with default answers; logged only with a journal."""
    clock = DrivenClock(SystemClock().wall())
    Run(practice, plan, Record(journal, practice), clock, clock.advance, alone=True).go()


class Record:
    """The session in the journal. It begins with its first second, or its first answer."""

    def __init__(self, journal: Journal | None, practice: Practice) -> None:
        self._journal, self._practice = journal, practice
        self._began: Moment | None = journal.now() if journal is not None else None
        self._id: str | None = None
        self._kept_at = 0.0

    def keep(self, session: GuidedSession, *, now: bool = False) -> None:
        """Keep where it stands: every half minute, and `now`."""
        if self._journal is None or not (session.done_seconds or session.answers):
            return
        if now or self._id is None or session.position - self._kept_at >= _KEPT_EVERY:
            self._kept_at = session.position
            state = session.snapshot()
            self._journal.sessions.snapshot(self._record(session), done=session.done_seconds, state=state)

    def finish(self, session: GuidedSession, finished: Finished) -> bool:
        """Log how it ended, with its answers; nothing when nothing was done. Whether an entry came of it."""
        if self._journal is None or (self._id is None and not (finished.done or session.answers)):
            return False
        days = session.look_again
        today = dt.date.fromisoformat(self._journal.now().day)
        concluded = self._journal.sessions.conclude(
            self._record(session),
            done=finished.done,
            ended=finished.ended,
            title=self._practice.title,
            answers=[answer.as_kept() for answer in session.kept],
            remind=None if days is None else (today + dt.timedelta(days=days)).isoformat(),
        )
        return concluded.entry is not None

    def _record(self, session: GuidedSession) -> str:
        assert self._journal is not None  # noqa: S101 (both callers have looked)
        if self._id is None:
            self._id = self._journal.sessions.start(
                session.plan.practice,
                planned=session.planned,
                at=self._began,
                file_hash=session.plan.digest,
            ).id
        return self._id


class Run:
    """One practice under way. wait: lets at most so many seconds pass. alone: nobody answers."""

    def __init__(
        self,
        practice: Practice,
        plan: GuidedPlan,
        record: Record,
        clock: Clock,
        wait: Callable[[float], object],
        *,
        alone: bool = False,
    ) -> None:
        self._driver = Driver(clock, GuidedSession(practice, plan))
        self._session = self._driver.session
        self._practice, self._record, self._clock = practice, record, clock
        self._wait, self._alone = wait, alone
        self._screen = Screen()
        self._lines = Lines(self._attend, TICK)
        self._path = ""

    def go(self) -> None:
        """From its first step to its end."""
        try:
            self._screen.caption(self._heading())
            while self._session.ended is None:
                self._carry_out(self._driver.tick())
                self._on()
        except KeyboardInterrupt:
            self._carry_out(self._end())
        finally:
            self._screen.clear()
            if self._session.ended is None:  # the terminal is gone, or the computer is shutting down
                for effect in self._end():
                    if isinstance(effect, Finished):
                        self._record.finish(self._session, effect)

    def _end(self) -> tuple[Effect, ...]:
        """End it early. Time in which somebody typed counts up to now."""
        now = self._session.now
        effects = self._driver.tick(awaited=True) if now is not None and now.waiting else ()
        return effects + self._driver.end()

    def _on(self) -> None:
        """Whatever comes next: a question about a gap, one of the practice, or time."""
        session, now = self._session, self._session.now
        if now is None:
            return
        if session.asking is not None:
            self._carry_out(self._driver.answer(asked_about_gap(session.asking)))
        elif session.paused:
            if inputs.stdin_is_terminal():
                self._lines.next()
            self._driver.resume()
        elif now.waiting:
            self._answer(now)
        else:
            self._record.keep(session)
            self._screen.line(self._line(now))
            self._wait(self._driver.wait(LATE * 0.9 if self._alone else TICK))

    def _answer(self, now: Now) -> None:
        value: Value | None
        if self._alone:
            value = questions.usual(now.step)
            if value is not None:
                self._screen.caption(f"    {questions.in_words(now.step, value)}")
        else:
            value = questions.ask(now.step, self._lines.next, self._session.note_draft)
            if now.role is not None:
                self._screen.wipe()
            self._attend()
        self._carry_out(self._session.respond(value, self._driver.elapsed()))

    def _attend(self) -> None:
        """While somebody types: let time go on. They are there, so a gap needs no answer."""
        self._carry_out(self._driver.tick(awaited=True))
        if self._session.asking is not None:
            self._carry_out(self._driver.answer("keep"))
        elif self._session.paused:
            self._driver.resume()
        self._record.keep(self._session)

    def _carry_out(self, effects: Iterable[Effect]) -> None:
        now = self._session.now
        for effect in effects:
            if isinstance(effect, StepBegan):
                self._path = effect.path
                self._record.keep(self._session, now=True)
                if now is not None and now.path == effect.path:
                    self._begin(now)
            elif isinstance(effect, Finished):
                self._finish(effect)
            elif isinstance(effect, SteppedBack):
                slept = words.length(effect.seconds)
                self._screen.caption(f"Your computer slept for {slept}. Enter begins this part again.")
            elif not (
                isinstance(effect, Said) and now is not None and now.waiting and now.path == self._path
            ):
                self._screen.caption(words.caption(effect))  # a question was shown whole when it began
                if isinstance(effect, Bell):
                    self._screen.ring()

    def _begin(self, now: Now) -> None:
        """Say what step this is, as far as its lines do not say it."""
        caption, step = self._screen.caption, now.step
        if now.role is not None:
            caption(f"For {_WHO[now.role]}. {_capital(_WHO[_OTHER[now.role]])} looks away.")
        if now.speaker is not None and now.seconds is not None:
            caption(f"{_capital(_WHO[now.speaker])} speaks for {words.length(round(now.seconds))}.")
            if now.listener:
                caption(f"{_capital(_WHO[_OTHER[now.speaker]])} listens. {' '.join(now.listener)}")
        elif isinstance(step, Silence) and now.seconds is not None:
            caption(f"{self._quiet(step, now.seconds)} {now.hint}".strip())
        elif now.waiting:
            for line in now.lines:
                caption(line)
            if now.seconds:
                caption(f"Take about {words.length(now.seconds)}.")
            caption(now.hint)
            questions.show(step)

    def _quiet(self, step: Silence, seconds: float) -> str:
        if step.show == "nothing":
            return "Quiet."
        if step.show == "return":
            until = (self._clock.wall() + dt.timedelta(seconds=seconds)).astimezone()
            return f"Quiet until {until:%H:%M}."
        return f"Quiet for {words.length(max(1, round(seconds)))}."

    def _finish(self, finished: Finished) -> None:
        theirs = any(
            one.role == self._session.plan.guest and one.keep != "never" for one in self._session.answers
        )
        if theirs and finished.ended == "completed" and not self._alone and inputs.stdin_is_terminal():
            self._session.keep_guest(inputs.confirmed("May what your guest answered be kept, too?"))
        entry = self._record.finish(self._session, finished)
        done = f"This took {words.length(finished.done)}." if finished.done else "No time has passed."
        self._screen.caption(f"{done} What was written is in the journal." if entry else done)

    def _heading(self) -> str:
        total = words.length(max(1, round(self._session.total))) if self._session.total else ""
        about = "" if not total else f" · about {total}" if self._session.about else f" · {total}"
        return f"{self._practice.title}{about}"

    def _line(self, now: Now) -> str:
        step = f"{now.number} of {now.of}"
        if now.remaining is None or (isinstance(now.step, Silence) and now.step.show != "left"):
            return step
        return f"{step} · {words.clock(now.remaining, left=True)}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
