"""A question that leaves nothing behind, a minute that hurries nobody, and help that is never locked away."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from closeness_desktop import opening, vault
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import StorageError
from closeness_desktop.journal import Journal
from closeness_desktop.practice import fear
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.care import grounding, guide, help_view
from closeness_desktop.window.care.fear import FearQuestion, SafetyNote
from closeness_desktop.window.care.grounding import LINES, SECONDS, Grounding
from closeness_desktop.window.care.help_view import HelpView
from closeness_desktop.window.context import Context
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.gate.welcome import WelcomePage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.help import NUMBERS, HelpPage
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from tests.conftest import PASSPHRASE
from tests.support.disks import full_disk

FRIEND = "Ada, day and night\n0151 000 111"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light, still theme."""
    made = Theme("light", "still")
    made.apply(qapp)
    return made


@pytest.fixture
def clock() -> DrivenClock:
    """An evening."""
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


def texts(view: HelpView) -> list[str]:
    """Everything that can be read on it."""
    return [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


# ---------------------------------------------------------------------- the question


@pytest.mark.parametrize("answer", ["no", "yes", "skip"])
@pytest.mark.parametrize("people", [1, 2])
def test_an_answer_is_one_signal_and_leaves_nothing_behind(
    theme: Theme, qtbot: QtBot, answer: str, people: int
) -> None:
    """Each button says its own thing once; the widget and its buttons are afterwards as they were."""
    question = FearQuestion(theme, people=people)
    qtbot.addWidget(question)
    question.show()
    spies = {"no": QSignalSpy(question.safe), "yes": QSignalSpy(question.not_safe)}
    spies["skip"] = QSignalSpy(question.skipped)
    before = dict(vars(question))
    getattr(question, answer).click()
    assert {name: spy.count() for name, spy in spies.items()} == {name: int(name == answer) for name in spies}
    assert vars(question) == before
    assert not any(
        button.isChecked() or button.isDown() for button in (question.no, question.yes, question.skip)
    )


def test_to_someone_who_looks_on_all_answers_look_alike(theme: Theme, qtbot: QtBot) -> None:
    """The three buttons are of one kind, and none is the main one or stays pressed."""
    question = FearQuestion(theme)
    qtbot.addWidget(question)
    buttons = (question.no, question.yes, question.skip)
    assert len({type(button) for button in buttons}) == 1
    assert not any(button.isCheckable() or button.isDefault() for button in buttons)


def test_the_question_is_answered_by_keyboard(theme: Theme, qtbot: QtBot) -> None:
    """It begins on no answer; Tab goes from answer to answer, and Enter takes one."""
    question = FearQuestion(theme)
    qtbot.addWidget(question)
    question.show()
    with qtbot.waitActive(question):
        question.activateWindow()
    spies = [QSignalSpy(answer) for answer in (question.safe, question.not_safe, question.skipped)]
    question.take_focus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(question.focusWidget(), key)
    assert [spy.count() for spy in spies] == [0, 0, 0]
    QTest.keyClick(question.focusWidget(), Qt.Key.Key_Tab)
    assert question.no.hasFocus()
    QTest.keyClick(question.no, Qt.Key.Key_Tab)
    assert question.yes.hasFocus()
    with qtbot.waitSignal(question.not_safe):
        QTest.keyClick(question.yes, Qt.Key.Key_Return)


def test_to_answer_alone_stands_before_the_answers(theme: Theme, qtbot: QtBot) -> None:
    question = FearQuestion(theme)
    qtbot.addWidget(question)
    question.resize(560, 600)
    question.show()
    alone = next(label for label in question.findChildren(QLabel) if label.text() == fear.ALONE)
    answers = question.no.mapTo(question, question.no.rect().topLeft())
    assert question.question.geometry().bottom() < alone.y()
    assert alone.geometry().bottom() < answers.y()


def test_after_a_yes_there_are_ways_on(theme: Theme, qtbot: QtBot) -> None:
    """Practices alone, help, and back."""
    note = SafetyNote(theme)
    qtbot.addWidget(note)
    for button, signal in (
        (note.alone, note.alone_wanted),
        (note.help, note.help_wanted),
        (note.return_, note.back),
    ):
        with qtbot.waitSignal(signal):
            button.click()


# ---------------------------------------------------------------------- the minute


@pytest.fixture
def minute(theme: Theme, clock: DrivenClock, qtbot: QtBot) -> Grounding:
    """A minute that has just begun."""
    made = Grounding(theme, clock)
    qtbot.addWidget(made)
    made.show()
    made.begin()
    return made


def test_each_line_comes_when_the_clock_says_so(minute: Grounding, clock: DrivenClock) -> None:
    """A line stands until the next is due; the feet and the five things are among them."""
    seen = [minute.line.text()]
    for (_, before), (due, line) in itertools.pairwise(LINES):
        clock.advance(due - clock.seconds - 0.01)
        minute.tick()
        assert minute.line.text() == before
        clock.advance(0.02)
        minute.tick()
        assert minute.line.text() == line
        seen.append(line)
    whole = " ".join(seen)
    assert all(word in whole for word in ("eyes", "feet", "five things"))
    assert LINES[-1][0] < SECONDS == 60


def test_the_last_line_stays_until_the_person_goes_on(
    minute: Grounding, clock: DrivenClock, qtbot: QtBot
) -> None:
    """Nothing happens by itself, however long it takes."""
    done = QSignalSpy(minute.done)
    for _ in range(40):
        clock.advance(30)
        minute.tick()
    assert done.count() == 0
    assert (minute.over, minute.line.text(), minute.after.text()) == (True, LINES[-1][1], grounding.AFTER)
    minute.go_on.click()
    assert done.count() == 1


def test_it_can_be_left_or_exchanged_for_help_at_any_moment(minute: Grounding, qtbot: QtBot) -> None:
    """Both buttons work in the first second, and so does Esc."""
    with qtbot.waitSignal(minute.help_wanted):
        minute.help.click()
    with qtbot.waitSignal(minute.done):
        QTest.keyClick(minute, Qt.Key.Key_Escape)


def test_arrows_go_from_line_to_line(minute: Grounding) -> None:
    """Whoever wants to go faster or back can, and never beyond the ends."""
    for key, line in (
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
    ):
        QTest.keyClick(minute, key)
        assert minute.line.text() == LINES[line][1]
    for _ in range(len(LINES) + 2):
        QTest.keyClick(minute, Qt.Key.Key_Right)
    assert minute.line.text() == LINES[-1][1]


# ---------------------------------------------------------------------- what is said there


def test_every_number_can_be_dialled_and_has_a_name() -> None:
    """At least twelve countries, none twice, each with an emergency number and a line for a crisis."""
    known = guide.guide()
    assert len(known.countries) >= 12
    assert len({country.code for country in known.countries}) == len(known.countries)
    assert [country.name for country in known.countries] == sorted(
        country.name for country in known.countries
    )
    for country in known.countries:
        assert country.emergency[0].isdigit(), country.name
        numbers = [line.number for line in country.lines]
        assert len(set(numbers)) == len(numbers), country.name
        assert all(2 < len(number.replace(" ", "")) < 13 for number in numbers), country.name


def test_the_page_says_when_its_numbers_were_looked_up_and_that_they_change() -> None:
    """In words, with the month that the file names."""
    known = guide.guide()
    month = dt.datetime.strptime(known.checked, "%Y-%m").replace(tzinfo=dt.UTC)
    assert f"{month:%B %Y}" in known.changed
    assert "Numbers change" in known.changed


def test_the_page_says_what_a_lock_cannot_do() -> None:
    """No false sense of safety."""
    (lock,) = [section for section in guide.guide().sections if section.id == "lock"]
    assert sum("cannot" in line for line in lock.lines) >= 2
    assert {section.id for section in guide.guide().sections} >= {"when", "afraid", "device", "lock"}


def test_nothing_in_it_leads_to_a_network() -> None:
    """No addresses: it is read offline."""
    known = guide.guide()
    everything = " ".join(line for section in known.sections for line in (*section.lines, section.after))
    assert not any(part in everything for part in ("http", "www.", ".org", ".com"))


# ---------------------------------------------------------------------- the page


@pytest.mark.parametrize(("code", "number"), [("DE", "0800 111 0 111"), ("GB", "116 123"), ("US", "988")])
def test_a_country_shows_its_numbers(theme: Theme, qtbot: QtBot, code: str, number: str) -> None:
    """Those of the country before are gone."""
    view = HelpView(theme, country="NZ")
    qtbot.addWidget(view)
    view.show()
    assert "1737" in texts(view)
    view.show_country(code)
    assert number in texts(view)
    assert "1737" not in texts(view)


def test_where_no_number_is_known_it_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    """No country is left without a sentence."""
    view = HelpView(theme, country="ZZ")
    qtbot.addWidget(view)
    view.show()
    assert view.country.currentText() == help_view.ELSEWHERE
    assert help_view.NOBODY in texts(view)


def test_a_choice_of_country_is_told(theme: Theme, qtbot: QtBot) -> None:
    """By keyboard, as by mouse."""
    view = HelpView(theme, country="AU")
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.country_chosen) as told:
        QTest.keyClick(view.country, Qt.Key.Key_Down)
    assert told.args == ["AT"]
    assert "0800 222 555" in texts(view)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> HelpPage:
    """The page of an open journal."""
    made = HelpPage(context)
    qtbot.addWidget(made)
    made.show()
    made.arrive()
    return made


