"""A practice file is read as it was typed, or refused with a place and a plain sentence for each mistake."""

from __future__ import annotations

import pytest

from closeness_desktop.practice.decode import KINDS
from closeness_desktop.practice.format import Bell, Loop, Practice, Silence
from closeness_desktop.practice.reading import PracticeFileError, read_practice, read_programme

HEAD = """\
format: practice/1
id: small-rest
version: 1
lang: en
title: A small rest
summary: Two minutes of nothing.
theme: settle
people: 1
licence: GPL-3.0-or-later
evidence: {level: 0, note: Handed down.}
expect: [You sit.]
"""
TOTAL = "total: {default: 120, min: 60, max: 600}\n"
STEPS = """\
steps:
  - {id: open, kind: bell}
  - {id: rest, kind: silence, secs: 120, flex: 1}
"""
PROGRAMME = """\
format: programme/1
id: two-days
version: 1
lang: en
title: Two days
summary: One rest a day.
licence: GPL-3.0-or-later
expect: [Two short rests.]
days:
  - {id: one, title: First, practice: small-rest, about: To begin.}
  - {id: two, title: Second, practice: small-rest, about: To go on.}
"""


def mistakes(text: str | bytes) -> list[tuple[str, str]]:
    """Places and sentences of a file that is refused."""
    with pytest.raises(PracticeFileError) as raised:
        read_practice(text, "x.yaml")
    assert all(one.file == "x.yaml" for one in raised.value.mistakes)
    return [(one.place, one.sentence) for one in raised.value.mistakes]


def steps(*lines: str) -> str:
    """A file with these steps, of which none is timed."""
    return HEAD + "steps:\n" + "".join(f"  - {line}\n" for line in lines)


def test_a_sound_file_is_read_with_its_numbers() -> None:
    practice = read_practice(HEAD + TOTAL + STEPS, "x.yaml")
    assert isinstance(practice, Practice)
    assert practice.reference == "small-rest@1"
    [bell, rest] = practice.steps
    assert isinstance(bell, Bell)
    assert isinstance(rest, Silence)
    assert rest.secs == 120


def test_bytes_with_a_byte_order_mark_and_other_line_ends_are_the_same() -> None:
    text = HEAD + TOTAL + STEPS
    typed = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_practice(typed, "x.yaml") == read_practice(text, "x.yaml")


def test_what_looks_like_a_number_a_date_or_a_yes_stays_the_text_that_it_is() -> None:
    text = HEAD.replace("A small rest", "2026-11-24").replace("Handed down.", "on") + TOTAL + STEPS
    practice = read_practice(text, "x.yaml")
    assert (practice.title, practice.evidence.note) == ("2026-11-24", "on")


def test_every_step_tells_one_mistake_with_its_place() -> None:
    found = mistakes(
        HEAD
        + "steps:\n"
        + "  - {id: one, kind: bell, times: 12, spacing: 900}\n"
        + "  - id: rounds\n    kind: loop\n    times: 2\n    steps:\n"
        + "      - {id: hard, kind: say, txt: [Hello.]}\n"
        + "      - {id: soft, kind: hum}\n"
        + "  - {id: last, kind: silence, secs: soon}\n"
    )
    assert found == [
        ("steps / one / times", "“times” is a whole number from 1 to 9, not “12”."),
        ("steps / rounds / hard / txt", "There is no “txt” here; perhaps “text” is meant."),
        ("steps / rounds / soft", f"There is no kind of step called “hum”. There are {', '.join(KINDS)}."),
        ("steps / last / secs", "“secs” is a number from 1 to 14400, not “soon”."),
    ]


def test_every_key_of_the_head_is_told() -> None:
    text = (
        HEAD.replace("people: 1", "people: 3")
        .replace("theme: settle", "theme: calm")
        .replace("id: sm", "id: Sm")
    )
    assert [place for place, _sentence in mistakes(text + "colour: red\n" + STEPS)] == [
        "colour",
        "id",
        "theme",
        "people",
    ]


def test_a_key_that_is_nearly_right_is_offered() -> None:
    assert mistakes(steps("{id: a, kind: bell, sond: bowl}")) == [
        ("steps / a / sond", "There is no “sond” here; perhaps “sound” is meant.")
    ]


def test_a_newer_format_is_refused_kindly_and_with_nothing_else() -> None:
    [(place, sentence)] = mistakes(HEAD.replace("practice/1", "practice/2") + "what: ever\n")
    assert place == "format"
    assert "newer version" in sentence


def test_a_mistake_knows_its_line_and_prints_it() -> None:
    with pytest.raises(PracticeFileError) as raised:
        read_practice(steps("{id: a, kind: bell}", "{id: b, kind: bell, times: 0}"), "x.yaml")
    [mistake] = raised.value.mistakes
    assert mistake.line == 14
    assert str(mistake) == (
        "x.yaml: steps / b / times (line 14): “times” is a whole number from 1 to 9, not “0”."
    )


def test_a_loop_is_read_within_a_loop() -> None:
    inner = "{id: b, kind: loop, times: 3, steps: [{id: c, kind: bell}]}"
    practice = read_practice(steps(f"{{id: a, kind: loop, times: 2, steps: [{inner}]}}"), "x.yaml")
    outer = practice.steps[0]
    assert isinstance(outer, Loop)
    assert isinstance(outer.steps[0], Loop)


def test_a_programme_is_read_and_its_days_are_told_apart() -> None:
    assert [day.id for day in read_programme(PROGRAMME, "p.yaml").days] == ["one", "two"]
    with pytest.raises(PracticeFileError) as raised:
        read_programme(PROGRAMME.replace("id: two,", "id: one,"), "p.yaml")
    [mistake] = raised.value.mistakes
    assert (mistake.place, mistake.sentence) == ("days / one", "The id “one” stands here twice.")


def test_each_day_of_a_programme_tells_its_own_mistake() -> None:
    text = PROGRAMME.replace(", about: To begin.", "").replace(
        "small-rest, about: To go", "Small, about: To go"
    )
    with pytest.raises(PracticeFileError) as raised:
        read_programme(text, "p.yaml")
    assert [mistake.place for mistake in raised.value.mistakes] == ["days / one", "days / two / practice"]


def test_a_quote_never_closed_is_told_where_it_was_opened() -> None:
    assert mistakes(HEAD.replace("people: 1", 'people: "1') + STEPS) == [
        ("line 8", "A quote or bracket is opened and never closed.")
    ]
