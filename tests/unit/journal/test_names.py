"""Feelings, tags and people: one name, one record, the first spelling kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from closeness_desktop.errors import UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.journal import DAY_START
from closeness_desktop.records import Change, Strength


def test_the_built_in_words_are_there_from_the_start(journal: Journal) -> None:
    """With meaning and place; none is an own word."""
    words = journal.feelings.all()
    assert len(words) > 100
    assert all(word.meaning and word.pleasantness is not None and not word.own for word in words)
    assert words[0].name == "joyful"


def test_a_newer_edition_of_the_words_mends_ours_and_leaves_a_persons_own(journal: Journal) -> None:
    """An own word with the same name as a new built-in one stays as the person placed it."""
    database = journal.vault.database
    database.execute_sql("UPDATE feeling SET meaning = 'old', pleasantness = 0 WHERE key = 'calm'")
    database.execute_sql("DELETE FROM feeling WHERE key IN ('sad', 'tense')")
    mine = journal.feelings.own("Sad", -0.1, 0.2, "my word for it")
    journal.settings.set("built_in_feelings", "an older edition")

    journal.feelings.bring_built_in(journal.settings)

    calm, tense = journal.feelings.get("calm"), journal.feelings.get("tense")
    assert calm is not None
    assert calm.meaning != "old"
    assert calm.pleasantness
    assert tense is not None
    assert journal.feelings.get("sad") == mine


def test_an_unknown_feeling_becomes_an_own_word(journal: Journal) -> None:
    """Without a place, until it is given one; in any spelling it is the same word."""
    journal.entries.add(feelings=[Strength("Sea-sick of it", 2), Strength("CALM")])
    word = journal.feelings.get("sea-sick OF it")
    assert word is not None
    assert (word.name, word.own, word.pleasantness, word.energy) == ("Sea-sick of it", True, None, None)

    placed = journal.feelings.own("SEA-SICK of it", -0.5, 0.25, "enough")
    assert (placed.id, placed.pleasantness, placed.energy, placed.meaning) == (word.id, -0.5, 0.25, "enough")
    assert journal.feelings.own("sea-sick of it") == placed


@pytest.mark.parametrize("name", ["##twice", "# #apart", "#  ##x", "# ＃x", "@@at", "@ #x", "a  b "])
def test_a_name_that_was_kept_is_kept_again_as_it_is(journal: Journal, name: str) -> None:
    """Else an entry would change whenever it is saved, and a copy of a journal would differ from it."""
    for store in (journal.tags, journal.people, journal.feelings):
        kept = store.clean(name)
        assert store.clean(kept) == kept


def test_a_text_with_a_name_of_endless_letters_can_be_saved(journal: Journal) -> None:
    """Each of these is three characters when it is composed."""
    entry = journal.entries.add(body="#" + "\ufb2c" * 90)
    assert not entry.tags


def test_a_built_in_word_keeps_its_place(journal: Journal) -> None:
    """Asking for it as an own word changes nothing."""
    calm = journal.feelings.get("calm")
    assert journal.feelings.own("Calm", 1, 1, "mine") == calm


@pytest.mark.parametrize(("pleasantness", "energy"), [(0.5, None), (None, 0.5), (2.0, 0.0), (0.0, -1.5)])
def test_a_place_off_the_field_is_refused(
    journal: Journal, pleasantness: float | None, energy: float | None
) -> None:
    """Both axes, each from −1 to 1, or none."""
    with pytest.raises(UsageError):
        journal.feelings.own("odd", pleasantness, energy)
    assert journal.feelings.get("odd") is None


def test_a_strength_out_of_range_is_refused(journal: Journal) -> None:
    """And the entry with it."""
    for strength in (0, 4, True):
        with pytest.raises(UsageError):
            journal.entries.add(feelings=[Strength("calm", strength)])
    assert journal.entries.count() == 0


def test_used_names_are_counted_over_living_entries(journal: Journal) -> None:
    """Most used first; what nothing carries any more is not listed."""
    one = journal.entries.add(body="#b @Anna", feelings=[Strength("calm")])
    journal.entries.add(body="#b #a", feelings=[Strength("calm"), Strength("sad")])
    gone = journal.entries.add(body="#gone @Nobody", feelings=[Strength("tense")])
    journal.entries.delete(gone.id)

    assert [(tag.name, tag.uses) for tag in journal.tags.all()] == [("b", 2), ("a", 1)]
    assert [(person.name, person.uses) for person in journal.people.all()] == [("Anna", 1)]
    assert [(feeling.name, uses) for feeling, uses in journal.feelings.used()] == [("calm", 2), ("sad", 1)]

    journal.entries.update(one.id, body="no more")
    assert [(tag.name, tag.uses) for tag in journal.tags.all()] == [("a", 1), ("b", 1)]


def test_the_first_spelling_of_a_name_wins(journal: Journal) -> None:
    """Whether chosen or written; accents make another name."""
    journal.entries.add(body="#Garden @Núria", tags=["Old  friends"])
    entry = journal.entries.add(body="#garden @NÚRIA @Nuria", tags=["#OLD FRIENDS"], people=["@núria"])
    assert entry.tags == ("Garden", "Old friends")
    assert entry.people == ("Nuria", "Núria")


def test_a_name_written_and_chosen_is_kept_apart(journal: Journal) -> None:
    """What is only written goes with the text, what was chosen stays."""
    entry = journal.entries.add(body="#both #written", tags=["both", "chosen"])
    assert entry.tags == ("both", "chosen", "written")
    assert entry.own_tags == ("chosen",)
    assert journal.entries.update(entry.id, body="plain").tags == ("both", "chosen")
    assert journal.entries.update(entry.id, tags=[]).tags == ()


@pytest.mark.parametrize("name", ["", "  \n", "#", "x" * 201, "a\ud800"])
def test_a_name_that_cannot_be_kept_is_refused(journal: Journal, name: str) -> None:
    """With a sentence, and nothing is written."""
    with pytest.raises(UsageError):
        journal.entries.add(body="x", tags=[name])
    assert journal.entries.count() == 0


def test_any_text_can_be_saved_whatever_names_it_seems_to_hold(journal: Journal) -> None:
    """An endless #word is no tag, and no reason to refuse the entry."""
    body = "#" + "x" * 5000 + " #\u0301 @\u200d"
    assert journal.entries.add(body=body).body == body


