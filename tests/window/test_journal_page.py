"""The journal page: writing, going from entry to entry, searching, deleting, and losing nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import parse_when
from closeness_desktop.errors import NotFoundError, StorageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Entry, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.entry_header import when_text
from closeness_desktop.window.pages.entry_panels import AddPanel, WhenPanel
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.widgets.chip import Chip

from .conftest import Heard

Key, Mod = Qt.Key, Qt.KeyboardModifier
ODD = "one\r\ntwo\u00a0\u2028three\u2029 four\x00 \t\rfive\ufdd0 \ufeff end  "


def day(number: int) -> dict[str, object]:
    """When, for an entry of that November day."""
    return {"at": parse_when(f"2026-11-{number:02}T20:00", "Europe/Berlin")}


@pytest.fixture
def three(journal: Journal) -> list[Entry]:
    """Three entries, newest first."""
    add = journal.entries.add
    return [
        add(title="Third", body="By the river.", feelings=[Strength("calm", 2)], **day(3)),  # type: ignore[arg-type]
        add(title="Second", body=ODD, tags=["home"], people=["Mum"], **day(2)),  # type: ignore[arg-type]
        add(title="First", body="In the beginning.", **day(1)),  # type: ignore[arg-type]
    ]


@pytest.fixture
def make(qtbot: QtBot, context: Context) -> Iterator[Callable[..., JournalPage]]:
    """Build the page, show it in a window so wide, and pass it the journal's changes as the shell does."""
    pages: list[JournalPage] = []

    def build(width: int = 1000) -> JournalPage:
        page = JournalPage(context)
        qtbot.addWidget(page)
        page.resize(width, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()

        def spread(change: Change) -> None:
            if page.kinds & change.kinds and change.origin is not page:
                page.refresh(change)

        context.changes.changed.connect(spread)
        pages.append(page)
        return page

    yield build
    for page in pages:
        page.pane.autosave.stop()


def open_id(page: JournalPage) -> str | None:
    """The id of the entry that is open."""
    return page.pane.entry.id if page.pane.entry else None


def chips(page: JournalPage) -> list[str]:
    """The words on the chips."""
    return [chip.word for chip in page.pane.header.findChildren(Chip) if not chip.isHidden()]


def panel(kind: type[QWidget]) -> QWidget:
    """The panel that is open."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def refuse(journal: Journal, *, refuses: bool) -> None:
    """Make the database take no writes, or take them again."""
    journal.vault.database.execute_sql(f"PRAGMA query_only = {int(refuses)}")


def test_the_newest_entry_is_open_at_first(make: Callable[..., JournalPage], three: list[Entry]) -> None:
    page = make()
    page.arrive()
    assert open_id(page) == three[0].id
    assert page.list.marked() == three[0].id
    assert page.pane.header.title.text() == "Third"
    assert page.pane.header.when.text() == "Tuesday, 3 November 2026 · 20:00"
    assert chips(page) == ["+ add", "calm"]


def test_entries_opened_and_left_unchanged_stay_byte_for_byte(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    odd = journal.entries.add(title="\ufeff odd\u00a0\u2028title\n", body=ODD)
    before = {entry.id: journal.entries.get(entry.id) for entry in (*three, odd)}
    page = make()
    page.arrive()
    for _ in range(5):
        page.older()
    page.leave()
    page.forget()
    assert {id: journal.entries.get(id) for id in before} == before
    assert not any(journal.entries.revisions(id) for id in before)


def test_an_edit_keeps_what_it_does_not_touch(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    page.pane.editor.to_end()
    qtbot.keyClicks(page.pane.editor, "and more")
    page.leave()
    assert journal.entries.get(three[1].id).body == f"{ODD}and more"
    assert journal.entries.revisions(three[1].id)[0].body == ODD


def test_an_entry_that_is_to_go_on_opens_with_the_caret_at_its_end(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id, at_end=True)
    page.take_focus()
    qtbot.keyClicks(page.pane.editor, "and more")
    page.leave()
    assert journal.entries.get(three[1].id).body == f"{ODD}and more"


def test_a_new_entry_is_stored_from_its_first_word_and_untouched_never(
    qtbot: QtBot, make: Callable[..., JournalPage], journal: Journal
) -> None:
    page = make()
    page.arrive()
    assert page.pane.empty.isVisible()
    page.write_new()
    page.leave()
    assert journal.entries.count() == 0
    qtbot.keyClicks(page.pane.editor, "Hello @Mum #home")
    page.pane.header.title.setFocus()
    qtbot.keyClicks(page.pane.header.title, "Title")
    page.leave()
    (entry,) = journal.entries.find()
    assert (entry.title, entry.body, entry.people, entry.tags) == (
        "Title",
        "Hello @Mum #home",
        ("Mum",),
        ("home",),
    )
    assert page.list.marked() == entry.id
    assert chips(page) == ["+ add", "Mum", "#home"]
    assert "saved, encrypted" in page.pane.header.state.text()


def test_arriving_with_feelings_and_words_keeps_them_at_once(
    make: Callable[..., JournalPage], journal: Journal
) -> None:
    page = make()
    session = journal.sessions.start("sitting@1", planned=600)
    page.arrive(new=True, session=session.id, feelings=(Strength("calm", 3),), text="After sitting: ")
    (entry,) = journal.entries.find()
    assert (entry.kind, entry.session, entry.body) == ("practice-note", session.id, "After sitting: ")
    assert entry.feelings == (Strength("calm", 3),)
    assert page.pane.editor.textCursor().atEnd()


def test_keys_lead_to_older_and_newer_entries_and_save_on_the_way(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    editor = page.pane.editor
    editor.setFocus()
    qtbot.keyClicks(editor, "!")
    qtbot.keyClick(editor, Key.Key_Down, Mod.AltModifier)
    assert open_id(page) == three[1].id
    assert journal.entries.get(three[0].id).body == "!By the river."
    qtbot.keyClick(editor, Key.Key_PageDown, Mod.ControlModifier)
    qtbot.keyClick(editor, Key.Key_PageDown, Mod.ControlModifier)
    assert open_id(page) == three[2].id
    qtbot.keyClick(editor, Key.Key_Up, Mod.AltModifier)
    assert open_id(page) == three[1].id


def test_searching_finds_what_was_typed_a_moment_before(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive()
    page.pane.editor.setFocus()
    qtbot.keyClicks(page.pane.editor, "Lighthouse ")
    page.go_to_search()
    assert page.list.search.hasFocus()
    qtbot.keyClicks(page.list.search, "lighth")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.model.line(0).id == three[0].id  # type: ignore[union-attr]
    qtbot.keyClick(page.list.search, Key.Key_Escape)
    assert page.list.model.rowCount() == 3


def test_a_mistake_in_a_query_is_said_in_place(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(query="since:soon")
    assert page.list.mistake.isVisible()
    assert page.list.mistake.text()
    page.arrive(query="feeling:calm")
    assert not page.list.mistake.isVisible()
    assert open_id(page) == three[0].id
    page.arrive(query="zebra")
    assert page.list.none_found.text() == "Nothing found."
    assert open_id(page) is None


def test_enter_in_the_search_line_goes_to_the_first_entry_found(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive()
    page.list.search.setFocus()
    qtbot.keyClicks(page.list.search, "beginning")
    qtbot.keyClick(page.list.search, Key.Key_Return)
    assert open_id(page) == three[2].id
    assert page.list.view.hasFocus()


def test_a_deleted_entry_gives_way_to_its_neighbour_and_comes_back(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal, heard: Heard
) -> None:
    page = make()
    page.arrive()
    page.delete_entry()
    assert journal.entries.get(three[0].id).deleted is not None
    assert open_id(page) == three[1].id
    assert page.list.model.rowCount() == 2
    sentence, undo = heard.said[-1]
    assert sentence == "The entry is deleted."
    assert undo is not None
    undo()
    assert journal.entries.get(three[0].id).deleted is None
    assert open_id(page) == three[0].id
    assert page.list.marked() == three[0].id


def test_what_was_typed_before_deleting_comes_back_with_the_entry(
    qtbot: QtBot, make: Callable[..., JournalPage], journal: Journal, heard: Heard
) -> None:
    page = make()
    page.write_new()
    qtbot.keyClicks(page.pane.editor, "words")
    page.delete_entry()
    assert page.pane.empty.isVisible()
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert [entry.body for entry in journal.entries.find()] == ["words"]


def test_feelings_are_changed_later_and_own_words_are_made(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    page.pane.choices.choose_feelings()
    opened = panel(AddPanel)
    assert isinstance(opened, AddPanel)
    assert opened.field.chosen() == (Strength("calm", 2),)
    opened.field.toggle("grateful")
    opened.field.search.setText("sea-struck")
    qtbot.keyClick(opened.field.search, Key.Key_Return)
    qtbot.keyClicks(opened.line, "#sea")
    qtbot.keyClick(opened.line, Key.Key_Return)
    qtbot.keyClicks(opened.line, "@Anna Maria")
    qtbot.keyClick(opened.line, Key.Key_Return)
    opened.close()
    entry = journal.entries.get(three[0].id)
    assert [feeling.name for feeling in entry.feelings] == ["calm", "grateful", "sea-struck"]
    assert (entry.own_tags, entry.own_people) == (("sea",), ("Anna Maria",))
    assert chips(page) == ["+ add", "calm", "grateful", "sea-struck", "Anna Maria", "#sea"]
    line = page.list.model.line(0)
    assert line is not None
    assert len(line.feelings) == 3


def test_a_chip_is_taken_away_by_key_and_leads_to_a_search_by_click(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    chip = {chip.word: chip for chip in page.pane.header.findChildren(Chip)}
    qtbot.keyClick(chip["Mum"], Key.Key_Delete)
    assert journal.entries.get(three[1].id).people == ()
    home = next(c for c in page.pane.header.findChildren(Chip) if c.word == "#home" and not c.isHidden())
    home.click()
    assert page.list.search.text() == 'tag:"home"'
    assert page.list.model.rowCount() == 1


def test_a_star_is_kept_and_shown(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    page.pane.header.star.click()
    assert journal.entries.get(three[0].id).starred
    line = page.list.model.line(0)
    assert line is not None
    assert line.starred


def test_when_it_was_can_be_changed_and_moves_the_entry_in_the_list(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    page.pane.choices.choose_when()
    opened = panel(WhenPanel)
    assert isinstance(opened, WhenPanel)
    opened.edit.setDateTime(QDateTime.fromString("2026-10-30T07:15", Qt.DateFormat.ISODate))
    opened.keep()
    at = journal.entries.get(three[0].id).at
    assert (at.day, when_text(at)) == ("2026-10-30", "Friday, 30 October 2026 · 07:15")
    assert page.list.model.row_of(three[0].id) == 2
    assert page.list.marked() == three[0].id


def test_leaving_the_moment_as_it_is_keeps_its_seconds(
    make: Callable[..., JournalPage], journal: Journal
) -> None:
    entry = journal.entries.add(body="x", at=parse_when("2026-11-03T20:00:42", "Europe/Berlin"))
    page = make()
    page.arrive()
    page.pane.choices.choose_when()
    opened = panel(WhenPanel)
    assert isinstance(opened, WhenPanel)
    opened.keep()
    assert journal.entries.get(entry.id) == entry


def test_a_refusing_disk_keeps_the_entry_open_and_says_so(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal, heard: Heard
) -> None:
    page = make()
    page.arrive()
    qtbot.keyClicks(page.pane.editor, "New words. ")
    refuse(journal, refuses=True)
    page.older()
    assert open_id(page) == three[0].id
    assert "stays open" in heard.said[-1][0]
    qtbot.waitUntil(lambda: page.list.marked() == three[0].id)
    with pytest.raises(StorageError):
        page.leave()
    assert page.pane.editor.text == "New words. By the river."
    assert "not saved" in page.pane.header.state.text()
    refuse(journal, refuses=False)
    page.leave()
    assert journal.entries.get(three[0].id).body == "New words. By the river."


def test_the_window_stays_on_a_page_that_cannot_be_saved(
    qtbot: QtBot, context: Context, journal: Journal
) -> None:
    shell = Shell(journal, context.theme, context.clock, context.worker, context.settings)
    qtbot.addWidget(shell)
    shell.show()
    shell.go("journal", new=True)
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    qtbot.keyClicks(page.pane.editor, "words")
    refuse(journal, refuses=True)
    shell.go("people")
    assert shell.current == "journal"
    refuse(journal, refuses=False)
    shell.go("people")
    assert shell.current == "people"
    assert [entry.body for entry in journal.entries.find()] == ["words"]
    shell.forget()


def test_a_change_elsewhere_is_shown_and_unsaved_words_and_the_cursor_stay(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    cursor = page.pane.editor.textCursor()
    cursor.setPosition(5)
    page.pane.editor.setTextCursor(cursor)
    journal.entries.update(three[0].id, feelings=[Strength("sad")], title="Renamed")
    assert chips(page) == ["+ add", "sad"]
    assert page.pane.header.title.text() == "Renamed"
    assert page.pane.editor.textCursor().position() == 5
    qtbot.keyClicks(page.pane.editor, "!")
    journal.entries.update(three[0].id, body="Changed elsewhere.")
    assert page.pane.editor.text == "By th!e river."
    page.leave()
    assert journal.entries.get(three[0].id).body == "By th!e river."
    assert "Changed elsewhere." in [each.body for each in journal.entries.revisions(three[0].id)]
    journal.entries.delete(three[0].id)
    assert open_id(page) is None


def test_a_new_entry_elsewhere_comes_into_the_list_and_marks_stay(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    journal.entries.add(title="From elsewhere")
    assert page.list.model.rowCount() == 4
    assert page.list.marked() == three[1].id
    assert open_id(page) == three[1].id


def test_composing_goes_on_through_a_draft_and_a_change(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    editor = page.pane.editor
    QApplication.sendEvent(editor, QInputMethodEvent("ni", []))
    page.pane.autosave.touch()
    page.pane.autosave._write_draft()
    journal.entries.add(title="Elsewhere")
    assert editor.is_composing
    event = QInputMethodEvent("", [])
    event.setCommitString("你")
    QApplication.sendEvent(editor, event)
    page.leave()
    assert journal.entries.get(three[0].id).body == "你By the river."


def test_one_column_shows_the_list_then_the_entry_and_goes_back(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make(560)
    page.arrive()
    assert page.list.isVisible()
    assert not page.pane.isVisible()
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Key.Key_Down)
    assert page.list.isVisible()
    qtbot.keyClick(page.list.view, Key.Key_Return)
    assert page.pane.isVisible()
    assert not page.list.isVisible()
    assert open_id(page) is not None
    page.pane.header.back.click()
    assert page.list.isVisible()
    page.resize(1000, 700)
    assert page.list.isVisible()
    assert page.pane.isVisible()


def test_forgetting_leaves_no_text_anywhere(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(query="river")
    qtbot.keyClicks(page.pane.editor, "secret")
    page.leave()
    page.forget()
    assert page.pane.editor.text == ""
    assert page.pane.editor.document().isEmpty()
    assert page.pane.header.title.text() == ""
    assert page.list.search.text() == ""
    assert page.list.model.rowCount() == 0
    assert chips(page) == ["+ add"]


def test_an_entry_that_is_gone_is_said(make: Callable[..., JournalPage], heard: Heard) -> None:
    page = make()
    page.arrive(entry="no such id")
    assert heard.said[-1][0]
    with pytest.raises(NotFoundError):
        page.context.journal.entries.get("no such id")


def test_the_keyboard_walks_as_the_eye_does(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    header = page.pane.header
    page.list.search.setFocus()
    order: list[QWidget] = []
    for _ in range(24):
        now = QApplication.focusWidget()
        assert now is not None
        if now in order:
            break
        order.append(now)
        page.focusNextChild()
    names = [each.accessibleName() for each in order]
    assert names == [
        page.list.search.accessibleName(),
        page.list.options.accessibleName(),
        page.list.calendar.accessibleName(),
        page.list.new.accessibleName(),
        page.list.view.accessibleName(),
        header.when.accessibleName(),
        header.read.accessibleName(),
        header.attach.accessibleName(),
        header.star.accessibleName(),
        header.delete.accessibleName(),
        header.more.accessibleName(),
        "Title",
        "Mum",
        "#home",
        header.add.accessibleName(),
        page.pane.editor.accessibleName(),
        page.pane.writing.toolbar.buttons[0].accessibleName(),
        page.pane.writing.toolbar.focus.accessibleName(),
    ]


def test_locking_closes_a_panel_and_leaves_nothing_to_undo_in_the_search_line(
    make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(query="river")
    page.pane.choices.choose_feelings()
    page.leave()
    page.forget()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, AddPanel) and w.isVisible()]
    page.list.search.undo()
    assert page.list.search.text() == ""


def test_everything_that_takes_the_focus_has_a_name(
    make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_in_one_column_enter_goes_into_the_entry_and_escape_back_to_the_list(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    """The keyboard stays with what is seen: the list that gives way does not leave it on the rail."""
    page = make(420)
    page.arrive()
    page.take_focus()
    qtbot.keyClick(page.list.view, Key.Key_Down)
    qtbot.keyClick(page.list.view, Key.Key_Return)
    assert open_id(page) == three[page.list.view.currentIndex().row()].id
    assert page.pane.editor.hasFocus()
    qtbot.keyClick(page.pane.editor, Key.Key_Escape)
    assert page.list.view.hasFocus()
    assert not page.pane.isVisible()


def test_numbers_are_kept_beside_an_entry_and_every_choice_is_taken_back(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal, heard: Heard
) -> None:
    """Feelings and numbers of one look at the panel are one deed; also when another entry is open by then."""
    sleep = journal.measures.add("Hours slept", unit="h", low=0, high=24, step=0.5)
    journal.measures.add("Rested", low=0, high=10, step=1)
    page = make()
    page.arrive()
    page.pane.choices.choose_feelings()
    opened = panel(AddPanel)
    assert isinstance(opened, AddPanel)
    opened.field.toggle("grateful")
    slept, rested = opened.numbers.lines.values()
    qtbot.keyClicks(slept, "7:30")
    qtbot.keyClicks(rested, "11")
    qtbot.keyClick(rested, Qt.Key.Key_Return)
    assert opened.numbers.mistake.text() == "“Rested” ends at 10."
    qtbot.keyClick(rested, Qt.Key.Key_Up)
    qtbot.keyClick(rested, Qt.Key.Key_Down)
    assert rested.value == 0, "what cannot be taken counts from the beginning"
    rested.clear()
    opened.close()
    entry = three[0].id
    assert [(each.measure, each.value) for each in journal.measures.of(entry)] == [(sleep, 7.5)]
    assert "Hours slept 7.5 h" in chips(page)
    sentence, undo = heard.said[-1][:2]
    assert sentence == "The feelings and numbers are changed."
    page.arrive(entry=three[1].id)
    page.pane.header.star.click()
    assert undo is not None
    undo()
    assert journal.measures.of(entry) == []
    assert journal.entries.get(entry).feelings == three[0].feelings
    star = heard.said[-1][1]
    assert star is not None
    star()
    assert not journal.entries.get(three[1].id).starred
    assert not page.pane.header.star.isChecked()


def test_a_new_entry_may_hold_a_number_alone(
    qtbot: QtBot, make: Callable[..., JournalPage], journal: Journal
) -> None:
    """It is a check-in then, as one with feelings alone."""
    sleep = journal.measures.add("Hours slept", unit="h")
    page = make()
    page.write_new()
    page.pane.choices.choose_feelings()
    opened = panel(AddPanel)
    assert isinstance(opened, AddPanel)
    qtbot.keyClicks(opened.numbers.lines[sleep.id], "6")
    opened.close()
    (entry,) = journal.entries.find()
    assert entry.kind == "check-in"
    assert [each.value for each in journal.measures.of(entry.id)] == [6]
