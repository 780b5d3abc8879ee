"""Practices for tests: made of steps by hand, or drawn at random."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from closeness_desktop.paths import resource
from closeness_desktop.practice.format import (
    Bell,
    Breathe,
    Choose,
    Evidence,
    Item,
    Loop,
    Option,
    PersonStep,
    Practice,
    Prompt,
    Role,
    Say,
    Scale,
    Silence,
    Step,
    Tag,
    Total,
    Turn,
    When,
)
from closeness_desktop.practice.reading import read_practice

LINES = ("Sit as you like.", "Let the breath come and go.", "What do you hear, if you listen for a while?")


def practice(*steps: Step, total: tuple[float, float, float] | None = None, **changes: Any) -> Practice:
    """One with these steps. total: default, least and greatest seconds."""
    lists = {
        name: tuple(Item(text=text) for text in texts) for name, texts in changes.pop("lists", {}).items()
    }
    fields: dict[str, Any] = {
        "format": "practice/1",
        "id": "trial",
        "version": 1,
        "lang": "en",
        "title": "Trial",
        "summary": "A trial.",
        "theme": "settle",
        "people": 1,
        "licence": "GPL-3.0-or-later",
        "evidence": Evidence(level=0, note="None."),
        "expect": ("Nothing much.",),
        "steps": steps,
        "lists": lists,
        "total": total and Total(default=total[0], min=total[1], max=total[2]),
    }
    return Practice(**fields | changes)


def say(id: str = "say", *text: str, **more: Any) -> Say:
    """Lines that are said."""
    return Say(id=id, text=text or LINES[:1], **more)


def silence(id: str = "silence", secs: float = 60, **more: Any) -> Silence:
    """Quiet."""
    return Silence(id=id, secs=secs, **more)


def bell(id: str = "bell", **more: Any) -> Bell:
    """A bell."""
    return Bell(id=id, **more)


def prompt(id: str = "prompt", **more: Any) -> Prompt:
    """A question to write about."""
    return Prompt(id=id, text=LINES[2:], **more)


def scale(id: str = "scale", **more: Any) -> Scale:
    """A question answered with a number."""
    return Scale(id=id, text=("How close?",), low="far", high="near", **more)


def choose(id: str = "choose", *ids: str, **more: Any) -> Choose:
    """A choice."""
    options = tuple(Option(id=one, text=f"The {one}") for one in ids or ("one", "other"))
    return Choose(id=id, text=("Which?",), options=options, **more)


def turn(id: str = "turn", speaker: Role = "first", secs: float = 120, **more: Any) -> Turn:
    """A turn to speak."""
    return Turn(id=id, speaker=speaker, text=LINES[:2], secs=secs, **more)


_ROLES: st.SearchStrategy[Role | None] = st.sampled_from([None, "first", "second"])
_SECONDS = st.integers(10, 300).map(float)
_WEIGHTS = st.sampled_from([0.0, 0.0, 1.0, 2.0])
_TEXTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map(tuple)
_GAPS = st.sampled_from([None, None, None, "continue", "pause", "ask"])


def _common(kind: Any, **more: Any) -> st.SearchStrategy[Step]:
    return st.builds(kind, id=st.just("x"), skip=st.booleans(), gap=_GAPS, **more)


TIMED_STEPS: st.SearchStrategy[Step] = st.one_of(
    _common(Say, text=_TEXTS, hold=st.sampled_from([0.0, 3.0]), talk=st.integers(1, 3)),
    _common(Silence, secs=_SECONDS, flex=_WEIGHTS),
    _common(Bell, times=st.integers(1, 3)),
    _common(
        Breathe,
        inhale=st.sampled_from([4.0, 5.0]),
        exhale=st.sampled_from([5.0, 6.0]),
        hold=st.sampled_from([0.0, 2.0]),
        secs=_SECONDS,
        flex=_WEIGHTS,
        text=st.just(()) | _TEXTS,
    ),
    _common(
        Turn,
        speaker=st.sampled_from(["first", "second"]),
        text=_TEXTS,
        secs=_SECONDS,
        flex=_WEIGHTS,
        warn=st.sampled_from([0.0, 10.0]),
        early=st.booleans(),
    ),
)
OPEN_STEPS: st.SearchStrategy[Step] = st.one_of(
    _common(Prompt, text=_TEXTS, secs=st.sampled_from([0.0, 40.0]), role=_ROLES),
    _common(Scale, text=_TEXTS, low=st.just("a"), high=st.just("b"), role=_ROLES),
    _common(Tag, text=_TEXTS, set=st.just("feelings"), role=_ROLES),
    _common(PersonStep, text=_TEXTS),
    st.builds(lambda skip: choose("x", skip=skip), st.booleans()),
)


@st.composite
def practices(draw: st.DrawFn, *, open_steps: bool = True) -> Practice:
    """A practice with loops, conditions and draws, as a sound file may have them; without a set total."""
    some = TIMED_STEPS | OPEN_STEPS if open_steps else TIMED_STEPS
    count = 0
    scales: list[str] = []

    def named(step: Step, conditional: bool) -> Step:
        nonlocal count
        count += 1
        changes: dict[str, Any] = {"id": f"s{count}"}
        if conditional and scales and draw(st.integers(0, 3)) == 0:
            at_least = draw(st.none() | st.integers(1, 7))
            changes["when"] = When(answer=draw(st.sampled_from(scales)), at_least=at_least, given=True)
        if isinstance(step, Scale):
            scales.append(changes["id"])
        return replace(step, **changes)

    steps: list[Step] = []
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.integers(0, 3)) == 0:
            over = draw(st.booleans())
            inner = tuple(named(one, True) for one in draw(st.lists(some, min_size=1, max_size=3)))
            loop = (
                Loop(id="x", steps=inner, over="things", pick=draw(st.integers(0, 2)))
                if over
                else Loop(id="x", steps=inner, times=draw(st.integers(1, 3)), swap=draw(st.booleans()))
            )
            steps.append(named(loop, False))
        else:
            steps.append(named(draw(some), True))
    return practice(*steps, people=2, lists={"things": ("a hand", "a window", "the sound of rain")})


def replace(step: Step, **changes: Any) -> Step:
    """The same step but for these fields."""
    return msgspec.structs.replace(step, **changes)


SHIPPED = sorted(path.stem for path in resource("practices").glob("*.yaml"))
"""Ids of all practices that come with the program, its own timers among them."""


@cache
def shipped(id: str) -> Practice:
    """One of them."""
    return read_practice(resource("practices", f"{id}.yaml").read_bytes(), id)


GUIDED = [id for id in SHIPPED if shipped(id).timer is None]
"""Ids of those that consist of steps."""


def some_answer(step: Step) -> str | int | tuple[str, ...]:
    """Any answer that fits an open step."""
    if isinstance(step, Scale):
        return (step.steps + 1) // 2
    if isinstance(step, Choose):
        return (step.options[0].id,) if step.many else step.options[0].id
    return ("calm",) if isinstance(step, Tag) else "Rain, all day."
