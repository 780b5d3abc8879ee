"""The lint finds what it is meant to find, and lets pass what only looks like it."""

from __future__ import annotations

import pytest

from closeness_desktop.practice import readability
from closeness_desktop.practice.lint import lint, lint_programme
from closeness_desktop.practice.reading import read_practice, read_programme

HEAD = """\
format: practice/1
id: trial
version: 1
lang: {lang}
title: {title}
summary: A rest for a minute.
theme: {theme}
people: {people}
licence: CC0-1.0
evidence: {{level: {level}, note: {note}}}
expect: [You sit.]
"""


def remarks(
    steps: str = "  - {id: open, kind: bell}",
    *,
    lang: str = "en",
    title: str = "A trial",
    theme: str = "settle",
    people: int = 1,
    level: int = 0,
    note: str = "Handed down.",
    more: str = "",
) -> list[tuple[str, str]]:
    """Places and sentences of a sound file."""
    head = HEAD.format(lang=lang, title=title, theme=theme, people=people, level=level, note=note)
    practice = read_practice(f"{head}{more}steps:\n{steps}\n", "trial.yaml")
    return [(one.place, one.sentence) for one in lint(practice)]


def said(text: str) -> list[str]:
    """What is remarked about one line of guidance."""
    step = f'  - {{id: a, kind: prompt, text: ["{text}"]}}'
    return [sentence for place, sentence in remarks(step) if place == "steps / a"]


TWO = "cautions: [Be kind.]\ntotal: {default: 120, min: 90, max: 600}\n"


def turns(first: str, second: str) -> str:
    """Two turns with these settings."""
    return (
        f"  - {{id: a, kind: turn, speaker: first, text: [Speak.], {first}}}\n"
        f"  - {{id: b, kind: turn, speaker: second, text: [Speak.], {second}}}"
    )


def test_a_plain_practice_has_no_remarks() -> None:
    assert remarks() == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Well done!", "exclamation"),
        ("You always interrupt.", "blames"),
        ("It is hard because you never listened.", "blames"),
        ("It was your fault.", "blames"),
        ("Sit as in a Gottman course.", "belongs to others"),
        ("This is the imago way.", "belongs to others"),
        ("Let us do RAIN.", "belongs to others"),
        ("It isn't far.", "quotes"),
        ("One and " * 13 + "one.", "25 words"),
        ("Quiet, and " * 12 + "quiet.", "120 characters"),
    ],
)
def test_what_is_not_said_is_found(text: str, word: str) -> None:
    assert any(word in sentence for sentence in said(text)), said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Think of someone that you never thanked.",
        "A sentence such as “You always interrupt” closes doors.",
        "Listen to the rain, and prepare nothing.",
        "How do you feel, and where?",
        "That is the imagination at work.",
        "It isn’t far.",
    ],
)
def test_what_only_looks_like_it_passes(text: str) -> None:
    assert said(text) == []


def test_hard_words_are_measured_over_the_whole() -> None:
    note = "Contemporary psychotherapeutic investigations demonstrate considerable heterogeneity."
    assert any("school grade" in sentence for _place, sentence in remarks(note=note, title="Considerations"))
    assert not any("school grade" in sentence for _place, sentence in remarks(note=note, lang="de"))


def test_evidence_needs_sources_and_tradition_does_not() -> None:
    assert [place for place, _sentence in remarks(level=1)] == ["sources"]
    assert remarks(level=1, more="sources: [Gottman 1998]\n") == []


def test_two_people_saying_and_mending_and_holding_the_breath_need_cautions() -> None:
    hold = "  - {id: a, kind: breathe, in: 4, hold: 4, out: 4, secs: 60}"
    timed = "total: {default: 60, min: 60, max: 60}\n"
    for found in (
        remarks(people=2),
        remarks(theme="repair"),
        remarks(theme="say-it"),
        remarks(hold, more=timed),
    ):
        assert [place for place, _sentence in found] == ["cautions"]
    assert remarks(hold, more=timed + "cautions: [Or breathe freely.]\n") == []


def test_both_speak_equally_long_at_every_length() -> None:
    equal = turns("secs: 60, flex: 1", "secs: 60, flex: 1")
    assert remarks(equal, people=2, more=TWO) == []
    for first, second in (
        ("secs: 60, flex: 1", "secs: 30, flex: 1"),
        ("secs: 60, flex: 1", "secs: 60, flex: 2"),  # equal only as the file has it
        ("secs: 60, flex: 1", "secs: 60"),
    ):
        [(place, sentence)] = remarks(turns(first, second), people=2, more=TWO)
        assert place == "steps"
        assert "speaks" in sentence


def test_one_who_never_has_a_turn_is_found_and_a_loop_that_trades_is_fair() -> None:
    turn = "{id: a, kind: turn, speaker: first, text: [Speak.], secs: 60, flex: 1}"
    assert len(remarks(f"  - {turn}", people=2, more=TWO.replace("120", "90"))) == 1
    loop = f"  - {{id: l, kind: loop, times: 2, swap: true, steps: [{turn}]}}"
    assert remarks(loop, people=2, more=TWO) == []


def test_each_of_two_is_asked_as_often() -> None:
    ask = "{{id: {}, kind: scale, for: {}, text: [How near?], low: far, high: near{}}}"
    one, two = ask.format("a", "first", ""), ask.format("b", "second", "")
    more = "cautions: [Be kind.]\n"
    assert remarks(f"  - {one}\n  - {two}", people=2, more=more) == []
    assert [place for place, _sentence in remarks(f"  - {one}", people=2, more=more)] == ["steps"]


def test_a_programme_is_read_like_the_rest() -> None:
    programme = read_programme(
        "format: programme/1\nid: p\nversion: 1\nlang: en\ntitle: Two days\nsummary: Go!\nlicence: CC0-1.0\n"
        "expect: [Rest.]\ndays:\n  - {id: a, title: A, practice: x, about: Rest.}\n"
        "  - {id: b, title: B, practice: x, about: You never rest.}\n",
        "p.yaml",
    )
    assert [(one.file, one.place) for one in lint_programme(programme)] == [
        ("p.yaml", "summary"),
        ("p.yaml", "days / b"),
    ]


def test_the_measure_is_the_published_one() -> None:
    """“The cat sat on the mat.”: 17 letters, 6 words, 1 sentence; and never below zero."""
    assert readability.grade(["The cat sat on the mat."]) == 0.0
    text = "Meditation encourages attentiveness towards experience."
    assert readability.grade([text]) == pytest.approx(4.71 * 50 / 5 + 0.5 * 5 - 21.43)
    assert readability.grade([]) == 0.0
    assert readability.longest("One two three. Four: five six.") == 3
