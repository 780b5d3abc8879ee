"""The log: everything that was practised, by day; to be changed, added to and thinned out, and all undone."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.practice import catalogue
from closeness_desktop.records import Change, Session
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.log_days import LogDay
from closeness_desktop.window.pages.log_form import LogForm, Logged
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.session_log import try_to
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.empty_state import EmptyState
from closeness_desktop.window.widgets.labels import LeadLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

COUNT_DAYS = "count_days"
"""The journal's setting that has the log say on how many days of this month something was practised."""

SHOWN, MORE = 40, 80
"""How many sessions are shown at first, and how many more each time."""

_WIDEST = 860


class LogPage(Page):
    """`arrive()` shows the latest; `arrive(session=ID)` opens the form of one."""

    kinds = frozenset({"session", "entry", "setting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown = SHOWN
        self._changing: Session | None = None
        self.days: list[LogDay] = []
        self.back = LinkButton("Practice")
        self.back.clicked.connect(lambda: context.go("practice"))
        context.theme.changed.connect(self._tint)
        self._tint()
        self.counted = LeadLabel(wrap=True)
        self.add = QuietButton("Add one by hand")
        self.add.clicked.connect(self.open_new)
        self.empty = EmptyState(
            context.theme, "Nothing here yet", "What you practise appears here, with its day and its length."
        )
        self.more = LinkButton("Show more")
        self.more.clicked.connect(self._show_more)
        self.form = LogForm(context.theme)
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.show_log)
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollPage(self._list(), page=True))
        self._stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _list(self) -> QWidget:
        theme = self.context.theme
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(theme, self.back))
        column.addWidget(TitleLabel("Your log"))
        column.addWidget(self.counted)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        column.addLayout(self._column)
        column.addWidget(self.empty)
        column.addLayout(flush(theme, self.more))
        column.addStretch(1)
        return inside

    # ------------------------------------------------------------------ coming and going

    def arrive(self, **where: object) -> None:
        """See the class."""
        self._shown = SHOWN
        self.show_log()
        if isinstance(wanted := where.get("session"), str):
            self.open_session(self.context.journal.sessions.get(wanted))

    def take_focus(self) -> None:
        """Begin where the log is added to, or in the form."""
        (self.add if self._stack.currentIndex() == 0 else self.form.when).setFocus()

    def refresh(self, change: Change) -> None:
        """Show again what was practised and written."""
        if self.isVisible() and self._stack.currentIndex() == 0:
            self._fill()

    def forget(self) -> None:
        """Let go of all of it."""
        self._changing = None
        self.form.forget()
        self.counted.clear()
        self._clear()

    @Slot()
    def show_log(self) -> None:
        """The days, the latest first."""
        self._changing = None
        self._fill()
        self._stack.setCurrentIndex(0)

    @Slot()
    def open_new(self) -> None:
        """The form for one that was practised without the program."""
        self._changing = None
        journal = self.context.journal
        self.form.show_new(journal.now(), journal.day_start())
        self._open_form()

    @Slot(object)
    def open_session(self, session: Session) -> None:
        """The form for one that is in the log."""
        self._changing = session
        journal = self.context.journal
        self.form.show_session(session, journal.now(), journal.day_start())
        self._open_form()

    def _open_form(self) -> None:
        self._stack.setCurrentIndex(1)
        self.form.when.setFocus()

    # ------------------------------------------------------------------ what the person does

    @Slot(object)
    def _keep(self, entered: Logged) -> None:
        sessions, before = self.context.journal.sessions, self._changing
        try:
            if before is None:
                added = sessions.add(entered.practice, at=entered.at, done=entered.done)
                self.context.say(
                    "It is in your log.",
                    partial(sessions.remove, added.id),
                    partial(sessions.bring_back, added.id),
                )
            elif (entered.at, entered.done) != (before.started, before.done):
                sessions.edit(before.id, at=entered.at, done=entered.done)
                self.context.say(
                    "Your log is changed.",
                    partial(sessions.edit, before.id, at=before.started, done=before.done),
                    partial(sessions.edit, before.id, at=entered.at, done=entered.done),
                )
        except KnownError as error:
            self.context.say(str(error))
            return
        self.show_log()
        self.add.setFocus()

    @Slot(object)
    def _remove(self, session: Session) -> None:
        sessions = self.context.journal.sessions
        place = [one.id for day in self.days for one in day.sessions].index(session.id)
        if not try_to(self.context, partial(sessions.remove, session.id)):
            return
        self._fill()
        title = catalogue.title_of(session.practice)
        self.context.say(
            f"“{title}” is out of your log.",
            partial(sessions.bring_back, session.id),
            partial(sessions.remove, session.id),
        )
        links = [link for day in self.days for link in day.removes]
        (links[min(place, len(links) - 1)] if links else self.add).setFocus()

    @Slot()
    def _show_more(self) -> None:
        self._shown += MORE
        place = sum(len(day.removes) for day in self.days)
        self._fill()
        links = [link for day in self.days for link in day.removes]
        if place < len(links):
            links[place].setFocus()

    # ------------------------------------------------------------------ what is shown

    def _fill(self) -> None:
        sessions = self.context.journal.sessions
        found = sessions.all(limit=self._shown + 1, counted=True)
        shown = found[: self._shown]
        entries = sessions.entries_of(session.id for session in shown)
        self._clear()
        for day, group in groupby(shown, key=lambda session: session.started.day):
            card = LogDay(day, list(group), entries)
            card.setMaximumWidth(self.context.theme.px(_WIDEST))
            card.read.connect(self._read)
            card.change.connect(self.open_session)
            card.remove.connect(self._remove)
            self._column.addWidget(card)
            self.days.append(card)
        self.more.setVisible(len(found) > len(shown))
        self.empty.setVisible(not shown)
        self.counted.setText(self._days_in_words())
        self.counted.setVisible(bool(self.counted.text()))

    def _days_in_words(self) -> str:
        """On how many days of this month, if the person wants that counted and there are any."""
        journal = self.context.journal
        if not journal.settings.get(COUNT_DAYS, False):
            return ""
        year, month, _ = journal.now().day.split("-")
        days = journal.sessions.days_sat(int(year), int(month))
        if not days:
            return ""
        return f"You practised on {'one day' if days == 1 else f'{days} days'} this month."

    def _clear(self) -> None:
        for day in self.days:
            day.setParent(None)
            day.deleteLater()
        self.days = []

    @Slot(str)
    def _read(self, entry: str) -> None:
        self.context.go("journal", entry=entry)

    @Slot()
    def _tint(self) -> None:
        side = self.context.theme.px(14)
        self.back.setIcon(self.context.theme.icon("arrow-left", "teal", 14))
        self.back.setIconSize(QSize(side, side))
