"""What types cannot say: each rule with a file that breaks it, and with one that does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.practice.format import LONGEST
from closeness_desktop.practice.reading import PracticeFileError, read_practice
from closeness_desktop.practice.rules_text import unfit
from closeness_desktop.practice.stretch import stretch

HEAD = """\
format: practice/1
id: trial
version: 1
lang: en
title: A trial
summary: A rest for a minute.
theme: settle
people: {people}
licence: CC0-1.0
evidence: {{level: 0, note: Handed down.}}
expect: [You sit.]
"""
ASK = "{id: ask, kind: choose, text: [Which?], options: [{id: one, text: One}, {id: two, text: Two}]}"
MANY = ASK.replace("options", "many: true, options")
SCALE = "{id: level, kind: scale, text: [How much?], low: none, high: all}"
MINE = SCALE.replace("kind", "for: second, kind")
WRITE = "{id: write, kind: prompt, text: [What now?]}"
WORDS = "{id: words, kind: tag, text: [Which feelings?], set: feelings}"
WHO = "{id: who, kind: person, text: [Who is it?]}"
BELL = "{id: ring, kind: bell}"
TURN = "{id: turn, kind: turn, speaker: first, text: [Speak.], secs: 60}"
LISTS = "lists:\n  things: [{text: a}, {text: b, fits: [one]}, {text: c, fits: [two]}]\n"
LONG = "{id: long, kind: silence, secs: 9000, flex: 1}"
HOURS = "total: {default: 9000, min: 9000, max: 9000}\n"
TOTAL = "total: {default: 60, min: 60, max: 60}\n"


def when(condition: str) -> str:
    """A bell under a condition."""
    return f"{{id: later, kind: bell, when: {{{condition}}}}}"


def over(more: str = "") -> str:
    """A loop over the list."""
    return f"{{id: loop, kind: loop, over: things, {more}steps: [{BELL}]}}"


def broken(*steps: str, people: int = 1, more: str = "") -> list[tuple[str, str]]:
    """Places and sentences of what is wrong with a file of these steps."""
    text = HEAD.format(people=people) + more + "steps:\n" + "".join(f"  - {step}\n" for step in steps)
    try:
        read_practice(text, "trial.yaml")
    except PracticeFileError as error:
        return [(one.place, one.sentence) for one in error.mistakes]
    return []


@pytest.mark.parametrize(
    ("steps", "people", "more", "place", "word"),
    [
        ([BELL, BELL], 1, "", "steps / ring", "twice"),
        ([BELL, f"{{id: l, kind: loop, times: 2, steps: [{BELL}]}}"], 1, "", "steps / l / ring", "twice"),
        ([TURN], 1, TOTAL, "steps / turn", "people: 2"),
        ([BELL.replace("kind", "for: second, kind")], 1, "", "steps / ring", "people: 2"),
        ([f"{{id: l, kind: loop, times: 2, swap: true, steps: [{BELL}]}}"], 1, "", "steps / l", "people: 2"),
        ([WHO], 2, "", "steps / who", "people: 1"),
        ([TURN.replace("kind", "for: first, kind")], 2, TOTAL, "steps / turn", "“speaker”"),
        ([TURN.replace("secs: 60", "secs: 60, warn: 60")], 2, TOTAL, "steps / turn", "warning"),
        ([SCALE.replace("low", "style: circles, steps: 5, low")], 1, "", "steps / level", "7 steps"),
        ([BELL.replace("bell}", "bell, sound: siren}")], 1, "", "steps / ring", "no sound"),
        # conditions
        ([when("answer: ask, is: one"), ASK], 1, "", "steps / later / when", "no earlier step"),
        ([BELL, when("answer: ring, given: true")], 1, "", "steps / later / when", "asks nothing"),
        ([ASK, when("answer: ask")], 1, "", "steps / later / when", "what must hold"),
        ([ASK, when("answer: ask, is: three")], 1, "", "steps / later / when", "one, two"),
        ([ASK, when("answer: ask, at_least: 2")], 1, "", "steps / later / when", "no scale"),
        ([SCALE, when("answer: level, at_least: 8")], 1, "", "steps / later / when", "1 to 7"),
        ([SCALE, when("answer: level, at_most: inf")], 1, "", "steps / later / when", "1 to 7"),
        ([SCALE, when("answer: level, is: 0")], 1, "", "steps / later / when", "1 to 7"),
        ([SCALE, when("answer: level, at_least: 5, at_most: 3")], 1, "", "steps / later / when", "more than"),
        ([SCALE, when("answer: level, given: false, at_least: 3")], 1, "", "steps / later / when", "neither"),
        ([WRITE, when("answer: write, is: yes")], 1, "", "steps / later / when", "Only “given”"),
        ([WORDS, when("answer: words, is: ''")], 1, "", "steps / later / when", "empty"),
        # what one of two answers alone
        ([MINE, when("answer: level, at_least: 5")], 2, "", "steps / later / when", "alone"),
        ([MINE, when("answer: level, given: true").replace("kind", "for: first, kind")], 2, "",
         "steps / later / when", "alone"),
        ([MINE, f"{{id: l, kind: loop, times: 2, when: {{answer: level, is: 3}}, steps: [{BELL}]}}"], 2, "",
         "steps / l / when", "alone"),
        ([f"{{id: l, kind: loop, times: 2, swap: true, steps: [{MINE}]}}",
          when("answer: level, is: 3").replace("kind", "for: second, kind")], 2, "",
         "steps / later / when", "alone"),
        ([ASK.replace("kind", "for: first, kind"), over("match: ask, ")], 2, LISTS, "steps / loop", "alone"),
        # loops and lists
        ([f"{{id: l, kind: loop, steps: [{BELL}]}}"], 1, "", "steps / l", "either “times” or “over”"),
        ([over("times: 2, ")], 1, LISTS, "steps / loop", "either “times” or “over”"),
        ([over()], 1, "", "steps / loop", "no list “things”"),
        ([f"{{id: l, kind: loop, times: 2, pick: 1, steps: [{BELL}]}}"], 1, "", "steps / l", "“over”"),
        ([f"{{id: l, kind: loop, times: 2, match: ask, steps: [{BELL}]}}"], 1, "", "steps / l", "“over”"),
        ([ASK, over("match: ask, pick: 3, ")], 1, LISTS, "steps / loop", "only 2 items"),
        ([over("match: ask, "), ASK], 1, LISTS, "steps / loop", "earlier step"),
        ([SCALE, over("match: level, ")], 1, LISTS, "steps / loop", "kind choose"),
        ([MANY, over("match: ask, ")], 1, LISTS, "steps / loop", "one choice"),
        ([over()], 1, LISTS, "lists / things 2", "no option"),
        ([ASK], 1, "lists: {things: [{text: a}]}\n", "lists / things", "No loop"),
        ([over()], 1, "lists: {things: []}\n", "lists / things", "empty"),
        # choices
        ([ASK.replace("id: two", "id: one")], 1, "", "steps / ask", "twice"),
        ([ASK.replace("options", "remind: true, options")], 1, "", "steps / ask", "“days”"),
        ([ASK.replace("text: Two", "text: Two, days: 7")], 1, "", "steps / ask", "remind"),
        (
            [MANY.replace("text: Two", "text: Two, days: 7").replace("many", "remind: true, many")],
            1,
            "",
            "steps / ask",
            "one choice",
        ),
        # texts
        (["{id: a, kind: prompt, text: ['{it}?']}"], 1, "", "steps / a / text 1", "“over”"),
        ([BELL.replace("kind", "note: 'www.x.org', kind")], 1, "", "steps / ring / note", "addresses"),
        ([ASK.replace("Two", "' Two'")], 1, "", "steps / ask / options / two / text", "space"),
        ([WRITE.replace("What now?", "Is 2 > 1?")], 1, "", "steps / write / text 1", "not used"),
        # time
        ([LONG, LONG.replace("id: long", "id: more")], 1, HOURS, "steps", "longer than 4 hours"),
        ([WRITE, LONG, LONG.replace("id: long", "id: more, when: {answer: write, given: true}")], 1,
         HOURS, "steps", "longer than 4 hours"),
        ([TURN], 2, "", "line 1", "60 seconds"),
        ([BELL], 1, TOTAL, "total", "leave “total” out"),
        ([TURN], 2, TOTAL.replace("max: 60", "max: 90"), "total", "Nothing in it stretches"),
        ([TURN], 2, TOTAL.replace("default: 60", "default: 70"), "total", "between min and max"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_a_rule_is_told_where(
    steps: list[str], people: int, more: str, place: str, word: str
) -> None:
    found = broken(*steps, people=people, more=more)
    assert (place, True) in [(where, word in sentence) for where, sentence in found], found


@pytest.mark.parametrize(
    ("steps", "people", "more"),
    [
        ([TURN.replace("secs: 60", "secs: 60, warn: 10, early: true")], 2, TOTAL),
        ([MINE, when("answer: level, at_least: 5").replace("kind", "for: second, kind"), TURN], 2, TOTAL),
        ([WHO, when("answer: who, given: true")], 1, ""),
        ([ASK, when("answer: ask, is: two")], 1, ""),
        ([MANY, when("answer: ask, is: two, given: true")], 1, ""),
        ([SCALE, when("answer: level, at_least: 3, at_most: 5")], 1, ""),
        ([SCALE, when("answer: level, is: 7")], 1, ""),
        ([WORDS, when("answer: words, is: sad")], 1, ""),
        ([WRITE, when("answer: write, given: false")], 1, ""),
        ([ASK, over("match: ask, pick: 2, ")], 1, LISTS),
        ([ASK, over("match: ask, ").replace("bell", "prompt, text: ['Why {it}?']")], 1, LISTS),
        ([ASK.replace("options", "remind: true, options").replace("Two", "Two, days: 7")], 1, ""),
        ([f"{{id: l, kind: loop, times: 2, swap: true, steps: [{BELL}]}}"], 2, ""),
        ([SCALE.replace("low", "style: circles, low").replace("kind", "for: second, kind")], 2, ""),
    ],
)
def test_what_is_allowed_passes(steps: list[str], people: int, more: str) -> None:
    assert broken(*steps, people=people, more=more) == []


def rest(secs: float, flex: float, id: str = "rest") -> str:
    """A silence."""
    return f"{{id: {id}, kind: silence, secs: {secs}, flex: {flex}}}"


BREATHE = "{id: breathe, kind: breathe, in: 5, out: 5, secs: 60, flex: 1}"


def total(least: float, usual: float, most: float) -> str:
    """A total."""
    return f"total: {{default: {usual}, min: {least}, max: {most}}}\n"


def test_the_least_that_the_steps_come_to_is_told() -> None:
    assert broken(rest(60, 1), more=total(10, 60, 600)) == []
    [(place, sentence)] = broken(rest(60, 1), more=total(9, 60, 600))
    assert (place, "than 10 seconds" in sentence) == ("total", True)


def test_breaths_alone_come_to_whole_breaths_only() -> None:
    assert broken(BREATHE, more=total(30, 60, 600)) == []
    [(place, sentence)] = broken(BREATHE, more=total(30, 65, 600))
    assert (place, "whole breaths" in sentence) == ("total", True)
    assert broken(BREATHE, rest(30, 1), more=total(60, 95, 600)) == []


def test_steps_under_conditions_stand_outside_the_total_and_count_towards_the_longest() -> None:
    under = rest(60, 1, "more").replace("kind", "when: {answer: ask, is: one}, kind")
    assert broken(ASK, rest(60, 1), under, more=total(10, 60, 600)) == []
    long = under.replace("secs: 60", f"secs: {LONGEST - 600}")
    [(place, sentence)] = broken(ASK, rest(60, 1), long, more=total(10, 60, 601))
    assert (place, "4 hours" in sentence) == ("total", True)


@given(
    st.lists(st.tuples(st.integers(1, 600), st.sampled_from([0, 0.5, 1, 3])), min_size=1, max_size=5),
    st.tuples(st.integers(1, 4000), st.integers(1, 4000), st.integers(1, 4000)),
)
def test_a_file_that_is_taken_comes_to_its_totals_exactly(
    steps: list[tuple[int, float]], totals: tuple[int, int, int]
) -> None:
    least, usual, most = sorted(totals)
    text = HEAD.format(people=1) + total(least, usual, most) + "steps:\n"
    text += "".join(f"  - {rest(secs, flex, f's{number}')}\n" for number, (secs, flex) in enumerate(steps))
    try:
        practice = read_practice(text, "trial.yaml")
    except PracticeFileError:
        return
    for seconds in (least, usual, most):
        assert stretch(practice, seconds).total == pytest.approx(seconds)


@pytest.mark.parametrize(
    "text",
    [
        "Breathe in, and out again.",
        "Kok and Singer 2017, doi 10.1007/s12671-025-02588-7, PMC4466912",
        "24/7, and/or, 1:30, half–and–half … “well”",
        "Note: one thing. Data: two. A file: three.",
        "Was fühlst du? 何を感じますか。 مرحبا 🌲 می‌خواهم",
    ],
)
def test_an_ordinary_text_is_fit(text: str) -> None:
    assert unfit(text) == ""


def test_both_bounds_may_name_the_same_answer_and_a_practice_may_take_just_four_hours() -> None:
    assert broken(SCALE, when("answer: level, at_least: 3, at_most: 3")) == []
    long = "{id: long, kind: silence, secs: 14400, flex: 1}"
    assert broken(long, more="total: {default: 14400, min: 60, max: 14400}\n") == []
