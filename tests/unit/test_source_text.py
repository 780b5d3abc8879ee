"""The exact text behind the editor, against a plain str."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.window.editor.history import History
from closeness_desktop.window.editor.source_text import Edit, Fragment, SourceText

AWKWARD = "ab \t\n\r\u00a0\u2028\u2029\ufdd0\ufdd1\x00\x0b\x85\ufeff\u0301\U0001f331學é"
texts = st.text(alphabet=AWKWARD, max_size=40) | st.text(
    alphabet=st.characters(exclude_categories=["Cs"]), max_size=20
)


def places(text: str) -> list[int]:
    """Where a widget's cursor can stand in a text: anywhere but between CR and LF."""
    return [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n" or at == 0]


def where(text: str, at: int) -> tuple[int, int]:
    """Line and column of a place in a text."""
    before = Fragment.of(text[:at])
    return len(before.lines) - 1, len(before.lines[-1])


@given(texts)
def test_a_text_that_is_only_held_stays_as_it_is(text: str) -> None:
    source = SourceText(text)
    assert source.text == text
    assert source.line_count == source.view.count("\n") + 1
    assert not set(source.view) & set("\r\u2029\ufdd0\ufdd1")


@given(texts, st.data())
def test_an_edit_told_by_a_widget_changes_what_it_names_and_nothing_else(
    text: str, data: st.DataObject
) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.sampled_from(places(text))] * 2)))
    added = data.draw(st.text(alphabet="ab \n學\U0001f331", max_size=6))
    source = SourceText(text)
    view = SourceText(text).view
    (line, column), (last, last_column) = where(text, start), where(text, end)
    lines = view.split("\n")
    head, tail = lines[line][:column], lines[last][last_column:]
    now = (head + added + tail).split("\n")
    edit = source.sync(line, last - line + 1, now, len(head), len(tail))
    removed = Fragment.of(text[start:end])
    if removed.view == added:
        assert edit is None
        assert source.text == text
        return
    assert edit is not None
    if not removed.ends or not added.count("\n"):
        assert source.text == text[:start] + added.replace("\n", source.new_end) + text[end:]
    assert source.text.startswith(text[:start])
    assert source.text.endswith(text[end:])
    assert source.view == "\n".join([*lines[:line], *now, *lines[last + 1 :]])
    source.apply(edit.inverse)
    assert source.text == text


def test_a_widget_may_call_more_changed_than_was() -> None:
    source = SourceText("one\r\ntwo\u2029three\rfour")
    assert source.sync(0, 4, ["one", "two", "three", "four"], 0, 0) is None
    source.sync(0, 4, ["one", "two!", "three", "four"], 0, 0)
    assert source.text == "one\r\ntwo!\u2029three\rfour"


def test_a_line_that_moved_keeps_its_end() -> None:
    source = SourceText("a\nb\u2029c\rd\ne")
    source.sync(0, 5, ["b", "c", "d", "a", "x", "e"], 0, 0)
    assert source.text == "b\u2029c\rd\na\nx\ne"


def test_new_lines_in_a_text_from_windows_end_as_its_others_do() -> None:
    source = SourceText("one\r\ntwo")
    source.sync(1, 1, ["two", "three"], 3, 0)
    assert source.text == "one\r\ntwo\r\nthree"


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_a_part_is_the_part(text: str, one: int, other: int) -> None:
    at = places(text)
    start, end = sorted((at[one % len(at)], at[other % len(at)]))
    assert SourceText(text).part(*where(text, start), *where(text, end)).text == text[start:end]


def typed(history: History, source: SourceText, text: str) -> None:
    """Type at the end of a one-line text."""
    for char in text:
        edit = Edit(0, len(source.line(0)), Fragment(), Fragment((char,)))
        source.apply(edit)
        history.record(edit)


def undone(history: History, source: SourceText) -> str:
    """Take one step back."""
    edit = history.undo()
    assert edit is not None
    source.apply(edit)
    return source.text


def test_undo_goes_back_word_by_word_and_redo_comes_again() -> None:
    history, source = History(), SourceText()
    typed(history, source, "one two  three")
    assert [undone(history, source) for _ in range(3)] == ["one two  ", "one ", ""]
    assert history.undo() is None
    for expected in ("one ", "one two  ", "one two  three"):
        edit = history.redo()
        assert edit is not None
        source.apply(edit)
        assert source.text == expected
    assert not history.can_redo


def test_a_moved_cursor_begins_a_new_step() -> None:
    history, source = History(), SourceText()
    typed(history, source, "on")
    history.close_step()
    typed(history, source, "e")
    assert undone(history, source) == "on"


def test_backspaces_are_taken_back_together() -> None:
    history, source = History(), SourceText("word")
    for column in (3, 2, 1):
        edit = Edit(0, column, Fragment((source.line(0)[column],)), Fragment())
        source.apply(edit)
        history.record(edit)
    assert source.text == "w"
    assert undone(history, source) == "word"


def test_forgetting_leaves_nothing_to_take_back() -> None:
    history, source = History(), SourceText()
    typed(history, source, "secret")
    undone(history, source)
    history.forget()
    assert not history.can_undo
    assert not history.can_redo
