"""The end of a session: its answers, the entry made of them, the day to look again; whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from closeness_desktop.errors import BugError, NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Concluded, KeptAnswer, Session, Strength

WHAT = KeptAnswer(
    "what", "what", "prompt", "What happened,\nas a camera saw it?", "Rain.\n\n*Then* Anna", "entry"
)
FELT = KeptAnswer("felt", "felt", "tag", "What is here?", ("calm", "sad"), "entry", word_set="feelings")
WHOM = KeptAnswer("whom", "whom", "person", "Whom is it about?", "Anna", "entry")
NEAR = KeptAnswer("near", "near", "scale", "How near?", 5, "field", measure="near")
ROUND = KeptAnswer(
    "pick", "rounds.2/pick", "choose", "Which?", ("one", "two"), "entry", words=("The first.", "The second.")
)
ALL = (WHAT, FELT, WHOM, NEAR, ROUND)
BODY = """\
## What happened, as a camera saw it?

Rain.

*Then* Anna

## What is here?

- calm
- sad

## Whom is it about?

Anna

## Which?

- The first.
- The second."""


@pytest.fixture
def running(journal: Journal) -> Session:
    """A session of a practice that is under way, with a snapshot."""
    session = journal.sessions.start("fear-check@2", planned=600, file_hash="ab" * 32)
    journal.sessions.snapshot(session.id, done=30, state='{"answers": ["Rain."]}')
    return session


def conclude(journal: Journal, session: Session, *answers: KeptAnswer, **more: object) -> Concluded:
    """The end of it, with a title and 581 seconds."""
    return journal.sessions.conclude(
        session.id, done=581, ended="completed", title="A fear, looked at", answers=answers, **more
    )  # type: ignore[arg-type]


def test_the_session_ends_and_nothing_of_its_snapshot_stays(journal: Journal, running: Session) -> None:
    """What it held is in the answers now, or nowhere."""
    done = conclude(journal, running, *ALL)
    assert done.session == replace(running, done=581, ended="completed", snapshot="")
    assert journal.sessions.get(running.id) == done.session
    assert journal.sessions.running() is None


def test_the_answers_meant_for_an_entry_become_one(journal: Journal, running: Session) -> None:
    """Questions as headings, each answer as it was typed; feelings and people are the entry's own."""
    entry = conclude(journal, running, *ALL).entry
    assert entry is not None
    assert (entry.kind, entry.title, entry.session) == ("worksheet", "A fear, looked at", running.id)
    assert entry.body == BODY
    assert entry.feelings == (Strength("calm"), Strength("sad"))
    assert entry.people == ("Anna",)
    assert list(journal.entries.find()) == [entry]
    assert journal.entries.count("camera person:anna practice:fear-check kind:worksheet") == 1
    assert journal.sessions.entries_of([running.id, "none"]) == {running.id: entry.id}


def test_every_answer_is_kept_as_it_was_given(journal: Journal, running: Session) -> None:
    """Those of the entry too, in their order."""
    conclude(journal, running, *ALL)
    assert journal.answers.of(running.id) == list(ALL)
    assert journal.verify() == []


def test_what_was_passed_over_leaves_nothing(journal: Journal, running: Session) -> None:
    """No answer, no heading, no entry."""
    blank = (replace(WHAT, value=" \n\t"), replace(FELT, value=()), replace(WHOM, value=""))
    assert conclude(journal, running, *blank).entry is None
    assert journal.answers.of(running.id) == []
    assert journal.entries.count() == 0


def test_an_answer_that_is_never_to_be_kept_is_refused_loudly(journal: Journal, running: Session) -> None:
    """And nothing at all is written: the session is still under way."""
    heard: list[Change] = []
    journal.observe(heard.append)
    with pytest.raises(BugError, match="never"):
        conclude(journal, running, WHAT, replace(NEAR, keep="never"))
    assert journal.answers.of(running.id) == []
    assert journal.entries.count() == 0
    assert journal.sessions.running() == replace(running, done=30, snapshot='{"answers": ["Rain."]}')
    assert not heard


def test_all_of_it_is_one_write(journal: Journal, running: Session) -> None:
    """One change tells of everything, and of the page that began it; a wrong day undoes everything."""
    heard: list[Change] = []
    journal.observe(heard.append)
    with pytest.raises(UsageError):
        conclude(journal, running, *ALL, remind="2026-02-30")
    assert not heard
    assert journal.sessions.running() is not None
    assert journal.entries.count() == 0

    done = conclude(journal, running, *ALL, remind="2026-03-02", origin="page")
    (change,) = heard
    assert change.kinds == {"session", "answer", "entry", "person", "reminder"}
    assert change.origin == "page"
    assert done.entry is not None
    assert {running.id, done.entry.id} <= set(change.ids)
    (waits,) = journal.reminders.due("2026-03-02")
    assert (waits.practice, waits.session, waits.title) == ("fear-check@2", running.id, "A fear, looked at")


