"""A walk through the real window with a sample journal: writing, sitting, being guided, trends, locking.

For a computer without a display, for checking an installed copy, and for the pictures in the documentation.
Only the clock is driven; every key goes through the widgets, and everything is read back from the journal.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from closeness_desktop import demo, trends
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import BugError
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.sitting import SittingPlan
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.care.fear import FearQuestion
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.session import SessionPage
from closeness_desktop.window.pages.today import TodayPage
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.prompt_field import PromptField

SENTENCE = "Walked home the long way and felt lighter by the bridge."
TITLE = "After the long way home"
BODY = "I told @Ada that I was quiet because I was *tired*, not cross. #family\n\nShe laughed, and so did I."
GUIDED, SHARED = "three-words", "listening-dyad"
ANSWERS = ("Ada waited until I had found the word.", "I did not finish his sentence for him.")
P = TypeVar("P", bound=QWidget)

LONGEST_WAIT_MS = 60_000
"""A ceiling against hanging, for what the worker does."""


class Tour:
    """A window over a fresh sample journal. `folder` takes its settings, and pictures if they are wanted."""

    def __init__(self, app: QApplication, folder: Path, now: dt.datetime, theme: Theme) -> None:
        self.app = app
        self.clock = DrivenClock(now)
        self.theme = theme
        self.window = MainWindow(theme, self.clock, SettingsFile(folder / "settings.json"))

    def open_sample(self) -> None:
        """Fill the sample journal and show it."""
        self.window.open_sample()
        self.wait_for(lambda: self.window.shell is not None)

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Let the window work until something holds. Raises BugError when it never does."""
        deadline = QDeadlineTimer(LONGEST_WAIT_MS)
        while not true():
            if deadline.hasExpired():
                raise BugError("The window did not come to what was waited for.")
            QTest.qWait(10)

    @property
    def shell(self) -> Shell:
        """The open journal's pages."""
        if self.window.shell is None:
            raise BugError("The journal is not open.")
        return self.window.shell

    def check_in(self) -> str:
        """On Today: name two feelings, write a sentence, save. Returns what was seen in the journal."""
        page = self._page("today", TodayPage)
        before = self.shell.context.journal.entries.count()
        for word in ("calm", "hopeful"):
            QTest.keyClicks(page.field.search, word)
            QTest.keyClick(page.field.search, Qt.Key.Key_Return)
        QTest.keyClicks(page.sentence, SENTENCE)
        page.save_button.click()
        (line,) = self.shell.context.journal.entries.page(limit=1)
        _must(self.shell.context.journal.entries.count() == before + 1, "the check-in was not saved")
        return f"You named {_listed([each.name for each in line.feelings])} and wrote a sentence."

    def write(self) -> str:
        """In Journal: write an entry with a title, a tag and a person. Returns what was seen."""
        page = self._page("journal", JournalPage)
        self.shell.go("journal", new=True)
        QTest.keyClicks(page.pane.header.title, TITLE)
        page.pane.editor.setFocus()
        for number, line in enumerate(BODY.split("\n")):
            if number:
                QTest.keyClick(page.pane.editor, Qt.Key.Key_Return)
            QTest.keyClicks(page.pane.editor, line)
        page.leave()
        (line_kept,) = self.shell.context.journal.entries.page('"long way home"', limit=1)
        entry = self.shell.context.journal.entries.get(line_kept.id)
        _must(entry.body == BODY, "the text is not as it was typed")
        return f"You wrote “{entry.title}”, with {_listed(entry.people)} and #{', #'.join(entry.tags)} in it."

    def sit(self, minutes: int = 10) -> str:
        """In Practice: sit with a driven clock, to the last bell. Returns what was logged."""
        self.begin_sitting(minutes)
        page = self._page("session", SessionPage)
        while page.sitting is not None and page.sitting.ended is None:
            self.clock.advance(2)
            page.tick()
        (logged,) = self.shell.context.journal.sessions.all(limit=1)
        _must(logged.done == minutes * 60, "the sitting was not logged to the second")
        return f"You sat for {logged.done // 60} minutes (the clock was driven), and they are logged."

    def begin_sitting(self, minutes: int, *, seconds_in: int = 0) -> None:
        """Begin a breathing sitting and let `seconds_in` of it pass."""
        self.shell.go("session", plan=SittingPlan(seconds=minutes * 60, prepare=0, breathing="6"))
        page = self._page("session", SessionPage)
        for _ in range(seconds_in):
            self.clock.advance(1)
            page.tick()

    def be_guided(self) -> str:
        """In Practice: a guided practice from its page to its entry. Returns what was kept."""
        practice = self.begin_guided(GUIDED)
        run = self._page("guided", GuidedPage).run
        answers = iter(ANSWERS)
        while (session := run.session) is not None and session.ended is None:
            if session.now is not None and session.now.waiting:
                field = run.view.area.field
                if isinstance(field, PromptField) and (answer := next(answers, "")):
                    QTest.keyClicks(field.editor, answer)
                run.go_on()
            self.clock.advance(2)
            run.tick()
        run.view.done.click()
        (line,) = self.shell.context.journal.entries.page(f"practice:{GUIDED}", limit=1)
        body = self.shell.context.journal.entries.get(line.id).body
        _must(all(answer in body for answer in ANSWERS), "an answer is not in the entry")
        return f"You were guided through “{practice.title}”, and what you wrote is an entry."

    def begin_guided(self, ident: str) -> Practice:
        """Open a practice's page and begin it; where fear is asked about, pass over the question."""
        practice = self.shell.context.practices.find(ident)
        if practice is None:
            raise BugError("The practice is not there.")
        page = self._page("practice", PracticePage)
        page.open(practice)
        page.about.begin.click()
        for question in page.findChildren(FearQuestion):
            question.skip.click()
        return practice

    def share(self) -> str:
        """A practice for two: the window is theirs until the passphrase is given. Returns what was seen."""
        title = self.begin_guided(SHARED).title
        self.wait_for(lambda: self.window.guest is not None)
        guest = self.window.guest
        if guest is None:
            raise BugError("The window is not the guests’.")
        _must(not self.window.findChildren(Page), "a page of the journal is still in the window")
        while (session := guest.run.session) is not None and session.ended is None:
            if session.now is not None and session.now.waiting:
                guest.run.go_on()
                guest.run.go_on()
            self.clock.advance(2)
            guest.run.tick()
        guest.run.view.done.click()
        guest.back.button.click()
        self.unlock()
        return (
            f"Two people had the window to themselves for “{title}”; the way back asked for the passphrase."
        )

    def look_back(self) -> str:
        """In Trends: read what it counts. Returns it in words."""
        self.shell.go("trends")
        journal = self.shell.context.journal
        until = dt.date.fromisoformat(journal.now().day)
        since = until - dt.timedelta(days=59)
        notes, days = journal.entries.mood_notes(since, until), journal.entries.days_written(since, until)
        counted = trends.summary(notes, days, since, until, "week")
        first = counted.moods[0]
        return (
            f"Trends counts “{first.name}” on {first.days} of the {counted.days_logged} days with a named "
            f"feeling, in the last {counted.days}."
        )

    def lock_and_return(self) -> str:
        """Lock, then unlock with the passphrase. Returns what is there again."""
        before = self.shell.context.journal.entries.count()
        self.window.lock()
        self.unlock()
        after = self.shell.context.journal.entries.count()
        _must(before == after, "entries are missing after unlocking")
        return f"You locked and unlocked the journal, and all {after:,} entries are there."

    def unlock(self) -> None:
        """Give the passphrase at the gate."""
        _must(self.window.journal is None, "the journal did not close")
        gate = self.window.gate
        if not isinstance(gate, UnlockPage):
            raise BugError("The page that asks for the passphrase is not shown.")
        QTest.keyClicks(gate.field.edit, demo.PASSPHRASE)
        gate.unlock_button.click()
        self.wait_for(lambda: self.window.shell is not None)

    def _page(self, name: str, kind: type[P]) -> P:
        page = self.shell.page(name)
        if not isinstance(page, kind):
            raise BugError(f"{name} is another page than it should be.")
        if self.shell.current != name:
            self.shell.go(name)
        return page

    def settle(self) -> None:
        """Let everything be laid out and painted."""
        for _ in range(3):
            self.app.sendPostedEvents()
            QTest.qWait(10)

    def picture(self, file: Path) -> None:
        """Save the window as it looks now."""
        self.settle()
        if not self.window.grab().save(str(file)):
            raise BugError("A picture could not be written.")


