"""What a guided session says on the screen, by where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from closeness_desktop.practice import words
from closeness_desktop.practice.effects import Finished
from closeness_desktop.practice.format import (
    Breathe,
    Choose,
    Loop,
    Practice,
    Role,
    Say,
    Scale,
    Silence,
    Step,
    Turn,
)
from closeness_desktop.practice.guided import GuidedSession, Now
from closeness_desktop.records import AnswerValue
from closeness_desktop.window.widgets import turns

Mode = Literal["running", "open", "paused", "leaving", "gap", "veiled", "stopped", "ended"]
"""open: it waits for the person. leaving: asked whether to end. gap: asked what to do about time that the
computer slept. veiled: a question for one of two, who must be alone with it first. stopped: it did not help.
"""

Size = Literal["line", "turn", "quiet", "question"]
Figure = Literal["none", "breath", "turns"]


@dataclass(frozen=True)
class Face:
    """All that is seen at one moment. progress: 0 to 1, None for no bar. asks: the answer's field is there.
    over: the questions of the end are there."""

    title: str = ""
    whose: str = ""
    figure: Figure = "none"
    speaker: Role | None = None
    word: str = ""
    size: Size = "line"
    soft: str = ""
    asks: bool = False
    over: bool = False
    progress: float | None = None
    time: str = ""
    caption: str = ""


def mode_of(session: GuidedSession, *, stopped: bool, leaving: bool, veiled: bool) -> Mode:
    """Which of the modes it is in. stopped, leaving, veiled: what the person was asked, or is to be."""
    if session.ended is not None:
        return "ended"
    if stopped:
        return "stopped"
    if session.asking is not None:
        return "gap"
    if leaving:
        return "leaving"
    if session.paused:
        return "paused"
    if veiled:
        return "veiled"
    return "open" if session.now is not None and session.now.waiting else "running"


def face_of(
    mode: Mode,
    session: GuidedSession,
    *,
    elapsed: float,
    slept: float = 0.0,
    rung: str = "",
    finished: Finished | None = None,
    hidden: bool = False,
    back_at: str = "",
) -> Face:
    """What to show.

    slept: seconds that nobody was there for, just told. rung: caption of the last bell, while it is to be
    seen. hidden: no figures. back_at: time of day at which the step ends.
    """
    practice, now = session.practice, session.now
    if mode == "ended" or now is None:
        done = finished.done if finished is not None else session.done_seconds
        return over(practice.title, done, finished.slept if finished is not None else 0.0)
    face = Face(title=heading(practice, now))
    if mode == "leaving":
        return replace(face, word="End here?", size="question", soft=LEAVING)
    if mode == "gap":
        return replace(face, word=gap(session.asking or slept), size="question", soft=GAP)
    if mode == "stopped":
        return replace(face, word=STOPPED, size="question", soft=STOPPED_MORE)
    if mode == "veiled":
        return replace(face, word=f"{whose(practice, now)}.", size="question", soft=VEILED)
    face = replace(face, whose=whose(practice, now), caption=rung)
    if mode == "open":
        soft = f"{now.hint} {EARLIER}".lstrip() if _answered_unseen(session, now) else now.hint
        return replace(face, word="\n".join(now.lines), size="question", soft=soft, asks=True)
    face = _timed(face, session, now, elapsed)
    if hidden:
        face = replace(face, progress=None, time="")
    else:
        face = _with_time(face, session, now, back_at)
    if mode == "paused":
        again = f"{gap(slept)} {AGAIN}" if slept else ""
        return replace(face, word="Paused", size="line", soft=again)
    return face


AT_END = {"done": "Done", "write": "Write about it"}
"""The buttons at the end, where how it was is asked."""

LEAVING = "What you did so far is kept. Press Esc again to end, or stay with it."
GAP = "What would you like to do with that time?"
AGAIN = "What was under way begins again when you go on."
VEILED = "The other one looks away. What is marked here is shown to nobody else."
EARLIER = "What was answered here before stays, unless you answer anew."
CHOOSE = "Choose one to go on."
PLACE = "Choose a place to go on."
STOPPED = "It is fine to stop."
STOPPED_MORE = "Nothing of this is kept unless you want it."


def heading(practice: Practice, now: Now) -> str:
    """What is under way and how far, in one quiet line: "Listening without fixing · round 1 of 2"."""
    if now.rounds > 1:
        return f"{practice.title} · round {now.round} of {now.rounds}"
    return f"{practice.title} · {now.number} of {now.of}" if now.of > 1 else practice.title


def whose(practice: Practice, now: Now) -> str:
    """Whose step it is, in a practice for two; "" when it is for both."""
    if practice.people < 2 or now.role is None:
        return ""
    began = "began" if _turn_before(practice.steps, now.step) else "begins"
    return f"For the one who {began}" if now.role == "first" else "For the other one"


def _turn_before(steps: Sequence[Step], here: Step) -> bool:
    """Whether somebody has spoken before a step, as the file has them in order."""
    for step in _flat(steps):
        if step.id == here.id:
            return False
        if isinstance(step, Turn):
            return True
    return False


def _flat(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        if isinstance(step, Loop):
            yield from _flat(step.steps)
        else:
            yield step


def spoken(practice: Practice, now: Now) -> str:
    """What a screen reader is told when a step begins; the lines of its text follow by themselves."""
    parts = [whose(practice, now)]
    if isinstance(now.step, Turn) and now.speaker is not None:
        parts += [turns.said(now.speaker), *([f"Listener: {' '.join(now.listener)}"] if now.listener else [])]
    elif isinstance(now.step, Silence):
        parts.append(now.hint or "Quiet.")
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)


def _timed(face: Face, session: GuidedSession, now: Now, elapsed: float) -> Face:
    step = now.step
    if isinstance(step, Turn):
        listener = f"Listener: {' '.join(now.listener)}" if now.listener else ""
        return replace(
            face, figure="turns", speaker=now.speaker, word="\n".join(now.lines), size="turn", soft=listener
        )
    face = replace(face, figure="breath")
    if isinstance(step, Breathe):
        breath = session.breath(elapsed)
        word = words.BREATHS[breath[0]] if breath is not None else ""
        return replace(face, word=word, soft=" ".join(now.lines))
    if isinstance(step, Say):
        return replace(face, word=now.caption)
    return replace(face, word=now.hint or now.caption, size="quiet")  # what was said last stays to be read


def _with_time(face: Face, session: GuidedSession, now: Now, back_at: str) -> Face:
    step = now.step
    if isinstance(step, Turn) and now.seconds and now.remaining is not None:
        done = 1 - now.remaining / now.seconds
        return replace(face, progress=done, time=words.clock(now.remaining, left=True))
    if isinstance(step, Silence) and step.show == "return":
        return replace(face, time=f"Back at {back_at}" if back_at else "")
    if isinstance(step, Silence) and step.show == "nothing":
        return face
    if not session.total:
        return face
    left = session.total * (1 - session.progress)
    own = ", plus your own time" if session.about else ""
    return replace(face, progress=session.progress, time=f"{words.clock(left, left=True)} left{own}")


def over(title: str, done: int, slept: float = 0.0) -> Face:
    """The end of a session of `done` seconds. slept: seconds at its end that the computer slept."""
    soft = f"{gap(slept)} That time is not counted." if slept else ""
    return Face(
        title=title,
        word=f"That took {words.length(_rounded(done))}.",
        size="question",
        soft=soft,
        over=True,
    )


def _rounded(seconds: int) -> int:
    """The second does not matter after some minutes; it is logged all the same."""
    return round(seconds / 60) * 60 if seconds >= 300 else seconds


def gap(seconds: float) -> str:
    """The sentence about a gap."""
    return f"Your computer slept for {words.length(seconds)}."


def fate(session: GuidedSession) -> str:
    """What becomes of the answers, in one quiet line."""
    if not session.kept:
        return ""
    entry = any(answer.keep == "entry" for answer in session.kept)
    owner = "second" if session.plan.guest == "first" else "first"
    if session.practice.people == 2 and any(answer.role == owner for answer in session.kept):
        where = "in an entry" if entry else "with this session"
        return f"What the one whose journal this is has answered is kept there, {where}."
    if entry:
        return "What you wrote becomes an entry in your journal."
    return "Your answers are kept with this session."


def wanted(session: GuidedSession, answer: AnswerValue | None) -> str:
    """What is still wanted before an open step is left; "" when it may be. Writing and naming are free."""
    now = session.now
    if now is None or now.skippable or answer is not None or _answered_unseen(session, now):
        return ""
    return PLACE if isinstance(now.step, Scale) else CHOOSE if isinstance(now.step, Choose) else ""


def _answered_unseen(session: GuidedSession, now: Now) -> bool:
    """Whether the present step has an answer that did not come back: it may be in the other one's hands."""
    return now.draft is None and any(answer.path == now.path for answer in session.answers)


