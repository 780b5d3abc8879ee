"""The grammar of a search, and what it says about a mistake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import QueryError
from closeness_desktop.journal import query as grammar
from closeness_desktop.journal.nodes import (
    AllOf,
    AnyOf,
    Days,
    Has,
    Is,
    Kind,
    Named,
    Node,
    Not,
    Pleasant,
    Practice,
    Words,
)
from closeness_desktop.journal.query import OPERATORS, mistaken, parse

A, B, C = Words(("a",)), Words(("b",)), Words(("c",))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", AllOf(())),
        ("  ", AllOf(())),
        ("a", A),
        ("A b", AllOf((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a b OR c", AnyOf((AllOf((A, B)), C))),
        ("a or b", AllOf((A, Words(("or",)), B))),
        ('a "OR" -OR', AllOf((A, Words(("or",)), Not(Words(("or",)))))),
        ("-a", Not(A)),
        ("--a", Not(A)),
        ("a-b", Words(("a", "b"))),
        ("a*", Words(("a",), beginning=True)),
        ("*a* **", Words(("a",), beginning=True)),
        ('"a b"', Words(("a", "b"))),
        ('"a b"*', Words(("a", "b"), beginning=True)),
        ("“a b” „c“", AllOf((Words(("a", "b")), C))),
        ('-"a b"', Not(Words(("a", "b")))),
        ('"a""b"', AllOf((A, B))),
        ("5'10\" a", AllOf((Words(("5", "10")), A))),
        ("a ! b", AllOf((A, B))),
        ("日本", Words(("日", "本"))),
        ("feeling:calm", Named("feeling", "calm")),
        ("Feeling:Calm", Named("feeling", "calm")),
        ('tag:"old  Friends"', Named("tag", "old friends")),
        ('-person:"Ben Ali"', Not(Named("person", "ben ali"))),
        ("tag:ol*", Named("tag", "ol", beginning=True)),
        ("kind:check-in", Kind("check-in")),
        ("practice:sitting", Practice("sitting")),
        ("since:2026", Days("2026-01-01", None)),
        ("until:2024-02", Days(None, "2024-02-29")),
        ("on:2026-12", Days("2026-12-01", "2026-12-31")),
        ("on:2026-11-24", Days("2026-11-24", "2026-11-24")),
        ("on:9999", Days("9999-01-01", "9999-12-31")),
        ("has:photo has:audio has:file", AllOf((Has("photo"), Has("audio"), Has("file")))),
        ("is:starred is:draft is:pinned", AllOf((Is("starred"), Is("draft"), Is("pinned")))),
        ("pleasant:>0", Pleasant(">", 0)),
        ("pleasant:<=-.5", Pleasant("<=", -0.5)),
        ("10:30", Words(("10", "30"))),
        ("note:this", Words(("note", "this"))),
        ("note: this", AllOf((Words(("note",)), Words(("this",))))),
        ("mood: a", AllOf((Words(("mood",)), A))),
        ("https://example.org", Words(("https", "example", "org"))),
        ("reason:b present:b", AllOf((Words(("reason", "b")), Words(("present", "b"))))),
        ("a AND b", AllOf((A, Words(("and",)), B))),
        ("a NEAR(b)", AllOf((A, Words(("near", "b"))))),
    ],
)
def test_a_query_and_its_tree(query: str, tree: Node) -> None:
    """Each form of the grammar, and what looks like one but is plain text."""
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "position", "says"),
    [
        ('a "b', 2, "no partner"),
        ("-", 0, "nothing after this “-”"),
        ("a - b", 2, "nothing after this “-”"),
        ("OR a", 0, "nothing before this OR"),
        ("a OR", 2, "nothing after this OR"),
        ("a OR OR b", 2, "nothing after this OR"),
        ("a OR -", 5, "nothing after this “-”"),
        ("???", 0, "no word"),
        ('a OR ""', 5, "no word"),
        ("a tag:", 2, "nothing after “tag:”"),
        ("a tag: b", 2, "nothing after “tag:”"),
        ('tag:""', 0, "nothing after “tag:”"),
        ('feeling:"calm', 8, "no partner"),
        ("feling:calm", 0, "perhaps “feeling:”"),
        ("a -preson:b", 3, "perhaps “person:”"),
        ("unitl:2026", 0, "perhaps “until:”"),
        ("tags:x", 0, "perhaps “tag:”"),
        ("before:2026", 0, "perhaps “until:”"),
        ("on:2026-02-30", 3, "“2026-02-30” is not in the calendar"),
        ("since:2026-13", 6, "not in the calendar"),
        ("until:0000", 6, "not in the calendar"),
        ("since:yesterday", 6, "year, month or day"),
        ("since:2026-1-1", 6, "year, month or day"),
        ("on:٢٠٢٦", 3, "year, month or day"),
        ("kind:letter", 5, "“check-in”"),
        ("is:happy", 3, "“starred”, “draft” or “pinned”"),
        ("has:video", 4, "“photo”, “audio” or “file”"),
        ("pleasant:0", 9, "comparison"),
        ("pleasant:>x", 9, "comparison"),
        ("a\ud800", 1, "half of a character"),
        ("a" * 2001, 2000, "2,000 characters"),
        ("a " * 101, 200, "100 words"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(query: str, position: int, says: str) -> None:
    """So that a person sees at once what to mend."""
    with pytest.raises(QueryError) as caught:
        parse(query)
    sentence = str(caught.value)
    assert says in sentence
    assert caught.value.position == position
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("wal", Words(("wal",), beginning=True)),
        ("a wal", AllOf((A, Words(("wal",), beginning=True)))),
        ("wal ", Words(("wal",))),
        ('"a wal', Words(("a", "wal"), beginning=True)),
        ('"a ', Words(("a",))),
        ('"a b"', Words(("a", "b"))),
        ("-wal", Not(Words(("wal",), beginning=True))),
        ("tag:wo", Named("tag", "wo", beginning=True)),
        ('tag:"old fr', Named("tag", "old fr", beginning=True)),
        ("a -", A),
        ("a OR", A),
        ("a OR ", A),
        ("a OR -", A),
        ("a tag:", A),
        ("a since:202", A),
        ("a since:2026-", A),
        ("a since:2026-1", A),
        ("a since:2026-11-2", A),
        ("a is:st", A),
        ("a kind:", A),
        ("a pleasant:>", A),
        ("a pleasant:>-", A),
        ("a !", A),
        ("-", AllOf(())),
        ('"', AllOf(())),
        ("?", AllOf(())),
    ],
)
def test_a_query_being_typed(query: str, tree: Node) -> None:
    """The last word is a beginning, and what is not finished yet is no mistake."""
    assert parse(query, typing=True) == tree


@pytest.mark.parametrize(
    "query", ["- a", "OR", 'tag: "x"', "on:2026-02-30", "is:happy", "since:x", "a OR OR b"]
)
def test_a_mistake_that_typing_on_cannot_mend(query: str) -> None:
    """It is told at once."""
    with pytest.raises(QueryError):
        parse(query, typing=True)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("a feling:calm b", "feling:calm"),
        ("a since:soon b", "soon"),
        ('a tag:"old fr', '"old fr'),
        ('a on:"2026 02" b', '"2026 02"'),
        ("a OR", "OR"),
        ("a - b", "-"),
        ("???", "???"),
        ("a" * 2001, "a"),
    ],
)
def test_a_mistake_has_an_end_too(query: str, wrong: str) -> None:
    """So that all of it can be underlined."""
    with pytest.raises(QueryError) as caught:
        parse(query)
    start, end = mistaken(query, caught.value)
    assert query[start:end] == wrong


@given(st.text(alphabet=st.sampled_from('ab日"“*-: ORtagsince2026<>.\u0301'), max_size=25))
def test_anything_typed_is_read_or_refused(query: str) -> None:
    """While it is typed, no less than when it is finished; the place lies within the query."""
    for typing in (False, True):
        place = 0
        try:
            parse(query, typing=typing)
        except QueryError as error:
            place = error.position
            start, end = mistaken(query, error)
            assert start < end <= len(query)
        assert 0 <= place <= len(query)


GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "user-guide.md").read_text(encoding="utf-8")


def test_the_guide_tells_the_grammar_that_is_read_here() -> None:
    """Its grammar is ours, every example in it is read, and no operator is left out."""
    section = GUIDE.partition("\n## Finding things\n")[2].partition("\n## ")[0]
    for rule in ("query", "group", "piece"):
        (line,) = [
            each.strip() for each in str(grammar.__doc__).splitlines() if each.startswith(f"    {rule} ")
        ]
        assert f"    {line}\n" in section
    examples = re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)
    assert len(examples) > 15
    for example in examples:
        assert parse(example) != AllOf(())
    for operator in OPERATORS:
        assert any(f"{operator}:" in example for example in examples), operator