def test_settings_hold_json(journal: Journal) -> None:
    """By key, with a default; the same value again tells nobody."""
    heard: list[Change] = []
    journal.observe(heard.append)
    assert journal.settings.get("window", 1) == 1
    for value in ({"a": [1, None, "é"]}, {"a": [1, None, "é"]}, False):
        journal.settings.set("window", value)
        assert journal.settings.get("window") == value
    assert [change.ids for change in heard] == [("window",), ("window",)]


def test_a_senseless_start_of_day_is_midnight(journal: Journal) -> None:
    """A broken setting must not keep anyone from writing."""
    for value in (24, -1, "four", None, True):
        journal.settings.set(DAY_START, value)
        assert journal.now().day
        assert journal.entries.add(body="x").at.zone == "Europe/Berlin"


def test_tags_stand_in_groups_as_long_as_a_tag_is_in_one(journal: Journal) -> None:
    """Another spelling joins the group that is there; a group of nothing is no group."""
    journal.entries.add(body="#anna #ben #run")
    ids = {tag.name: tag.id for tag in journal.tags.all()}
    journal.tags.put_in_group([ids["anna"], ids["ben"]], " Family  at home ")
    journal.tags.put_in_group([ids["run"]], "FAMILY at home")
    assert journal.tags.groups() == dict.fromkeys(ids.values(), "Family at home")
    journal.tags.put_in_group(ids.values(), "")
    assert journal.tags.groups() == {}
    with pytest.raises(UsageError):
        journal.tags.put_in_group(ids.values(), "x" * 201)


def test_a_word_is_hidden_and_an_own_one_placed(journal: Journal) -> None:
    """A built-in word keeps its place and meaning, hidden or not."""
    calm, odd = journal.feelings.get("calm"), journal.feelings.own("odd", 0.5, 0.5, "strange")
    assert calm is not None
    journal.feelings.change(replace(calm, hidden=True, pleasantness=-1.0))
    assert journal.feelings.get("calm") == replace(calm, hidden=True)
    placed = replace(odd, pleasantness=-0.25, energy=1.0, meaning="")
    journal.feelings.change(placed)
    assert journal.feelings.get("odd") == placed
    journal.feelings.change(replace(placed, pleasantness=None, energy=None))
    assert journal.feelings.get("odd") == replace(placed, pleasantness=None, energy=None)
    with pytest.raises(UsageError):
        journal.feelings.change(replace(placed, energy=2.0))
