"""The small parts of the command line: what is typed is read, what is shown is made harmless."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop import strength
from closeness_desktop.errors import StorageError, UsageError
from closeness_desktop.terminal import inputs, output
from closeness_desktop.terminal.trends import first_day, last_day
from closeness_desktop.terminal.typed import objects, strengths


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("calm", {"calm": 1}),
        ("calm:1", {"calm": 1}),
        (" calm :3", {"calm": 3}),
        ("calm:4", {"calm:4": 1}),
        ("calm:", {"calm:": 1}),
        ("a:b:2", {"a:b": 2}),
        ("calm:2:3", {"calm:2": 3}),
        ("calm:03", {"calm:03": 1}),
        ("calm:２", {"calm:２": 1}),
    ],
)
def test_only_a_final_1_2_or_3_is_a_strength(given_text: str, expected: dict[str, int]) -> None:
    """Any other colon belongs to the name."""
    assert strengths([given_text]) == expected


@pytest.mark.parametrize("nameless", ["", " ", ":2", " :3"])
def test_a_feeling_needs_a_name(nameless: str) -> None:
    """A strength alone is none."""
    with pytest.raises(UsageError):
        strengths([nameless])


ENTRY = st.dictionaries(
    st.text(max_size=4), st.text() | st.none() | st.integers() | st.booleans(), max_size=4
)


@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_an_array_and_one_object_a_line_are_the_same(items: list[dict[str, object]]) -> None:
    """Also one object alone, and one spread over lines; whatever line ends the texts hold."""
    assert objects(json.dumps(items, ensure_ascii=False)) == items
    assert objects("\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n") == items
    assert objects(json.dumps(items[0], indent=2)) == items[:1]


@given(
    st.text(max_size=60)
    | st.sampled_from(["[" * 100_000, '{"a": 1, "a": 2}', "[1]", '{"a":' + "9" * 5000 + "}"])
)
def test_what_is_no_entry_is_refused_in_one_sentence(text: str) -> None:
    """Any text: entries or a UsageError, never another error."""
    try:
        found = objects(text)
    except UsageError:
        return
    assert all(isinstance(item, dict) for item in found)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ('[{"body": 1},\n {]', "line 2"),
        ('{"body": 1}\n{"body"\n', "Line 2"),
        ("[[]]", "Number 1"),
        ('{"a":1,"a":2}', "twice"),
    ],
)
def test_a_mistake_is_told_with_its_place(raw: str, place: str) -> None:
    """By line, or by number in the list."""
    with pytest.raises(UsageError, match=place):
        objects(raw)


@given(st.text())
def test_one_newline_at_the_end_is_dropped_and_no_more(text: str) -> None:
    """`echo` adds one; a text's own stay."""
    if not text.endswith(("\n", "\r")):
        assert inputs.without_final_newline(text) == text
    assert inputs.without_final_newline(text + "x\n") == text + "x"
    assert inputs.without_final_newline(text + "\n\n") == text + "\n"
    assert inputs.without_final_newline(text + "\r\n") == text


def test_a_secret_is_the_first_line_of_its_file(tmp_path: Path) -> None:
    """Without its line end, with every space; a file that cannot be read is a sentence."""
    file = tmp_path / "secret"
    for raw, expected in ((b" a b \r\nmore", " a b "), (b"\n", ""), (b"", ""), ("žluť".encode(), "žluť")):
        file.write_bytes(raw)
        assert inputs.secret(str(file), "", "--x") == expected
    for unreadable in (tmp_path / "none", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            inputs.secret(str(unreadable), "", "--x")
    file.write_bytes(b"\xff\n")
    with pytest.raises(UsageError, match="UTF-8"):
        inputs.secret(str(file), "", "--x")


def test_only_one_input_is_standard_input() -> None:
    """Any number of files, but one dash."""
    inputs.one_dash("-", None, "file", None)
    with pytest.raises(UsageError):
        inputs.one_dash("-", "file", "-")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-24", "2026-11-24", "2026-11-24"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_month_and_a_year_are_ranges(text: str, first: str, last: str) -> None:
    """Ends included."""
    assert (first_day(text), last_day(text)) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-02-30", "0000", "0000-01", "26", "2026-1-1", "", "today", "２０２６"]
)
def test_impossible_days_are_refused(text: str) -> None:
    """At either end of a range."""
    for read in (first_day, last_day):
        with pytest.raises(UsageError):
            read(text)


@given(st.text())
def test_shown_text_keeps_lines_and_loses_control(text: str) -> None:
    """Newlines and tabs stay; nothing is left that a terminal would obey."""
    shown = output.tame(text)
    assert len(shown) == len(text)
    assert all(sign in "\n\t" or not (sign < " " or "\x7f" <= sign <= "\x9f") for sign in shown)


class Unwritable(io.StringIO):
    """A stream that fails as the system would."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        raise self.error


def test_output_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader gone is no fault; a full disk is told; standard error is never worth an error."""
    monkeypatch.setattr(sys, "stdout", Unwritable(BrokenPipeError()))
    output.out("text")
    monkeypatch.setattr(sys, "stdout", Unwritable(OSError(28, "No space left on device")))
    with pytest.raises(StorageError):
        output.out("text")
    monkeypatch.setattr(sys, "stderr", Unwritable(OSError(28, "No space left on device")))
    output.note("text")
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    output.out("text")
    output.note("text")


def test_tables_are_whole_in_a_pipe() -> None:
    """Long cells are neither cut nor wrapped, square brackets are no markup, and no line ends in spaces."""
    long = "[bold]" + "word " * 100
    shown = output.table(("One", "Two"), [(long, "1"), ("x", "")]).splitlines()
    assert len(shown) == 3
    assert long.strip() in shown[1]
    assert [line for line in shown if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("passphrase", "strong"),
    [
        ("", False),
        ("secret", False),
        ("aaaaaaaaaaaaaaaaaaaa", False),
        ("four quiet rivers meeting", True),
        ("x" + "Ж9k!t" * 400, True),
    ],
)
def test_strength_is_told_apart(passphrase: str, strong: bool) -> None:
    """Known and repeated ones are weak, several words are strong, and length never makes it slow or fail."""
    assert (strength.estimate(passphrase) >= strength.STRONG) is strong
