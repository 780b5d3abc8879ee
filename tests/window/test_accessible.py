"""Every page by keyboard, by ear, and at twice the text size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from closeness_desktop.practice.breathing import own_pattern
from closeness_desktop.practice.format import PersonStep, Tag
from closeness_desktop.practice.guided import GuidedPlan
from closeness_desktop.practice.intervals import At
from closeness_desktop.practice.plan import Around, SittingPlan
from closeness_desktop.window.attachments.pictures import prepare_pasted
from closeness_desktop.window.pages.calendar import CalendarPage
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.log import LogPage
from closeness_desktop.window.pages.names import NamesPage
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.templates import TemplatesPage
from closeness_desktop.window.pages.trash import TrashPage
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.tour import Tour, touring
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.sheet import Sheet
from tests.support.practices import bell, choose, practice, prompt, say, scale
from tests.window.attachments.shots import picture

EVENING = dt.datetime(2026, 11, 24, 20, 14, tzinfo=dt.UTC)
PAGES = (
    "today",
    "journal",
    "journal-finding",
    "read",
    "beside",
    "practice",
    "setup",
    "whole-setup",
    "about",
    "about-breathing",
    "programme",
    "session",
    "guided-line",
    "guided-sheet",
    "guided-feelings",
    "guided-words",
    "guided-person",
    "guided-scale",
    "guided-choice",
    "guided-end",
    "log",
    "log-form",
    "people",
    "feelings",
    "tags",
    "numbers",
    "calendar",
    "calendar-year",
    "paper",
    "trends",
    "new-entry",
    "found",
    "attached",
    "trash",
    "earlier",
    "templates",
    "template-form",
    "settings",
    "help",
)
LOCKED = ("unlock", "help-locked", "welcome")


@pytest.fixture(scope="module")
def tour(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """The real window over the sample journal, narrow, with text twice as large."""
    theme = Theme("light", "still", text_scale=2.0)
    theme.apply(qapp)
    with touring(qapp, tmp_path_factory.mktemp("home"), EVENING, theme) as made:
        made.open_sample()
        yield made


def show(tour: Tour, page: str) -> None:
    """Bring one page into view."""
    if page in LOCKED:
        tour.window.lock()
    elif tour.window.shell is None:
        tour.window.take(tour.window.sample.make())
    if page in UNUSUAL:
        UNUSUAL[page](tour)
    elif page.startswith("guided"):
        show_guided(tour, page.removeprefix("guided-"))
    elif page not in LOCKED:
        tour.shell.go(page)
    tour.window.resize(640, 800)
    tour.settle()


def _show_finding(tour: Tour) -> None:
    """The fields to find and replace with, under the text of an entry."""
    tour.shell.go("journal")
    page = tour.shell.page("journal")
    assert isinstance(page, JournalPage)
    page.pane.writing.find_bar.look_and_replace()


def _practice_page(tour: Tour) -> PracticePage:
    page = tour.shell.page("practice")
    assert isinstance(page, PracticePage)
    return page


def _show_whole_setup(tour: Tour) -> None:
    """The set-up of a sitting with every field in view, and a set-up kept under a name."""
    plan = SittingPlan(
        "sitting@1",
        intervals=At((300, 1500)),
        breathing="pattern",
        holds=True,
        cues=True,
        pattern=own_pattern(4, 8, hold=7, rest=1),
        around=Around("rain", awake=True),
    )
    context = tour.shell.context
    context.journal.presets.save("Before the first coffee", plan.as_dict())
    tour.shell.go("practice", practice="sitting@1")
    page, practice = _practice_page(tour), context.practices.find("sitting")
    assert practice is not None
    page.setup.show_practice(practice, plan)
    page.setup.presets.rename.click()


def _show_log_form(tour: Tour) -> None:
    tour.shell.go("log")
    log = tour.shell.page("log")
    assert isinstance(log, LogPage)
    log.add.click()


def _show_programme(tour: Tour) -> None:
    """A programme of which a day was done."""
    programmes = tour.shell.context.practices.catalogue.programmes()
    tour.shell.go("practice")
    page = _practice_page(tour)
    page.open_programme(programmes[0])
    page.programme.show_programme(programmes[0], {programmes[0].days[0].id: "3 November 2026"}, agreed=True)


def _show_trash(tour: Tour) -> None:
    """The trash with an entry in it, and both questions asked."""
    entries = tour.shell.context.journal.entries
    entries.delete(entries.add(title="A rather long title for an entry", body="word " * 100).id)
    tour.shell.go("trash")
    trash = tour.shell.page("trash")
    assert isinstance(trash, TrashPage)
    trash.clear.click()
    trash.cards[0].let_go.click()


def _show_earlier(tour: Tour) -> None:
    """An entry that was changed twice."""
    entries = tour.shell.context.journal.entries
    entry = entries.add(body="First words.")
    entries.update(entry.id, body="Second words.")
    entries.update(entry.id, body="Third words.")
    tour.shell.go("earlier", entry=entry.id)


def _show_templates(tour: Tour, *, form: bool = False) -> None:
    """The templates with one of one's own; or that one in its form."""
    templates = tour.shell.context.journal.templates
    if not templates.all():
        templates.save("The days when I work", title="{date}", body="Met: {here}", weekdays=[0, 1, 2])
    tour.shell.go("templates")
    page = tour.shell.page("templates")
    assert isinstance(page, TemplatesPage)
    if form:
        page.cards[0].links["Change"].click()


