"""Whatever a person does to the journal can be taken back, done again, and taken back again: nothing differs.

Each deed goes through the widgets that a person uses, in the real window.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry, Measure, Strength
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.check_in import CheckInSheet
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.calendar_look import leave_out
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.log import LogPage
from closeness_desktop.window.pages.log_form import Logged
from closeness_desktop.window.pages.measures_card import MeasuresCard
from closeness_desktop.window.pages.name_deeds import NameDeeds
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.template_form import Entered
from closeness_desktop.window.pages.templates import TemplatesPage
from closeness_desktop.window.pages.today import TodayPage
from closeness_desktop.window.pages.trash import TrashPage
from closeness_desktop.window.search.panel import SearchPanel
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from tests.support.kept import kept

NOW = dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC)


@pytest.fixture
def shell(qapp: QApplication, journal: Journal, qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    """The frame of a window over a journal with a little of everything."""
    for body in ("By the river with @Zoe. #calm-days", "Lighthouse again with @Ben. #walks"):
        journal.entries.add(body=body, feelings=(Strength("calm", 2),))
    theme = Theme("light", "still")
    theme.apply(qapp)
    window = MainWindow(theme, DrivenClock(NOW), SettingsFile(), tmp_path)
    window.show()
    window.take(journal)
    assert window.shell is not None
    yield window.shell
    window.close()


def round_trip(shell: Shell, act: Callable[[], object]) -> None:
    """Do it; undo, redo, undo and redo it; the journal is each time exactly as it was."""
    journal = shell.context.journal
    before = kept(journal)
    act()
    after = kept(journal)
    assert after != before, "nothing was done"
    for _ in range(2):
        shell.foot.undo()
        assert kept(journal) == before, shell.said
        assert shell.foot.can_redo, shell.said
        shell.foot.redo()
        assert kept(journal) == after, shell.said
    assert shell.foot.can_undo


def journal_page(shell: Shell) -> tuple[JournalPage, Entry]:
    """The Journal page, with its newest entry open."""
    shell.go("journal")
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    assert page.pane.entry is not None
    return page, page.pane.entry


def test_what_is_done_to_entries(shell: Shell, journal: Journal) -> None:
    page, entry = journal_page(shell)
    choices, header = page.pane.choices, page.pane.header
    round_trip(shell, lambda: header.star_wanted.emit(not entry.starred))
    round_trip(shell, lambda: choices._add_name("tag", "by the sea"))
    round_trip(shell, lambda: header.removed.emit("tag", "by the sea"))
    round_trip(shell, lambda: choices._choose_when(replace(entry.at, utc_ms=entry.at.utc_ms - 3_600_000)))
    round_trip(shell, lambda: page.list_menu.pin(entry.id, True))
    round_trip(shell, lambda: leave_out(shell.context, entry.id))
    round_trip(shell, page.delete_entry)
    assert journal.entries.get(entry.id).deleted is not None


def test_what_is_done_in_the_trash_and_from_another_page(shell: Shell, journal: Journal) -> None:
    """Undo reaches an entry that is not shown; its page is right when one comes back to it."""
    page, entry = journal_page(shell)
    page.delete_entry()
    shell.go("trash")
    trash = shell.page("trash")
    assert isinstance(trash, TrashPage)
    round_trip(shell, lambda: trash.cards[0].bring_back.click())
    shell.foot.undo()
    shell.foot.undo()
    shell.go("journal")
    assert page.list.model.rowCount() == 2
    assert entry.id in [line.id for line in journal.entries.page()]


def test_check_ins_and_what_is_said_of_practice(shell: Shell, journal: Journal) -> None:
    shell.go("today")
    today = shell.page("today")
    assert isinstance(today, TodayPage)
    today.field.toggle("calm")
    today.sentence.setPlainText("In the garden.")
    round_trip(shell, today.save)
    sheet = CheckInSheet(shell.context, shell)
    shell.show_sheet(sheet)
    sheet.field.toggle("tense")
    round_trip(shell, sheet.save)
    log = shell.page("log")
    assert isinstance(log, LogPage)
    logged = Logged("sitting@1", journal.now(), 600)
    round_trip(shell, lambda: log._keep(logged))
    (session,) = journal.sessions.all()
    log.open_session(session)
    round_trip(shell, lambda: log._keep(replace(logged, done=900)))
    (session,) = journal.sessions.all()
    round_trip(shell, lambda: log._remove(session))
    practice = shell.page("practice")
    assert isinstance(practice, PracticePage)
    programme = shell.context.practices.catalogue.programmes()[0]
    journal.programmes.mark(programme.id, programme.days[0].id)
    round_trip(shell, lambda: practice._unmark(programme, programme.days[0]))


def test_what_is_kept_under_a_name(shell: Shell, journal: Journal) -> None:
    """Templates, searches, numbers, and the names in every entry."""
    templates = shell.page("templates")
    assert isinstance(templates, TemplatesPage)
    entered = Entered("Evening", "", "What was good?", frozenset())
    templates._keep(entered)  # a new one: done again only by writing it again
    (template,) = journal.templates.all()
    templates._open(template)
    round_trip(shell, lambda: templates._keep(replace(entered, body="What was hard?")))
    (template,) = journal.templates.all()
    round_trip(shell, lambda: templates._remove(template))
    panel = SearchPanel(shell.context, shell, "kind:entry")
    round_trip(shell, lambda: panel._keep("Entries"))
    (search,) = journal.saved_searches.all()
    round_trip(shell, lambda: panel._rename(search, "All of them"))
    round_trip(shell, lambda: panel._delete(journal.saved_searches.all()[0]))
    panel.close()
    card = MeasuresCard(shell.context)
    card.setParent(shell)
    for name in ("Hours slept", "How rested"):
        round_trip(shell, lambda name=name: card._keep(Measure("", name)))  # type: ignore[misc]
    first, _ = journal.measures.all()
    round_trip(shell, lambda: card._keep(replace(first, unit="h")))
    round_trip(shell, lambda: card._move(first, 1))
    round_trip(shell, lambda: card._remove(first))
    names = NameDeeds(shell.context, shell)
    zoe, ben = sorted(journal.people.all(), key=lambda person: person.name, reverse=True)
    round_trip(shell, lambda: names.rename("person", zoe.id, zoe.name, "Zoë"))
    round_trip(shell, lambda: names.merge("person", zoe.id, "Zoë", ben.id, ben.name))
    (tag, *_) = journal.tags.all()
    round_trip(shell, lambda: names.delete("tag", tag.id, tag.name))
