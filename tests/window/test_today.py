"""Today: a check-in is named, saved, taken back, written on; nothing chosen is lost; the day is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock, parse_when
from closeness_desktop.errors import StorageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, KeptAnswer, Strength
from closeness_desktop.vault import Vault
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.today import UNSAVED, TodayPage
from closeness_desktop.window.pages.today_cards import in_words, part_of_day, shortened
from closeness_desktop.window.widgets.day_grid import DayMood
from tests.window.conftest import Heard
from tests.window.practice_room import left_over

EVENING = dt.datetime(2026, 11, 24, 19, 14, tzinfo=dt.UTC)  # 20:14 in Berlin


@pytest.fixture
def clock() -> DrivenClock:
    """An evening in November."""
    return DrivenClock(EVENING)


@pytest.fixture
def journal(vault: Vault, clock: DrivenClock) -> Journal:
    """An empty journal on that evening."""
    return Journal(vault, clock=clock, zone="Europe/Berlin")


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[TodayPage]:
    """The page, shown."""
    made = TodayPage(context)
    qtbot.addWidget(made)
    made.resize(1040, 820)
    made.arrive()
    made.show()
    yield made
    made.forget()


def at(text: str) -> dict[str, object]:
    """Keyword `at` of a written time in Berlin."""
    return {"at": parse_when(text, "Europe/Berlin")}


def test_it_knows_the_day_and_the_time_of_day(page: TodayPage, clock: DrivenClock) -> None:
    assert page.date_label.text() == "Tuesday, 24 November"
    assert "evening" in page.question.text()
    clock.advance(12 * 3600)
    page.arrive()
    assert page.date_label.text() == "Wednesday, 25 November"
    assert "morning" in page.question.text()


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "night"), (4, "night"), (5, "morning"), (11, "morning"), (12, "afternoon"), (17, "evening"),
     (21, "evening"), (22, "night")],
)  # fmt: skip
def test_every_hour_has_its_part_of_the_day(hour: int, part: str) -> None:
    assert part_of_day(hour) == part


def test_a_check_in_is_saved_and_the_page_is_free_again(
    page: TodayPage, journal: Journal, heard: Heard
) -> None:
    page.field.toggle("tense")
    page.field.set_strength("hopeful", 3)
    page.sentence.setPlainText("Before the call with @Mum, and #after.")
    page.save_button.click()
    (entry,) = journal.entries.find()
    assert entry.kind == "check-in"
    assert entry.feelings == (Strength("tense", 1), Strength("hopeful", 3))
    assert entry.body == "Before the call with @Mum, and #after."
    assert entry.people == ("Mum",)
    assert page.field.chosen() == ()
    assert page.sentence.text() == ""
    assert heard.said[-1][0] == "Saved in your journal."


def test_saving_can_be_taken_back(page: TodayPage, journal: Journal, heard: Heard) -> None:
    page.field.toggle("tense")
    page.sentence.setPlainText("One sentence.")
    page.save()
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert journal.entries.count() == 0
    assert page.field.chosen() == (Strength("tense", 1),)
    assert page.sentence.text() == "One sentence."


def test_taking_back_leaves_alone_what_was_begun_since(
    page: TodayPage, journal: Journal, heard: Heard
) -> None:
    page.field.toggle("tense")
    page.save()
    page.field.toggle("calm")
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert journal.entries.count() == 0
    assert page.field.chosen() == (Strength("calm", 1),)


def test_ctrl_enter_saves_from_the_field_and_from_the_sentence(
    qtbot: QtBot, page: TodayPage, journal: Journal
) -> None:
    qtbot.waitActive(page)
    for number, widget in enumerate((page.sentence, page.field.search), start=1):
        page.field.toggle("calm")
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert journal.entries.count() == number


def test_nothing_named_and_nothing_written_is_not_saved(
    page: TodayPage, journal: Journal, heard: Heard
) -> None:
    page.sentence.setPlainText("  \n")
    page.save()
    assert journal.entries.count() == 0
    assert "first" in heard.said[-1][0]


def test_an_own_word_keeps_its_place(page: TodayPage, journal: Journal, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.field.search, "wobbly")
    page.field.add_button.click()
    page.field.canvas.placed.emit(-0.4, 0.2)
    page.save()
    wobbly = journal.feelings.get("wobbly")
    assert wobbly is not None
    assert (wobbly.own, wobbly.pleasantness, wobbly.energy) == (True, -0.4, 0.2)
    assert "wobbly" in page.field.canvas.shown()


def test_not_being_able_to_tell_is_saved(page: TodayPage, journal: Journal) -> None:
    page.field.toggle("can't tell")
    page.save()
    (entry,) = journal.entries.find('feeling:"can\'t tell"')
    assert entry.feelings == (Strength("can't tell", 1),)


def test_a_word_the_journal_refuses_loses_nothing(page: TodayPage, journal: Journal, heard: Heard) -> None:
    page.field.set_chosen((Strength("x" * 400, 1),))
    page.sentence.setPlainText("Kept.")
    page.save()
    assert journal.entries.count() == 0
    assert page.sentence.text() == "Kept."
    assert heard.said[-1][1] is None


def test_write_more_hands_on_the_words_and_the_sentence(
    page: TodayPage, journal: Journal, heard: Heard
) -> None:
    page.field.set_strength("tense", 2)
    page.sentence.setPlainText("It began at noon.")
    page.more_button.click()
    assert heard.gone == [
        (
            "journal",
            {"new": True, "feelings": (Strength("tense", 2),), "numbers": {}, "text": "It began at noon."},
        )
    ]
    assert page.field.chosen() == ()
    assert journal.settings.get(UNSAVED, {}) == {}


def test_what_is_not_saved_survives_leaving_and_locking(
    qtbot: QtBot, page: TodayPage, context: Context
) -> None:
    page.field.set_strength("tense", 2)
    page.field.set_chosen((*page.field.chosen(), Strength("wobbly", 1)))
    page.sentence.setPlainText("Half a\u00a0sentence")
    page.leave()
    page.forget()
    assert page.sentence.text() == ""
    again = TodayPage(context)
    qtbot.addWidget(again)
    assert again.field.chosen() == (Strength("tense", 2), Strength("wobbly", 1))
    assert [word.name for word in again.field.new_words()] == ["wobbly"]
    assert again.sentence.text() == "Half a\u00a0sentence"
    again.save()
    assert context.journal.settings.get(UNSAVED) == {}


def test_what_is_typed_is_kept_while_typing_goes_on(qtbot: QtBot, page: TodayPage, journal: Journal) -> None:
    qtbot.keyClicks(page.sentence, "half")
    qtbot.waitUntil(lambda: journal.settings.get(UNSAVED, {}).get("text") == "half", timeout=30_000)


def test_a_full_disk_is_said_and_keeps_what_is_on_the_page(
    page: TodayPage, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **named: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(page.context.journal.entries, "add", full)
    page.field.toggle("tense")
    page.save()
    assert heard.said[-1] == ("The disk is full.", None)
    assert page.field.chosen() == (Strength("tense", 1),)


def test_this_day_in_earlier_years(page: TodayPage, journal: Journal, heard: Heard) -> None:
    assert page.earlier.isHidden()
    journal.entries.add(body="Another day.", **at("2024-11-23T10:00"))
    older = journal.entries.add(body="# I noticed\n\nI go quiet.", **at("2023-11-24T10:00"))
    page.arrive()
    assert not page.earlier.isHidden()
    texts = [label.text() for label in page.earlier.findChildren(QLabel)]
    assert "24 November 2023" in texts
    page.earlier.wanted.emit(older.id)
    assert heard.gone[-1] == ("journal", {"entry": older.id})
    newer = journal.entries.add(title="Newer", body="x", **at("2025-11-24T10:00"))
    page.arrive()
    assert "Newer" in [label.text() for label in page.earlier.findChildren(QLabel)]
    journal.entries.delete(newer.id)
    page.arrive()
    assert "24 November 2023" in [label.text() for label in page.earlier.findChildren(QLabel)]
    page.earlier.more.click()
    assert heard.gone[-1] == ("calendar", {"day": dt.date(2026, 11, 24)})
    page.earlier.no_more.click()
    page.arrive()
    assert page.earlier.isHidden()
    sentence, undo = heard.said[-1]
    assert sentence.startswith("You will not be shown this one again.")
    assert undo is not None
    undo()
    page.arrive()
    assert not page.earlier.isHidden()


def test_a_leap_day_looks_at_leap_years(page: TodayPage, journal: Journal, clock: DrivenClock) -> None:
    journal.entries.add(body="Leap.", **at("2024-02-29T10:00"))
    clock.now = dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC)
    page.arrive()
    assert "Leap." in [label.text() for label in page.earlier.findChildren(QLabel)]


def test_the_last_four_weeks_are_told_day_by_day(page: TodayPage, journal: Journal, heard: Heard) -> None:
    assert all(not day.words for day in page.weeks.grid.days())
    journal.entries.add(feelings=[Strength("calm", 2), Strength("sad", 1)], **at("2026-11-23T10:00"))
    journal.entries.add(feelings=[Strength("tense", 1)], **at("2026-10-28T10:00"))
    journal.entries.add(feelings=[Strength("tense", 1)], **at("2026-10-27T10:00"))
    page.arrive()
    days = page.weeks.grid.days()
    assert len(days) == 28
    assert days[-1].day == dt.date(2026, 11, 24)
    assert days[-2].words == ("calm", "sad")
    assert days[-2].sentence() == "Monday, 23 November: calm, sad (pleasant, low energy)"
    assert days[0].words == ("tense",)
    assert days[5].sentence().endswith(": nothing named")
    model = page.weeks.grid.model()
    assert model.index(3, 5).data(Qt.ItemDataRole.AccessibleTextRole) == days[-2].sentence()
    assert "2 of 28 days named" in page.weeks.caption.text()
    page.weeks.grid.setCurrentIndex(model.index(3, 5))
    assert page.weeks.caption.text() == days[-2].sentence()
    page.weeks.grid.activated.emit(model.index(3, 5))
    assert heard.gone[-1] == ("journal", {"query": "on:2026-11-23"})


def test_the_squares_are_summed_up_in_words() -> None:
    days = [DayMood(dt.date(2026, 11, 1) + dt.timedelta(days=n)) for n in range(28)]
    assert "appear here" in in_words(days)
    days[0] = DayMood(days[0].day, ("calm",), 0.5, -0.5)
    assert in_words(days) == "1 of 28 days named, most often pleasant, low energy."
    days[1] = DayMood(days[1].day, ("tense",), -0.5, 0.5)
    assert in_words(days) == "2 of 28 days named."


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("short  and\nplain") == "short and plain"
    cut = shortened("word " * 80)
    assert len(cut) <= 141
    assert cut.endswith("word…")


def test_changes_elsewhere_are_seen(page: TodayPage, journal: Journal) -> None:
    journal.entries.add(feelings=[Strength("calm", 1)])
    page.refresh(Change(frozenset({"entry"})))
    assert page.weeks.grid.days()[-1].words == ("calm",)


def test_a_practice_is_suggested(page: TodayPage, heard: Heard) -> None:
    page.practice.findChildren(type(page.more_button))[0].click()
    assert heard.gone[-1] == ("practice", {"practice": "breathing@1"})


@pytest.mark.parametrize("width", [1040, 700, 364])
def test_nothing_is_cut_off_at_any_width(qtbot: QtBot, page: TodayPage, width: int) -> None:
    parts = (page.field, page.sentence, page.save_button, page.practice, page.weeks)
    page.resize(width, 700)
    qtbot.waitUntil(lambda: all(part.mapTo(page, part.rect().topRight()).x() < width for part in parts))
    assert page.save_button.width() >= page.save_button.sizeHint().width()


def test_what_one_wanted_to_look_at_again_is_one_quiet_line(
    page: TodayPage, journal: Journal, clock: DrivenClock, heard: Heard
) -> None:
    """From its day on, one at a time; done with it can be undone."""
    assert page.reminder.isHidden()
    first = journal.reminders.add("2026-11-24", practice="one-problem@1", title="One problem at a time")
    journal.reminders.add("2026-11-25", practice="sitting@1", title="Just sit")
    page.arrive()
    assert page.reminder.words.text() == "You wanted to look again at “One problem at a time” today."
    page.reminder.open.click()
    assert heard.gone == [("practice", {"practice": "one-problem@1"})]
    clock.advance(24 * 3600)
    page.arrive()
    assert page.reminder.words.text().endswith("“One problem at a time” on 24 November.")
    page.reminder.finish.click()
    assert journal.reminders.get(first.id).done is not None
    page.arrive()
    assert page.reminder.words.text() == "You wanted to look again at “Just sit” today."
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    page.arrive()
    assert "One problem" in page.reminder.words.text()
    page.forget()
    assert page.reminder.words.text() == ""


def test_a_session_left_under_way_is_said_until_it_is_decided(
    page: TodayPage, context: Context, heard: Heard
) -> None:
    context.changes.changed.connect(page.refresh)
    assert page.left_over.isHidden()
    session = left_over(context)
    page.arrive()
    assert page.left_over.words.text() == "You were 23 minutes into “Just sit”."
    assert page.left_over.isVisible()
    page.left_over.open.click()
    assert heard.gone == [("practice", {})]
    context.journal.sessions.finish(session, done=1380, ended="early")
    assert page.left_over.isHidden()
    left_over(context)
    page.arrive()
    assert page.left_over.isVisible()
    page.forget()
    assert page.left_over.words.text() == ""


def test_looking_again_opens_what_was_written_then(page: TodayPage, journal: Journal, heard: Heard) -> None:
    """When something was."""
    session = journal.sessions.start("one-problem@1", planned=None)
    answer = KeptAnswer("plan", "plan", "prompt", "What do you try?", "Walk first.", "entry")
    entry = journal.sessions.conclude(
        session.id, done=9, ended="completed", title="One problem", answers=[answer], remind="2026-11-24"
    ).entry
    assert entry is not None
    page.arrive()
    page.reminder.open.click()
    assert heard.gone == [("journal", {"entry": entry.id})]


def test_saving_is_in_sight_however_much_stands_beside_it(page: TodayPage) -> None:
    """The card to check in with is no higher than the window has room below the question."""
    for height in (700, 1000):
        page.resize(1060, height)
        QTest.qWait(0)
        button = page.save_button
        assert button.mapTo(page, button.rect().bottomLeft()).y() < height
