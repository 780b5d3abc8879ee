"""Undo that waits while another entry is open, and the bounds of what is held for it."""

from __future__ import annotations

import pytest
from hypothesis import given

from closeness_desktop.window.editor import history
from closeness_desktop.window.editor.history import History
from closeness_desktop.window.editor.shelf import PutAway, Shelf
from closeness_desktop.window.editor.source_text import Edit, Fragment, SourceText
from tests.unit.test_source_text import texts


def with_steps(*texts: str) -> History:
    """A history of one step for each text."""
    made = History()
    for text in texts:
        made.close_step()
        made.record(Edit(0, 0, Fragment(), Fragment.of(text)))
    return made


def test_what_was_put_away_comes_back_once_and_only_for_the_text_it_was_left_with() -> None:
    shelf, left = Shelf(), PutAway(with_steps("a"), 3, 0)
    shelf.put("one", "text", left)
    assert shelf.take("one", "text") is left
    assert shelf.take("one", "text") is None
    shelf.put("one", "text", left)
    assert shelf.take("one", "text.") is None
    assert shelf.take("one", "text") is None


def test_the_oldest_goes_first_when_too_much_is_held() -> None:
    shelf = Shelf(most=10)
    for id in ("one", "two", "three"):
        shelf.put(id, id, PutAway(with_steps("abcd"), 0, 0))
    assert shelf.take("one", "one") is None
    assert shelf.take("two", "two") is not None
    assert shelf.take("three", "three") is not None


def test_forgetting_empties_the_steps_themselves() -> None:
    shelf, steps = Shelf(), with_steps("secret")
    shelf.put("one", "secret", PutAway(steps, 0, 0))
    shelf.forget()
    assert not steps.can_undo
    assert steps.size == 0


def test_steps_are_counted_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = with_steps("abc", "de\nf")
    assert steps.size == 6
    steps.undo()
    assert steps.size == 6
    steps.record(Edit(0, 3, Fragment(), Fragment(("g",))))
    assert steps.size == 4
    monkeypatch.setattr(history, "MOST", 10)
    assert with_steps(*["x" * 4] * 8).size == 8
    assert with_steps("x" * 20).can_undo, "the last one stays, however long"


@given(texts, texts)
def test_an_edit_towards_another_text_arrives_there_and_leads_back(one: str, other: str) -> None:
    source = SourceText(one)
    edit = source.towards(other)
    if edit is None:
        assert one == other
        return
    source.apply(edit)
    assert source.text == other
    source.apply(edit.inverse)
    assert source.text == one


def test_an_edit_towards_another_text_touches_only_what_differs() -> None:
    edit = SourceText("one\r\ntwo\r\nthree").towards("one\r\ntwice\r\nthree")
    assert edit == Edit(1, 2, Fragment(("o",)), Fragment(("ice",)))