def can_go_on(session: GuidedSession) -> bool:
    """Whether the person may end the present step before its time."""
    return session.now is not None and session.now.skippable


def other_answered(session: GuidedSession) -> bool:
    """Whether the guest of two gave an answer that could be kept."""
    guest = session.plan.guest
    return any(answer.role == guest and answer.keep != "never" for answer in session.answers)


def offers(mode: Mode, session: GuidedSession, *, asks: bool) -> dict[str, str]:
    """The buttons that make sense now, by name, each with what it says. asks: how it was is asked."""
    now = session.now
    if mode == "ended" or now is None:
        return AT_END if asks else {"done": AT_END["done"]}
    back = {"back": "Back"} if now.number > 1 else {}
    out = {"end": "End here", "stop": "Stop, this isn’t helping"}
    if mode == "running":
        forward = "Hand over" if isinstance(now.step, Turn) else "Next"
        return {**back, "pause": "Pause", **({"next": forward} if can_go_on(session) else {}), **out}
    if mode in ("open", "veiled"):
        return {**back, "go_on": "Show it" if mode == "veiled" else "Go on", **out}
    if mode == "paused":
        return {"pause": "Go on", **out}
    if mode == "leaving":
        return {"keep": "Stay with it", "end": "End here"}
    if mode == "gap":
        return {"keep": "Go on from there", "count": "Count that time", "end": "End here"}
    return {
        "keep_done": "Keep what you did",
        "let_go": "Let it go",
        "help": "Help",
        "again": "Go back into it",
    }