def _must(held: bool, otherwise: str) -> None:
    if not held:
        raise BugError(f"On the tour, {otherwise}.")


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return " and ".join(names)


@contextmanager
def touring(app: QApplication, folder: Path, now: dt.datetime, theme: Theme) -> Iterator[Tour]:
    """A tour with its window shown; the sample journal is gone afterwards."""
    tour = Tour(app, folder, now, theme)
    tour.window.show()
    try:
        yield tour
    finally:
        tour.window.close()


def walk(app: QApplication, folder: Path, say: Callable[[str], None], *, pictures: bool) -> None:
    """The whole way, saying what happened. Raises BugError where the program does not do what it should."""
    theme = Theme("light", "still")
    theme.apply(app)
    begun = time.monotonic()
    with touring(app, folder, dt.datetime.now(dt.UTC), theme) as tour:
        tour.open_sample()
        say(f"A sample journal of {tour.shell.context.journal.entries.count():,} entries is made and open.")
        steps = (
            tour.check_in, tour.write, tour.sit, tour.be_guided, tour.share, tour.look_back,
            tour.lock_and_return,
        )  # fmt: skip
        for number, step in enumerate(steps, start=1):
            say(step())
            if pictures:
                tour.picture(folder / f"{number}-{step.__name__.replace('_', '-')}.png")
    say(f"The sample journal is gone again. All of it took {time.monotonic() - begun:.1f} seconds.")