def test_own_numbers_are_kept_in_the_journal(page: HelpPage, context: Context) -> None:
    """Typed once, there again at the next visit."""
    assert page.view.field is not None
    QTest.keyClicks(page.view.field, "Ada 0151")
    page.leave()
    page.forget()
    assert page.view.field.text() == ""
    page.arrive()
    assert page.view.field.text() == "Ada 0151" == context.journal.settings.get(NUMBERS)


def test_own_numbers_that_the_disk_refuses_stay_on_the_page(page: HelpPage, context: Context) -> None:
    """The page can be left when there is room again."""
    assert page.view.field is not None
    page.view.field.setPlainText(FRIEND * 20_000)  # more than the last free page holds
    with full_disk(context.journal.vault.database), pytest.raises(StorageError):
        page.leave()
    assert page.view.field.text() == FRIEND * 20_000
    page.leave()
    assert context.journal.settings.get(NUMBERS) == FRIEND * 20_000


def test_the_country_chosen_is_shown_the_next_time(page: HelpPage, context: Context, qtbot: QtBot) -> None:
    """It is one of the journal's settings."""
    page.view.show_country("AU")
    QTest.keyClick(page.view.country, Qt.Key.Key_Down)
    again = HelpPage(context)
    qtbot.addWidget(again)
    assert again.view.country.currentText() == "Austria"


