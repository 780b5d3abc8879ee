"""What a practice is made of, in words."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from closeness_desktop.practice import outline
from closeness_desktop.practice.format import Practice


def practice(*steps: dict[str, Any], **fields: Any) -> Practice:
    named = [{"id": f"step-{number}", **step} for number, step in enumerate(steps)]
    whole = {
        "format": "practice/1", "id": "one", "version": 1, "lang": "en", "title": "One", "summary": "One.",
        "theme": "settle", "people": 1, "licence": "GPL-3.0-or-later",
        "evidence": {"level": 0, "note": "None."}, "expect": ["Quiet."], "steps": named, **fields,
    }  # fmt: skip
    return msgspec.convert(whole, Practice)


SAY = {"kind": "say", "text": ["Sit."]}
QUIET = {"kind": "silence", "secs": 60.0, "flex": 1.0}
WRITE = {"kind": "prompt", "text": ["What was it like?"]}
TOTAL = {"default": 600.0, "min": 300.0, "max": 1200.0}


@pytest.mark.parametrize(
    ("made", "length"),
    [
        (practice(SAY, QUIET, total=TOTAL), "5–20 min"),
        (practice(SAY, QUIET, total={"default": 300.0, "min": 300.0, "max": 300.0}), "5 min"),
        (practice(SAY, QUIET, WRITE, total=TOTAL), "about 12 min"),
        (practice(WRITE, WRITE), "about 4 min"),
        (practice(timer="sitting"), ""),
    ],
)
def test_the_length_says_about_when_something_takes_ones_own_time(made: Practice, length: str) -> None:
    assert outline.length(made) == length


def test_what_comes_again_is_counted_each_time() -> None:
    turn = {"kind": "turn", "id": "turn", "speaker": "first", "secs": 90.0, "text": ["Tell."]}
    question = {"kind": "prompt", "id": "ask", "text": ["And?"]}
    made = practice({"kind": "loop", "times": 4, "swap": True, "steps": [turn, question]}, WRITE, people=2)
    assert outline.sentences(made) == (
        "Each of you speaks for 3 minutes in all, and listens as long.",
        "Five questions to write about.",
    )


def test_how_long_each_speaks_follows_the_length_chosen() -> None:
    turn = {"kind": "turn", "id": "turn", "speaker": "first", "secs": 120.0, "flex": 1, "text": ["Tell."]}
    total = {"default": 240, "min": 120, "max": 600}
    made = practice({"kind": "loop", "times": 2, "swap": True, "steps": [turn]}, people=2, total=total)
    for seconds, said in ((None, "2 minutes"), (120.0, "1 minute"), (600.0, "5 minutes")):
        (line,) = outline.sentences(made, seconds)
        assert line == f"Each of you speaks for {said} in all, and listens as long."


@pytest.mark.parametrize(("pick", "rounds"), [(0, "Three"), (2, "Two"), (9, "Three")])
def test_a_loop_over_a_list_comes_once_for_each_item_that_is_drawn(pick: int, rounds: str) -> None:
    question = {"kind": "prompt", "id": "ask", "text": ["{it}"]}
    loop = {"kind": "loop", "over": "some", "pick": pick, "steps": [question]}
    made = practice(loop, lists={"some": [{"text": word} for word in ("one", "two", "three")]})
    assert outline.sentences(made) == (f"{rounds} questions to write about.",)


def test_many_questions_are_counted_in_figures_from_ten_on() -> None:
    asked = [{"kind": "prompt", "id": f"ask-{n}", "text": ["And?"]} for n in range(10)]
    assert outline.sentences(practice(*asked[:9])) == ("Nine questions to write about.",)
    assert outline.sentences(practice(*asked)) == ("10 questions to write about.",)
