"""Names written in texts and searches, when they change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.journal.inline import can_be_inline, renamed, renamed_in_query
from closeness_desktop.journal.text import inline_names, name_key

TEXTS = st.text(st.sampled_from("#@aAáb-'’s·_ ./(\n\u0301é1"), max_size=40)


@given(TEXTS, st.sampled_from(["tag", "person"]), st.sampled_from(["new", "Núria", "a-b", "x"]))
@settings(max_examples=400, deadline=None)
def test_one_name_turns_into_another_and_all_others_stay(text: str, kind: str, new: str) -> None:
    """Whatever stands around it."""
    before = [(found.kind, found.name) for found in inline_names(text)]
    wanted = [
        (each, new) if each == kind and name_key(name) == name_key("a") else (each, name)
        for each, name in before
    ]
    after = [(found.kind, found.name) for found in inline_names(renamed(text, kind, "A", new))]
    assert after == wanted


@given(TEXTS, st.sampled_from(["tag", "person"]))
@settings(max_examples=400, deadline=None)
def test_without_its_sign_a_name_is_a_word_and_all_others_stay(text: str, kind: str) -> None:
    """Nothing else in the text becomes a name by it, or stops being one."""
    result = renamed(text, kind, "a", None)
    kept = [
        (found.kind, found.name)
        for found in inline_names(text)
        if found.kind != kind or name_key(found.name) != name_key("a")
    ]
    assert [(found.kind, found.name) for found in inline_names(result)] == kept
    assert result.replace(" ", "").replace("#", "").replace("@", "") == text.replace(" ", "").replace(
        "#", ""
    ).replace("@", "")


@pytest.mark.parametrize(
    ("kind", "name", "can"),
    [("tag", "a-b", True), ("tag", "a b", False), ("tag", "2026", False), ("person", "Anna’s", False),
     ("tag", "a#b", False), ("person", "O’Brien", True), ("tag", "x" * 101, False), ("tag", "a-", False)],
)  # fmt: skip
def test_which_names_can_stand_in_a_text(kind: str, name: str, *, can: bool) -> None:
    """Only those that are read again as they are."""
    assert can_be_inline(kind, name) is can


@pytest.mark.parametrize(
    ("query", "after"),
    [
        ("tag:Old", 'tag:"new"'),
        ('-tag:"OLD" old', '-tag:"new" old'),
        ("TAG:old OR tag:older tag:old*", 'TAG:"new" OR tag:older tag:old*'),
        ('"tag:old" person:old', '"tag:old" person:old'),
    ],
)
def test_a_search_asks_for_the_new_name(query: str, after: str) -> None:
    """By operator only; a word that is looked for stays."""
    assert renamed_in_query(query, "tag", "old", "new") == after
