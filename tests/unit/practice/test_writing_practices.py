"""The authors' guide is true: its examples are read, and it names every key that there is."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from closeness_desktop.practice import lint
from closeness_desktop.practice.decode import KINDS
from closeness_desktop.practice.effects import SOUNDS
from closeness_desktop.practice.format import (
    THEMES,
    Evidence,
    Item,
    Option,
    Practice,
    Programme,
    ProgrammeDay,
    Total,
    When,
)
from closeness_desktop.practice.reading import PracticeFileError, read_either, read_practice

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "writing-practices.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
WHOLE = [block for block in BLOCKS if block.startswith("format:")]
STEPS = [block for block in BLOCKS if block.startswith("- id:")]
HEAD = """\
format: practice/1
id: example
version: 1
lang: en
title: An example
summary: One step.
theme: settle
people: {people}
licence: CC0-1.0
evidence: {{level: 0, note: Handed down.}}
expect: [One step.]
"""
LEVEL = "- {id: level, kind: scale, text: [How much?], low: none, high: all}\n"


@pytest.mark.parametrize("block", WHOLE, ids=lambda block: block.split()[3])
def test_a_whole_example_is_sound_and_has_no_remark(block: str) -> None:
    found = read_either(block, "example.yaml")
    remarks = lint.lint(found) if isinstance(found, Practice) else lint.lint_programme(found)
    assert list(map(str, remarks)) == []


@pytest.mark.parametrize("block", STEPS, ids=lambda block: block.split()[4])
def test_a_step_of_the_guide_is_sound(block: str) -> None:
    """Tried without a total: if something in it is timed, that is the one thing that is missed."""
    people = 2 if "kind: turn" in block else 1
    text = HEAD.format(people=people) + "steps:\n" + LEVEL + block
    try:
        read_practice(text, "example.yaml")
    except PracticeFileError as error:
        told = str(error)
    else:
        told = ""
    assert told == "" or "“total” is missing" in told, told


def test_every_kind_has_an_example() -> None:
    assert {re.search(r"kind: ([\w-]+)", block)[1] for block in STEPS} == set(KINDS)  # type: ignore[index]


@pytest.mark.parametrize(
    "part",
    [Practice, Programme, ProgrammeDay, Total, Evidence, Item, Option, When, *KINDS.values()],
    ids=lambda part: part.__name__,
)
def test_every_key_is_told(part: type[msgspec.Struct]) -> None:
    keys = [field.encode_name for field in msgspec.structs.fields(part)]
    assert [key for key in keys if not re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", TEXT)] == []


def test_every_theme_and_every_sound_is_told() -> None:
    assert [word for word in (*THEMES, *SOUNDS) if f"`{word}`" not in TEXT] == []
