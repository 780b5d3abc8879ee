"""Taking deeds back and doing them again, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import KnownError, NotFoundError, StorageError
from closeness_desktop.window.undoing import Undoing


def failing(error: KnownError) -> Callable[[], None]:
    """A deed that cannot be taken back."""

    def act() -> None:
        raise error

    return act


@given(st.lists(st.sampled_from(["do", "do for good", "undo", "redo"]), max_size=40))
def test_the_state_is_always_what_the_deeds_that_stand_have_made(steps: list[str]) -> None:
    """Each deed puts its number on a pile; whatever is undone and redone, the pile is the model’s."""
    pile: list[int] = []
    undoing = Undoing()
    standing: list[tuple[int, bool]] = []
    undone: list[int] = []
    for number, step in enumerate(steps):
        if step.startswith("do"):
            again = step == "do"
            pile.append(number)
            redo = (lambda n=number: pile.append(n)) if again else None  # type: ignore[misc]
            undoing.did(str(number), pile.pop, redo)
            standing.append((number, again))
            undone.clear()
        elif step == "undo":
            deed = undoing.undo()
            assert (deed is None) == (not standing)
            if standing:
                gone, again = standing.pop()
                assert deed is not None
                assert deed.sentence == str(gone)
                if again:
                    undone.append(gone)
                else:
                    undone.clear()
        else:
            deed = undoing.redo()
            assert (deed is None) == (not undone)
            if undone:
                standing.append((undone.pop(), True))
        assert pile == [number for number, _ in standing]
        assert undoing.can_undo == bool(standing)
        assert undoing.can_redo == bool(undone)


def test_what_the_disk_refuses_is_tried_again_and_what_is_gone_is_let_go() -> None:
    """A full disk may have room in a moment; a record that is gone would block all deeds before it."""
    undoing = Undoing()
    done: list[str] = []
    undoing.did("first", lambda: done.append("first taken back"))
    undoing.did("gone", failing(NotFoundError("It is gone.")))
    undoing.did("full", failing(StorageError("The disk is full.")))
    for _ in range(2):
        with pytest.raises(StorageError):
            undoing.undo()
    undoing._done.pop()
    with pytest.raises(NotFoundError):
        undoing.undo()
    undoing.undo()
    assert done == ["first taken back"]


def test_a_deed_that_says_more_while_it_is_taken_back_stays_one_deed() -> None:
    """Else Ctrl+Z would go to and fro between the two for ever."""
    undoing = Undoing()
    undoing.did("outer", lambda: undoing.did("inner", lambda: None))
    undoing.undo()
    assert not undoing.can_undo


def test_only_the_newest_deeds_are_remembered_and_none_after_locking() -> None:
    """They hold what people wrote."""
    undoing = Undoing(most=3)
    for number in range(5):
        undoing.did(str(number), lambda: None, lambda: None)
    taken = [undoing.undo() for _ in range(4)]
    assert [deed.sentence if deed else None for deed in taken] == ["4", "3", "2", None]
    undoing.redo()
    undoing.forget()
    assert not undoing.can_undo
    assert not undoing.can_redo