def test_a_note_and_feelings_when_it_was_over(journal: Journal, running: Session) -> None:
    """Come last in the worksheet; what was felt afterwards counts for how strong it was."""
    entry = conclude(
        journal, running, FELT, note="Easier *now*.", feelings=[Strength("Calm", 3), Strength("tired")]
    ).entry
    assert entry is not None
    assert entry.body == "## What is here?\n\n- calm\n- sad\n\n## How it was\n\nEasier *now*."
    assert entry.feelings == (Strength("calm", 3), Strength("sad"), Strength("tired"))


@pytest.mark.parametrize(
    ("note", "feelings"), [("Easier now.", []), ("", [Strength("calm", 2)]), ("So.", [Strength("calm")])]
)
def test_with_nothing_else_to_tell_a_note_or_a_feeling_is_a_practice_note(
    journal: Journal, running: Session, note: str, feelings: list[Strength]
) -> None:
    """An answer that is only a field among the session's makes no heading in it."""
    entry = conclude(journal, running, NEAR, note=note, feelings=feelings).entry
    assert entry is not None
    assert (entry.kind, entry.body, list(entry.feelings)) == ("practice-note", note, feelings)


def test_whose_an_answer_is_stands_with_it(journal: Journal, running: Session) -> None:
    """In a practice for two, when the second person's is kept as well."""
    mine, theirs = replace(WHAT, path="a", role="first"), replace(WHAT, path="b", role="second", value="Sun.")
    entry = conclude(journal, running, mine, theirs).entry
    assert entry is not None
    assert "*The one who began*\n\nRain." in entry.body
    assert entry.body.endswith("*The other one*\n\nSun.")


def test_a_second_call_takes_the_place_of_the_first(journal: Journal, running: Session) -> None:
    """The same entry holds what is given now; an answer that was taken back is nowhere any more."""
    first = conclude(journal, running, *ALL, remind="2026-03-02")
    changed = replace(NEAR, value=7)
    second = conclude(journal, running, WHAT, changed, note="Easier.", remind="2026-04-02")
    assert first.entry is not None
    assert second.entry is not None
    assert second.entry.id == first.entry.id
    assert second.entry.body.endswith("## How it was\n\nEasier.")
    assert journal.answers.of(running.id) == [WHAT, changed]
    assert [one.due for one in journal.reminders.waiting()] == ["2026-04-02"]
    (held,) = journal.vault.database.execute_sql(
        "SELECT group_concat(question || value || words, '') FROM answer"
    ).fetchone()
    assert "camera" in held
    assert "The first." not in held
    assert "sad" not in held
    conclude(journal, running, *ALL)
    assert journal.answers.of(running.id) == list(ALL)
    assert journal.reminders.waiting() == []

    third = conclude(journal, running)
    assert third.entry is None
    assert journal.entries.count() == 0
    assert journal.verify() == []


def test_an_entry_that_was_deleted_meanwhile_stays_deleted(journal: Journal, running: Session) -> None:
    """A later call makes another."""
    first = conclude(journal, running, WHAT).entry
    assert first is not None
    journal.entries.delete(first.id)
    second = conclude(journal, running, WHAT).entry
    assert second is not None
    assert second.id != first.id
    assert [entry.id for entry in journal.entries.find()] == [second.id]


def test_the_same_place_answered_twice_holds_the_later_answer(journal: Journal, running: Session) -> None:
    """After going back."""
    conclude(journal, running, WHAT, NEAR, replace(NEAR, value=2))
    assert journal.answers.of(running.id) == [WHAT, replace(NEAR, value=2)]


def test_what_was_answered_before_is_found_by_practice_and_step(journal: Journal, running: Session) -> None:
    """In any version of the practice and any round, the latest first; a removed session does not count."""
    conclude(journal, running, NEAR, ROUND)
    later = journal.sessions.start(
        "fear-check@3", planned=None, at=replace(running.started, utc_ms=running.started.utc_ms + 1)
    )
    other = journal.sessions.start("fear-check-two@1", planned=None)
    conclude(journal, later, replace(NEAR, value=1))
    conclude(journal, other, replace(NEAR, value=7))

    latest = journal.answers.latest("fear-check", "near")
    assert latest is not None
    assert (latest.session, latest.at, latest.answer.value) == (later.id, later.started, 1)
    assert [one.answer.value for one in journal.answers.earlier("fear-check", "near")] == [1, 5]
    picked = journal.answers.latest("fear-check", "pick")
    assert picked is not None
    assert picked.answer == ROUND
    assert journal.answers.latest("fear", "near") is None

    journal.sessions.remove(later.id)
    latest = journal.answers.latest("fear-check", "near")
    assert latest is not None
    assert latest.answer.value == 5
    assert journal.answers.of(later.id) == []
    journal.sessions.bring_back(later.id)
    assert journal.answers.of(later.id) == [replace(NEAR, value=1)]


def test_half_a_character_and_an_unknown_session_are_refused(journal: Journal, running: Session) -> None:
    """Each in its way, and nothing is written."""
    with pytest.raises(UsageError, match="half of a character"):
        conclude(journal, running, replace(WHAT, value="a\ud800"))
    with pytest.raises(NotFoundError):
        conclude(journal, replace(running, id="none"), WHAT)
    assert journal.entries.count() == 0