def _show_feelings(tour: Tour) -> None:
    """With all that can be done with a word of one's own in view."""
    tour.shell.context.journal.feelings.own("sea-struck")
    tour.shell.go("names", part="feelings", name="sea-struck")


def _show_numbers(tour: Tour) -> None:
    """With two numbers, one of which is being changed."""
    tour.shell.go("names", part="numbers")
    page = tour.shell.page("names")
    assert isinstance(page, NamesPage)
    for button in page.numbers.ready:
        button.click()
    next(iter(page.numbers.changes.values())).click()


def _show_found(tour: Tour) -> None:
    """An entry in which a search found something, and the line that leads from place to place."""
    tour.shell.go("journal", query="heron")
    page = tour.shell.page("journal")
    assert isinstance(page, JournalPage)
    line = page.list.model.line(0)
    assert line is not None
    page.list.opened.emit(line.id)
    assert not page.pane.hit_bar.isHidden()


def _show_attached(tour: Tour) -> None:
    """An entry with a picture, a voice note and files, and the bar of one that is being recorded."""
    journal = tour.shell.context.journal
    entry = journal.entries.add(title="By the river", body="We sat there until it was dark.")
    ready = prepare_pasted(picture(), "The two of us by the river in the evening")
    journal.attachments.add_bytes(entry.id, ready.name, ready.data, type=ready.type, looks=ready.looks)
    for name in ("Voice note 21.14.wav", "A letter that was never sent, second draft.pdf", "notes.txt"):
        journal.attachments.add_bytes(entry.id, name, b"x" * 1234)
    tour.shell.go("journal", entry=entry.id)
    page = tour.shell.page("journal")
    assert isinstance(page, JournalPage)
    assert len(page.pane.attachments.attaching.strip.tiles) == 4
    page.pane.attachments.recording.show()


def _show_read(tour: Tour, *, beside: bool) -> None:
    """An entry as a page, with a link and boxes; or beside another one. Two are pinned."""
    journal = tour.shell.context.journal
    entry = journal.entries.add(title="Plans", body="- [ ] call *Mum*\n- [x] walk\n\nhttps://example.org")
    lines = journal.entries.page(limit=3)
    for line in lines[1:]:
        journal.pins.pin(line.id)
    tour.shell.go("journal", entry=entry.id)
    page = tour.shell.page("journal")
    assert isinstance(page, JournalPage)
    if beside:
        page.two.read_beside(lines[1].id)
    else:
        page.pane.reading.toggle()


def _show_calendar(tour: Tour, *, year: bool) -> None:
    """A month, or a year of one feeling's days, with an entry that is not looked back on."""
    tour.shell.go("calendar")
    page = tour.shell.page("calendar")
    assert isinstance(page, CalendarPage)
    (page.head.year if year else page.head.month).click()
    if year:
        page.filter.kind.choose("feeling")
        page.others.unwanted.emit(page.others.briefs[0].id)
        page.others.back.click()


UNUSUAL: dict[str, Callable[[Tour], object]] = {
    "calendar": lambda tour: _show_calendar(tour, year=False),
    "calendar-year": lambda tour: _show_calendar(tour, year=True),
    "setup": lambda tour: tour.shell.go("practice", practice="sitting@1"),
    "whole-setup": _show_whole_setup,
    "about": lambda tour: tour.shell.go("practice", practice="listening-dyad"),
    "about-breathing": lambda tour: tour.shell.go("practice", practice="arrive-and-breathe"),
    "programme": _show_programme,
    "session": lambda tour: tour.begin_sitting(10, seconds_in=5),
    "log-form": _show_log_form,
    "feelings": _show_feelings,
    "tags": lambda tour: tour.shell.go("names", part="tags", name="family"),
    "numbers": _show_numbers,
    "new-entry": lambda tour: tour.shell.go("journal", new=True),
    "found": _show_found,
    "attached": _show_attached,
    "journal-finding": _show_finding,
    "read": lambda tour: _show_read(tour, beside=False),
    "beside": lambda tour: _show_read(tour, beside=True),
    "trash": _show_trash,
    "earlier": _show_earlier,
    "templates": _show_templates,
    "template-form": lambda tour: _show_templates(tour, form=True),
    "help-locked": lambda tour: tour.window.show_help(),
    "welcome": lambda tour: tour.window.show_welcome(),
}
"""Pages to which more leads than their name."""