# ---------------------------------------------------------------------- always within reach


@pytest.fixture
def window(theme: Theme, clock: DrivenClock, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over a locked journal with numbers of one's own in it."""
    folder = tmp_path / "Mine.closeness"
    journal = Journal(vault.create(folder, PASSPHRASE, cost=vault.FLOOR))
    journal.settings.set(NUMBERS, FRIEND)
    journal.close()
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    yield made
    made.close()


def unlocked(window: MainWindow, clock: DrivenClock, tmp_path: Path) -> Shell:
    """Its pages."""
    window.take(opening.open_journal(tmp_path / "Mine.closeness", PASSPHRASE, clock=clock))
    assert window.shell is not None
    return window.shell


def test_help_is_one_step_from_the_lock_screen_and_back(window: MainWindow) -> None:
    """It shows numbers, nothing of the journal, and what was typed at the gate is gone."""
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    QTest.keyClicks(gate.field.edit, "half a pass")
    gate.help_link.click()
    view = window.gate
    assert isinstance(view, HelpView)
    assert view.field is None
    assert not any("Ada" in text for text in texts(view))
    assert gate.field.text() == ""
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert isinstance(window.gate, UnlockPage)


def test_who_asks_for_help_while_unlocking_is_not_interrupted(window: MainWindow, qtbot: QtBot) -> None:
    """The unlock that was under way is given up: nothing takes the page away."""
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    QTest.keyClicks(gate.field.edit, PASSPHRASE)
    gate.unlock()
    gate.help_link.click()
    finished: list[bool] = []
    window.worker.run(lambda: True, finished.append)
    qtbot.waitUntil(lambda: bool(finished), timeout=20_000)
    assert window.journal is None
    assert isinstance(window.gate, HelpView)


def test_help_is_there_before_there_is_a_journal(window: MainWindow) -> None:
    """From the very first page, and back to it."""
    window.show_welcome()
    welcome = window.gate
    assert isinstance(welcome, WelcomePage)
    welcome.choose.help_link.click()
    assert isinstance(window.gate, HelpView)
    window.gate.back.click()
    assert isinstance(window.gate, WelcomePage)


def test_help_is_on_the_rail_of_every_page(window: MainWindow, clock: DrivenClock, tmp_path: Path) -> None:
    """One click, or F1."""
    shell = unlocked(window, clock, tmp_path)
    shell.rail.items["help"].click()
    assert shell.current == "help"
    shell.go("today")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert shell.current == "help"


def test_locking_takes_own_numbers_off_the_screen(
    window: MainWindow, clock: DrivenClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the widgets themselves go."""
    shell = unlocked(window, clock, tmp_path)
    shell.go("help")
    page = shell.page("help")
    assert isinstance(page, HelpPage)
    field = page.view.field
    assert field is not None
    assert field.text() == FRIEND
    left: list[str] = []
    monkeypatch.setattr(page, "deleteLater", lambda: left.append(field.text()))
    window.lock()
    assert isinstance(window.gate, UnlockPage)
    assert left == [""]
