"""The log page: everything by day, changed by hand, and every step undone; no count unless it is wanted."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock, local_time, parse_when
from closeness_desktop.journal import Journal
from closeness_desktop.records import Session
from closeness_desktop.vault import Vault
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import log
from closeness_desktop.window.pages.log import COUNT_DAYS, LogPage
from closeness_desktop.window.pages.settings import SettingsPage
from closeness_desktop.window.widgets.buttons import LinkButton
from tests.window.conftest import Heard

ZONE = "Europe/Berlin"
EVENING = dt.datetime(2026, 11, 24, 19, 14, tzinfo=dt.UTC)  # 20:14 in Berlin


@pytest.fixture
def journal(vault: Vault) -> Journal:
    """An empty journal on an evening in November."""
    return Journal(vault, clock=DrivenClock(EVENING), zone=ZONE)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> LogPage:
    """The page, shown, told of every change."""
    made = LogPage(context)
    context.changes.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive()
    made.show()
    return made


def sat(context: Context, when: str, done: int = 600, practice: str = "sitting@1") -> Session:
    return context.journal.sessions.add(practice, at=parse_when(when, ZONE), planned=600, done=done)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def link(widget: QWidget, name: str) -> LinkButton:
    (found,) = [one for one in widget.findChildren(LinkButton) if one.accessibleName() == name]
    return found


def undo(heard: Heard) -> None:
    back = heard.said[-1][1]
    assert back is not None
    back()


def test_everything_stands_under_its_day(page: LogPage, context: Context) -> None:
    sat(context, "2026-11-23T07:05", 754)
    sat(context, "2026-11-24T18:00", practice="breathing@1")
    sat(context, "2026-11-24T07:00")
    set_aside = context.journal.sessions.start("sitting@1", planned=60)
    context.journal.sessions.finish(set_aside.id, done=9, ended="abandoned")
    context.journal.sessions.start("sitting@1", planned=60)
    shown = [texts(day) for day in page.days]
    assert [day[0] for day in shown] == ["Tuesday, 24 November 2026", "Monday, 23 November 2026"]
    assert [text for text in shown[0] if text in ("Slow breathing", "Just sit")] == [
        "Slow breathing",
        "Just sit",
    ]
    assert "12:34 · to the end" in shown[1]
    assert page.empty.isHidden()


def test_an_empty_log_says_so_and_can_be_added_to(page: LogPage, context: Context, heard: Heard) -> None:
    assert page.empty.isVisibleTo(page)
    page.add.click()
    assert page.form.isVisible()
    assert page.form.when.dateTime().toString("yyyy-MM-ddTHH:mm") == "2026-11-24T20:04"
    assert page.form.practice.currentText() == "Just sit"
    page.form.practice.choose("breathing@1")
    page.form.minutes.setValue(7)
    page.form.seconds.setValue(30)
    page.form.keep.click()
    (added,) = context.journal.sessions.all()
    assert (added.practice, added.done, added.planned, added.ended) == ("breathing@1", 450, None, "completed")
    assert local_time(added.started).isoformat() == "2026-11-24T20:04:00+01:00"
    assert not page.form.isVisible()
    assert len(page.days) == 1
    undo(heard)
    assert context.journal.sessions.all() == []
    assert page.days == []


def test_which_day_of_the_week_is_shown_where_there_is_room(page: LogPage) -> None:
    page.add.click()
    when = page.form.when
    then = when.dateTime()
    for width, text in (
        (when.sizeHint().width(), "Tue 24 Nov 2026  20:04"),
        (when.minimumSizeHint().width(), "24 Nov 2026  20:04"),
        (when.sizeHint().width(), "Tue 24 Nov 2026  20:04"),
    ):
        when.resize(width, when.height())
        assert when.text() == text
        assert when.lineEdit().width() > when.fontMetrics().horizontalAdvance(text)
        assert when.dateTime() == then


def test_time_and_length_are_changed_and_the_change_undone(
    page: LogPage, context: Context, heard: Heard
) -> None:
    before = sat(context, "2026-11-23T07:05:42", 754)
    link(page, "Change “Just sit” at 07:05").click()
    assert (page.form.minutes.value(), page.form.seconds.value()) == (12, 34)
    assert page.form.fixed.text() == "Just sit"
    page.form.minutes.setValue(10)
    page.form.keep.click()
    after = context.journal.sessions.get(before.id)
    assert (after.done, after.started) == (634, before.started), "its seconds stay"
    page.open_session(after)
    page.form.when.setDateTime(QDateTime.fromString("2026-11-22T23:30", "yyyy-MM-ddTHH:mm"))
    page.form.keep.click()
    assert context.journal.sessions.get(before.id).started == parse_when("2026-11-22T23:30", ZONE)
    undo(heard)
    assert context.journal.sessions.get(before.id) == after


def test_a_change_of_nothing_is_none(page: LogPage, context: Context, heard: Heard) -> None:
    before = sat(context, "2026-11-23T07:05:42", 754)
    page.open_session(before)
    page.form.keep.click()
    assert context.journal.sessions.get(before.id) == before
    assert heard.said == []
    page.open_session(before)
    page.form.minutes.setValue(1)
    page.form.leave.click()
    assert context.journal.sessions.get(before.id) == before


@pytest.mark.parametrize(
    ("when", "minutes", "says"),
    [("2026-11-24T20:15", 5, "That time has not come yet."), ("2026-11-24T10:00", 0, "Say how long it was.")],
)
def test_what_cannot_be_is_said_in_the_form(
    page: LogPage, context: Context, when: str, minutes: int, says: str
) -> None:
    page.add.click()
    page.form.when.setDateTime(QDateTime.fromString(when, "yyyy-MM-ddTHH:mm"))
    page.form.minutes.setValue(minutes)
    page.form.seconds.setValue(0)
    page.form.keep.click()
    assert page.form.mistake.text() == says
    assert page.form.mistake.isVisible()
    assert context.journal.sessions.all() == []


def test_removing_can_be_undone_and_the_keyboard_stays_near(
    page: LogPage, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    sessions = [sat(context, f"2026-11-2{day}T07:00") for day in (1, 2, 3)]
    with qtbot.waitActive(page):
        page.activateWindow()
    removes = [one for day in page.days for one in day.removes]
    removes[1].setFocus()
    qtbot.keyClick(removes[1], Qt.Key.Key_Return)
    assert context.journal.sessions.all() == [sessions[2], sessions[0]]
    assert [one for day in page.days for one in day.removes][1].hasFocus()
    assert heard.said[-1][0] == "“Just sit” is out of your log."
    undo(heard)
    assert context.journal.sessions.all() == sessions[::-1]
    assert len(page.days) == 3


def test_keys_keep_and_leave_the_form(page: LogPage, context: Context, qtbot: QtBot) -> None:
    page.add.click()
    qtbot.keyClick(page.form.minutes, Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert context.journal.sessions.all() == []
    page.add.click()
    qtbot.keyClick(page.form.minutes, Qt.Key.Key_Return)
    assert not page.form.isVisible()
    assert len(context.journal.sessions.all()) == 1


def test_what_was_written_about_it_is_one_step_away(page: LogPage, context: Context, heard: Heard) -> None:
    session = sat(context, "2026-11-23T07:00")
    entry = context.journal.entries.add(body="Quiet.", session=session.id)
    link(page, "Read what you wrote about “Just sit” at 07:00").click()
    assert heard.gone == [("journal", {"entry": entry.id})]
    page.back.click()
    assert heard.gone[-1] == ("practice", {})


def test_more_is_shown_when_it_is_asked_for(
    page: LogPage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "SHOWN", 3)
    for number in range(5):
        sat(context, f"2026-11-2{number // 2}T0{number}:00")
    page.arrive()
    assert sum(len(day.sessions) for day in page.days) == 3
    assert page.more.isVisibleTo(page)
    page.more.click()
    assert sum(len(day.sessions) for day in page.days) == 5
    assert not page.more.isVisibleTo(page)


def test_days_are_counted_only_if_wanted(page: LogPage, context: Context, qtbot: QtBot) -> None:
    for day in ("2026-11-01", "2026-11-20", "2026-11-24", "2026-10-31"):
        sat(context, f"{day}T07:00")
    sat(context, "2026-11-24T19:00")
    assert not page.counted.isVisibleTo(page)
    settings = SettingsPage(context)
    qtbot.addWidget(settings)
    assert not settings.count_days.isChecked()
    settings.count_days.click()
    assert context.journal.settings.get(COUNT_DAYS) is True
    assert page.counted.text() == "You practised on 3 days this month."
    assert page.counted.isVisibleTo(page)
    settings.count_days.click()
    assert not page.counted.isVisibleTo(page)


def test_a_month_without_practice_is_not_mentioned(page: LogPage, context: Context) -> None:
    context.journal.settings.set(COUNT_DAYS, True)
    sat(context, "2026-10-31T07:00")
    assert not page.counted.isVisibleTo(page)


def test_nothing_is_left_on_the_page_when_it_is_told_to_forget(page: LogPage, context: Context) -> None:
    page.open_session(sat(context, "2026-11-23T07:00"))
    page.forget()
    assert not {"Just sit", "Monday, 23 November 2026"} & {each.text() for each in page.findChildren(QLabel)}
