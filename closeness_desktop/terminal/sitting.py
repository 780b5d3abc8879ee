"""A practice under way in the terminal: captions, a line with the time left, and its record in the journal.

The pure room `practice` knows what happens when; here it is given a clock, waited for, and shown.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from closeness_desktop.clock import Clock, DrivenClock, SystemClock
from closeness_desktop.practice import words
from closeness_desktop.practice.driver import LATE, TICK, Driver
from closeness_desktop.practice.effects import Bell, Effect, Finished
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.practice.sitting import Sitting
from closeness_desktop.practice.under_way import GapAnswer
from closeness_desktop.terminal import inputs, output
from closeness_desktop.terminal.screen import Screen

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.records import Moment

_KEPT_EVERY = 25.0
"""Seconds from one time to the next; with a tick and a slow disk on top, a kill costs 30."""
_ANSWERS: dict[str, GapAnswer] = {"c": "count", "count": "count", "e": "end", "end": "end"}


def in_real_time(plan: SittingPlan, journal: Journal) -> None:
    """Sit by the computer's clock. Ctrl+C ends it early; what was sat is logged on every path."""
    pause = threading.Event()  # never set: a wait that a signal can end
    run(plan, Record(journal, plan), SystemClock(), lambda seconds: pause.wait(seconds), TICK)


def fast(plan: SittingPlan, journal: Journal | None) -> None:
    """Let the whole of it pass at once, with default answers; logged only with a journal."""
    clock = DrivenClock(SystemClock().wall())
    run(plan, Record(journal, plan), clock, clock.advance, LATE * 0.9)


class Record:
    """The session in the journal. It begins with the sitting itself: preparation leaves no trace."""

    def __init__(self, journal: Journal | None, plan: SittingPlan) -> None:
        self._journal, self._plan = journal, plan
        self._began: Moment | None = None
        self._id: str | None = None
        self._kept_at = 0.0

    def keep(self, sitting: Sitting) -> None:
        """Begin the record with the sitting, and keep where it stands every half minute."""
        if self._journal is None or sitting.phase in ("prepare", "ended"):
            return
        if self._id is None:
            self._kept_at = sitting.position
            self._begin()
        elif sitting.position - self._kept_at >= _KEPT_EVERY:
            self._kept_at = sitting.position
            self._journal.sessions.snapshot(self._id, done=sitting.done_seconds, state=sitting.snapshot())

    def finish(self, finished: Finished) -> None:
        """Log how it ended; nothing when not a second was sat."""
        if self._journal is None or (self._id is None and not finished.done):
            return
        if self._id is None:
            self._begin()
        self._journal.sessions.finish(str(self._id), done=finished.done, ended=finished.ended)

    def _begin(self) -> None:
        assert self._journal is not None  # noqa: S101 (both callers have looked)
        self._id = self._journal.sessions.start(self._plan.practice, planned=self._plan.seconds).id


def run(
    plan: SittingPlan, record: Record, clock: Clock, wait: Callable[[float], object], most: float
) -> None:
    """Drive one sitting: `wait` is given at most `most` seconds at a time, until `clock` says it is over."""
    driver = Driver(clock, Sitting(plan))
    sitting = driver.session
    screen = Screen()
    try:
        output.out(words.heading(plan))
        while sitting.ended is None:
            _carry_out(driver.tick(), record, screen)
            if sitting.asking is not None:
                _carry_out(driver.answer(asked_about_gap(sitting.asking)), record, screen)
            record.keep(sitting)
            if sitting.ended is None:
                screen.line(_time(sitting))
                wait(driver.wait(most))
    except KeyboardInterrupt:
        _carry_out(driver.end(), record, screen)
    finally:
        screen.clear()
        if sitting.ended is None:  # the terminal is gone, or the computer is shutting down
            _carry_out(
                [one for one in driver.end() if isinstance(one, Finished)], record, screen, silent=True
            )


def _carry_out(effects: Iterable[Effect], record: Record, screen: Screen, *, silent: bool = False) -> None:
    for effect in effects:
        if isinstance(effect, Finished):
            record.finish(effect)
            if not silent:
                screen.caption(
                    f"You sat for {words.length(effect.done)}." if effect.done else "Nothing was sat."
                )
        elif not silent:
            screen.caption(words.caption(effect))
            if isinstance(effect, Bell):
                screen.ring()


def _time(sitting: Sitting) -> str:
    left = sitting.remaining
    return words.clock(sitting.done_seconds if left is None else left, left=left is not None)


def asked_about_gap(slept: float) -> GapAnswer:
    """What to do about time that the computer slept; where nobody can answer, sit on."""
    if not inputs.stdin_is_terminal():
        return "keep"
    sys.stderr.write(
        f"\rYour computer slept for {words.length(slept)}. Sit on, count it, or end here? [S/c/e] "
    )
    sys.stderr.flush()
    return _ANSWERS.get(sys.stdin.readline().strip().casefold(), "keep")