GUIDED = {
    "line": say(),
    "sheet": prompt(helper="A few lines are enough."),
    "feelings": Tag(id="a", text=("What do you feel?",), set="feelings"),
    "words": Tag(id="a", text=("What do you need?",), set="needs"),
    "person": PersonStep(id="a", text=("Whom is it about?",)),
    "scale": scale(style="circles"),
    "choice": choose(),
    "end": bell(),
}
"""A guided session of one step each."""


def show_guided(tour: Tour, step: str) -> None:
    """Come to a step of a guided session."""
    tried = practice(GUIDED[step])
    tour.shell.go("guided", practice=tried, plan=GuidedPlan(tried.reference))


def by_arrow(widget: QWidget) -> bool:
    """Whether it is one of several buttons of which just one is down: Tab goes to one, arrows to all."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    return group is not None and group.exclusive()


def focusable(window: QWidget) -> list[QWidget]:
    """Every widget of a window that Tab should reach."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window)
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.width() > 0
        and not by_arrow(each)
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader is told."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def described(widget: QWidget) -> str:
    """A widget in a message."""
    chain, each = [], widget
    while each is not None:
        chain.append(type(each).__name__)
        each = each.parentWidget()
    return " < ".join(chain[:5])


def nameless(window: QWidget) -> list[str]:
    """Controls of which a screen reader cannot say what they are."""
    return [described(each) for each in focusable(window) if not name_of(each)]


def out_of_reach(window: QWidget, qtbot: QtBot) -> list[str]:
    """Controls to which Tab, which walks through a page in a ring, does not come; none may hold it fast."""
    wanted = focusable(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    reached: list[QWidget] = []
    for _ in range(2 * len(wanted) + 4):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        if (now := QApplication.focusWidget()) is not None:
            reached.append(now)
    return [described(each) for each in wanted if each not in reached]


def without_room(window: QWidget) -> list[str]:
    """Labels and buttons without the room they need, and pages that are wider than the window.

    Not with a scroll bar either, which a page gets with more on it, or with a sentence at the foot.
    """
    cut = [
        f"{described(each)}: {each.text()!r} {each.width()} < {each.minimumSizeHint().width()}"
        for each in window.findChildren(QWidget)
        if isinstance(each, (QLabel, QPushButton))
        and each.isVisibleTo(window)
        and each.text()
        and each.width() < each.minimumSizeHint().width()
    ]
    too_wide = [
        f"{described(area)}: {inside.width()} > {area.viewport().width()}"
        for area in window.findChildren(QScrollArea)
        if area.isVisibleTo(window)
        and (inside := area.widget()) is not None
        and inside.width() > area.viewport().width()
    ]
    no_room_to_scroll = [
        f"{described(area)}: {inside.minimumSizeHint().width()} > {area.width()} - {bar.sizeHint().width()}"
        for area in window.findChildren(ScrollPage)
        if area.isVisibleTo(window)
        and (inside := area.widget()) is not None
        and (bar := area.verticalScrollBar()) is not None
        and inside.minimumSizeHint().width() > area.width() - bar.sizeHint().width()
    ]
    return cut + too_wide + no_room_to_scroll


def check(tour: Tour, page: str, qtbot: QtBot) -> None:
    """Every control has a name, Tab reaches it, and all has room, on one page."""
    show(tour, page)
    amiss = {
        "without room": without_room(tour.window),
        "nameless": nameless(tour.window),
        "out of reach": out_of_reach(tour.window, qtbot),
    }
    assert not any(amiss.values()), (page, amiss)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_serves_by_ear_by_keyboard_and_at_twice_the_text_size(
    tour: Tour, page: str, qtbot: QtBot
) -> None:
    check(tour, page, qtbot)


def test_so_does_every_page_of_a_locked_journal(tour: Tour, qtbot: QtBot) -> None:
    for page in LOCKED:
        check(tour, page, qtbot)


@pytest.mark.parametrize("id", ["check-in", "palette", "keys"])
def test_so_does_a_sheet_that_lies_over_a_page(tour: Tour, id: str, qtbot: QtBot) -> None:
    show(tour, "journal")
    (command,) = (each for each in tour.shell.context.commands.all() if each.id == id)
    command.act()
    tour.settle()
    (sheet,) = (each for each in tour.window.findChildren(Sheet) if each.isVisible())
    amiss = {
        "without room": without_room(sheet),
        "nameless": nameless(sheet),
        "out of reach": out_of_reach(sheet, qtbot),
    }
    assert not any(amiss.values()), (id, amiss)
    sheet.shut()


def test_the_page_scrolls_instead_of_shrinking(tour: Tour) -> None:
    """At least one page is higher than the window then: it scrolls."""
    show(tour, "settings")
    areas = [each for each in tour.window.findChildren(QAbstractScrollArea) if each.isVisible()]
    assert any(each.verticalScrollBar().maximum() > 0 for each in areas)
