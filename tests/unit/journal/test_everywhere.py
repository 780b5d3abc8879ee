"""Renaming, merging and deleting names in the whole journal, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.everywhere import NameDeed
from closeness_desktop.journal.inline import renamed
from closeness_desktop.records import Change, Feeling, KeptAnswer, Person, Strength, Tag


def tag(journal: Journal, name: str) -> Tag:
    """The tag of that name."""
    return next(each for each in journal.tags.all() if each.name == name)


def person(journal: Journal, name: str) -> Person:
    """The person of that name."""
    return next(each for each in journal.people.all() if each.name == name)


def feeling(journal: Journal, name: str) -> Feeling:
    """The feeling of that name."""
    found = journal.feelings.get(name)
    assert found is not None
    return found


def look(journal: Journal) -> dict[str, Any]:
    """All that a person can see of names: entries with their revisions, deleted ones too, and the lists."""
    database = journal.vault.database
    entries = [journal.entries.get(id) for (id,) in database.execute_sql("SELECT id FROM entry ORDER BY id")]
    return {
        "entries": [
            (e.id, e.body, set(e.tags), set(e.people), set(e.own_tags), set(e.own_people), set(e.feelings))
            for e in entries
        ],
        "revisions": [[(r.title, r.body) for r in journal.entries.revisions(e.id)] for e in entries],
        "ties": {
            kind: set(database.execute_sql(f"SELECT * FROM entry_{kind}"))
            for kind in ("tag", "person", "feeling")
        },
        "tags": journal.tags.all(),
        "people": journal.people.all(),
        "feelings": journal.feelings.all(),
        "found": [[line.id for line in journal.entries.page(query)] for query in ("tag:a", "a", '"a b"')],
    }


def test_a_tag_is_renamed_where_it_is_chosen_and_where_it_is_written(journal: Journal) -> None:
    """Also in the trash; what stood there before is a revision, and the search finds the new name only."""
    chosen = journal.entries.add(body="quiet", tags=["old"])
    written = journal.entries.add(body="#Old, (#old) #older")
    gone = journal.entries.delete(journal.entries.add(body="in the trash #old").id)
    heard: list[Change] = []
    journal.observe(heard.append)
    journal.names.rename("tag", tag(journal, "old").id, "#new", origin="page")
    assert [heard[0].origin, *sorted(heard[0].kinds)] == ["page", "entry", "tag"]
    assert {chosen.id, written.id, gone.id} < set(heard[0].ids)
    assert journal.entries.get(written.id).body == "#new, (#new) #older"
    assert journal.entries.restore(gone.id).body == "in the trash #new"
    assert [each.body for each in journal.entries.revisions(written.id)] == ["#Old, (#old) #older"]
    assert journal.entries.get(chosen.id).own_tags == ("new",)
    assert journal.entries.count("tag:new") == 3
    assert journal.entries.count("tag:old") == 0


def test_another_spelling_of_a_name_leaves_texts_alone(journal: Journal) -> None:
    """It is the same name."""
    entry = journal.entries.add(body="@anna’s garden")
    journal.names.rename("person", person(journal, "anna").id, "Anna")
    assert journal.entries.get(entry.id).body == "@anna’s garden"
    assert journal.entries.get(entry.id).people == ("Anna",)
    assert journal.entries.revisions(entry.id) == []


def test_a_name_that_cannot_be_written_stays_beside_the_entry(journal: Journal) -> None:
    """Its word stays in the text without the sign; taking it back writes the sign again."""
    entry = journal.entries.add(body="A long #walk.")
    before = look(journal)
    deed = journal.names.rename("tag", tag(journal, "walk").id, "evening walk")
    after = journal.entries.get(entry.id)
    assert (after.body, after.own_tags) == ("A long walk.", ("evening walk",))
    journal.names.take_back(deed)
    assert look(journal) == before


def test_a_name_that_is_taken_is_refused(journal: Journal) -> None:
    """In any spelling of case; merging is meant then."""
    journal.entries.add(body="#a #b")
    with pytest.raises(UsageError, match="already"):
        journal.names.rename("tag", tag(journal, "a").id, "B")
    for name in ("", " # ", "x" * 201):
        with pytest.raises(UsageError):
            journal.names.rename("tag", tag(journal, "a").id, name)
    with pytest.raises(UsageError):
        journal.names.merge("tag", tag(journal, "a").id, tag(journal, "a").id)
    with pytest.raises(NotFoundError):
        journal.names.delete("tag", "none")


def test_a_merged_person_is_the_other_one_from_then_on(journal: Journal) -> None:
    """Once for each entry; the name is free for somebody new."""
    both = journal.entries.add(body="@Nan and @Grandma", people=["Nan"])
    journal.entries.add(body="@Nan’s soup")
    journal.names.merge("person", person(journal, "Nan").id, person(journal, "Grandma").id)
    assert journal.entries.get(both.id).body == "@Grandma and @Grandma"
    assert [(each.name, each.uses) for each in journal.people.all()] == [("Grandma", 2)]
    journal.entries.update(both.id, body="alone")
    assert journal.entries.get(both.id).people == ("Grandma",), "chosen stays chosen"
    new = journal.entries.add(body="@nan is a child in my class")
    assert new.people == ("nan",)


def test_a_deleted_tag_leaves_its_word_in_the_text(journal: Journal) -> None:
    """And nothing of it beside entries or in searches by tag."""
    entry = journal.entries.add(body="My #work and #workshop", tags=["work"])
    journal.names.delete("tag", tag(journal, "work").id)
    after = journal.entries.get(entry.id)
    assert (after.body, after.tags) == ("My work and #workshop", ("workshop",))
    assert journal.entries.count("tag:work") == 0
    assert journal.entries.count("work") == 1


def test_feelings_merge_into_the_stronger_one(journal: Journal) -> None:
    """In the earlier place. A built-in word stays, without entries; it is not renamed or deleted."""
    journal.feelings.own("blah", -0.2, -0.4)
    both = journal.entries.add(feelings=[Strength("blah", 3), Strength("calm"), Strength("sad", 1)])
    one = journal.entries.add(feelings=[Strength("sad", 2)])
    blah, sad = feeling(journal, "blah"), feeling(journal, "sad")
    before = look(journal)
    deed = journal.names.merge("feeling", sad.id, blah.id)
    assert journal.entries.get(both.id).feelings == (Strength("blah", 3), Strength("calm", 1))
    assert journal.entries.get(one.id).feelings == (Strength("blah", 2),)
    assert feeling(journal, "sad") == sad
    for act in (journal.names.delete, lambda kind, id: journal.names.rename(kind, id, "x")):
        with pytest.raises(UsageError, match="hide it"):
            act("feeling", sad.id)
    journal.names.take_back(deed)
    assert look(journal) == before
    journal.names.rename("feeling", blah.id, "meh")
    assert journal.entries.get(both.id).feelings[0] == Strength("meh", 3)
    assert feeling(journal, "meh").pleasantness == -0.2


def test_what_was_written_since_stays_when_a_deed_is_taken_back(journal: Journal) -> None:
    """The rest goes back to how it was."""
    one = journal.entries.add(body="#old one")
    other = journal.entries.add(body="#old other")
    deed = journal.names.rename("tag", tag(journal, "old").id, "new")
    journal.entries.update(one.id, body="#new one, and more")
    later = journal.entries.add(body="#new later")
    journal.names.take_back(deed)
    assert [journal.entries.get(each.id).body for each in (one, other, later)] == [
        "#old one, and more", "#old other", "#old later",
    ]  # fmt: skip
    assert [(each.name, each.uses) for each in journal.tags.all()] == [("old", 3)]


def test_a_name_given_again_meanwhile_takes_what_comes_back(journal: Journal) -> None:
    """There are never two of one name."""
    entry = journal.entries.add(body="#a")
    deed = journal.names.delete("tag", tag(journal, "a").id)
    journal.entries.add(body="#A")
    journal.names.take_back(deed)
    assert journal.entries.get(entry.id).body == "#a"
    assert [(each.name, each.uses) for each in journal.tags.all()] == [("A", 2)]


def test_drafts_and_searches_that_are_kept_change_too(journal: Journal) -> None:
    """And go back; a search by a deleted tag stays as it was."""
    entry = journal.entries.add(body="#old")
    journal.drafts.put(entry.id, title="", body="#old and more", at=entry.at)
    database = journal.vault.database
    database.execute_sql(
        "INSERT INTO saved_search (id, created, updated, name, key, query, position)"
        " VALUES ('s', 0, 0, 'mine', 'mine', 'tag:old -tag:older', 0)"
    )

    def now() -> tuple[str, str]:
        draft = journal.drafts.get(entry.id)
        assert draft is not None
        return draft.body, database.execute_sql("SELECT query FROM saved_search").fetchone()[0]

    before = now()
    deed = journal.names.rename("tag", tag(journal, "old").id, "new")
    assert now() == ("#new and more", 'tag:"new" -tag:older')
    journal.names.take_back(deed)
    assert now() == before
    journal.names.delete("tag", tag(journal, "old").id)
    assert now() == ("old and more", "tag:old -tag:older")


def test_answers_of_practices_change_too(journal: Journal) -> None:
    """Whom a practice was about, and what was felt in it; a deleted name stays in them as it was given."""
    session = journal.sessions.start("sitting@1", planned=None)
    whom = KeptAnswer("whom", "whom", "person", "Who is it?", "anna", "field")
    felt = KeptAnswer("felt", "felt", "tag", "What?", ("mellow", "calm"), "field", word_set="feelings")
    need = KeptAnswer("need", "need", "tag", "What?", ("mellow",), "field", word_set="needs")
    journal.feelings.own("mellow")
    journal.entries.add(people=["Anna", "Ada"])
    answers = (whom, felt, need)
    journal.sessions.conclude(session.id, done=60, ended="completed", title="", answers=answers)
    deeds = [
        journal.names.rename("person", person(journal, "Anna").id, "Nan"),
        journal.names.merge("feeling", feeling(journal, "mellow").id, feeling(journal, "calm").id),
    ]
    assert [answer.value for answer in journal.answers.of(session.id)] == ["Nan", ("calm",), ("mellow",)]
    for deed in reversed(deeds):
        journal.names.take_back(deed)
    assert journal.answers.of(session.id) == [whom, felt, need]
    journal.names.delete("person", person(journal, "Anna").id)
    assert journal.answers.of(session.id)[0] == whom


NAMES = ["a", "b", "Ab", "a b", "ö"]
BODIES = st.lists(st.sampled_from(["#a", "#A", "@a", "#b-#a", "@b’s", "a", "#Ab", "\n", "#ö."]), max_size=5)
ENTRIES = st.lists(
    st.tuples(
        BODIES.map(" ".join),
        st.sets(st.sampled_from(NAMES)),
        st.sets(st.sampled_from(NAMES)),
        st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3)),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["rename", "merge", "delete"]),
        st.sampled_from(["tag", "person", "feeling"]),
        st.integers(0, 9),
        st.sampled_from([*NAMES, "c", "c d"]),
    ),
    min_size=1,
    max_size=5,
)


def empty(journal: Journal) -> None:
    """Let go of all entries and names, for the next example."""
    database = journal.vault.database
    for table in (
        "entry_tag",
        "entry_person",
        "entry_feeling",
        "revision",
        "entry_text",
        "entry",
        "tag",
        "person",
    ):
        database.execute_sql(f"DELETE FROM {table}")
    database.execute_sql("DELETE FROM feeling WHERE own = 1")


def do(journal: Journal, what: str, kind: str, which: int, name: str) -> NameDeed | None:
    """One deed on one of the names there are; None where there is nothing to do it to."""
    store = {"tag": journal.tags, "person": journal.people, "feeling": journal.feelings}[kind]
    known = [each for each in store.all() if not isinstance(each, Feeling) or each.own]
    if not known:
        return None
    chosen = known[which % len(known)]
    try:
        if what == "rename":
            return journal.names.rename(kind, chosen.id, name)
        if what == "merge":
            into = next((each for each in known if each.name == name), None)
            return journal.names.merge(kind, chosen.id, into.id) if into else None
        return journal.names.delete(kind, chosen.id)
    except UsageError:
        return None


@given(ENTRIES, DEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_done_taking_it_back_leaves_everything_as_it_was(
    journal: Journal, entries: list[tuple[str, set[str], set[str], dict[str, int], bool]], deeds: list[Any]
) -> None:
    """In the order of an undo, newest first: texts, revisions, what is chosen, lists and searches."""
    empty(journal)
    for body, tags, people, feelings, gone in entries:
        named = [Strength(name, strength) for name, strength in feelings.items()]
        entry = journal.entries.add(body=body, tags=tags, people=people, feelings=named)
        if gone:
            journal.entries.delete(entry.id)
    looks, done = [], []
    for deed in deeds:
        before = look(journal)
        if (made := do(journal, *deed)) is not None:
            looks.append(before)
            done.append(made)
            kind, name = made.kind, made.before
            if kind != "feeling" and (made.after or "").casefold() != name.casefold():
                bodies = [journal.entries.get(id).body for id, *_ in look(journal)["entries"]]
                assert all(renamed(body, kind, name, "zed") == body for body in bodies)
    for made, before in zip(reversed(done), reversed(looks), strict=True):
        journal.names.take_back(made)
        assert look(journal) == before
    assert journal.verify() == []
