"""On paper: an entry, what a search finds, or a stretch of days, printed or saved as a PDF."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtGui import QPageLayout, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QDateEdit, QProgressBar, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.records import Change
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.setup_fields import Choice
from closeness_desktop.window.platform.file_dialogs import choose_new_file
from closeness_desktop.window.printing.book import Wanted
from closeness_desktop.window.printing.press import CALLED, Extent, Press
from closeness_desktop.window.printing.preview import PagePreview
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import HintLabel, LeadLabel, SoftLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PLAIN = (
    "What leaves the journal is locked no more: whoever gets hold of the paper or the file can read it,"
    " and a printer may keep a copy."
)
BESIDE = 820
"""Width of the page, in pixels of the design, from which the first page stands beside the choices."""


class PaperPage(Page):
    """`arrive` takes entry=ID, query=TEXT, since=DATE and until=DATE; what is not given is not on offer, but
    days always are."""

    kinds = frozenset({"entry", "attachment", "measure"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._entry: str | None = None
        self._query = ""
        self._press: Press | None = None
        self._saving = ""
        self.back = LinkButton("Journal")
        self.back.clicked.connect(lambda: context.go("journal"))
        self.what = Choice("What goes on paper", [])
        self.what.currentIndexChanged.connect(self._show)
        self.since, self.until = self._date("From"), self._date("To")
        self._days = QWidget()
        self.names = QCheckBox("Feelings and names")
        self.names.setToolTip("Feelings, people, tags and your own numbers.")
        self.pictures = QCheckBox("Pictures")
        self.check_ins = QCheckBox("Check-ins")
        for box in (self.names, self.pictures, self.check_ins):
            box.setChecked(True)
            box.toggled.connect(self._show)
        self.count = LeadLabel(wrap=True)
        self.warning = HintLabel(PLAIN, wrap=True)
        self.save = PrimaryButton("Save as PDF…")
        self.save.clicked.connect(self.save_pdf)
        self.print = QuietButton("Print…")
        self.print.clicked.connect(self.print_out)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far it is")
        self.progress.setTextVisible(False)
        self.stop = QuietButton("Stop")
        self.stop.clicked.connect(self._stop)
        self.preview = PagePreview(theme)
        self._build()
        theme.changed.connect(self._tint)
        self._tint()

    def _date(self, name: str) -> QDateEdit:
        field = QDateEdit()
        field.setAccessibleName(name)
        field.setCalendarPopup(True)
        field.setDisplayFormat("d MMM yyyy")
        field.setMinimumDate(QDate(1, 1, 1))
        field.dateChanged.connect(self._show)
        return field

    def _build(self) -> None:
        card = Card("What goes on paper")
        card.add(self.what)
        days = FlowLayout(self._days, gap=8)
        for each in (SoftLabel("From"), self.since, SoftLabel("to"), self.until):
            days.addWidget(each)
        card.add(self._days)
        for box in (self.names, self.pictures, self.check_ins):
            card.add(box)
        card.add(self.count)
        card.add(self.warning)
        card.add(self.progress)
        row = QWidget()
        buttons = FlowLayout(row, gap=12)
        for button in (self.save, self.print, self.stop):
            buttons.addWidget(button)
        card.add(row)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        column.addLayout(flush(self.context.theme, self.back))
        column.addWidget(TitleLabel("On paper"))
        column.addLayout(self._columns)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    # --- what a page does ---

    def arrive(self, **where: object) -> None:
        """See the class."""
        entry, query = where.get("entry"), where.get("query")
        self._entry = entry if isinstance(entry, str) else None
        self._query = query if isinstance(query, str) else ""
        today = dt.date.fromisoformat(self.context.journal.now().day)
        since, until = where.get("since"), where.get("until")
        given = isinstance(since, dt.date) and isinstance(until, dt.date)
        for field, day in ((self.since, since), (self.until, until)):
            self._set(field, day if isinstance(day, dt.date) else None, today)
        offers: list[tuple[str, object]] = []
        if self._entry is not None:
            offers.append(("This entry", "entry"))
        if self._query.strip():
            offers.append(("What the search finds", "search"))
        offers.append(("A stretch of days", "days"))
        self.what.blockSignals(True)
        self.what.offer(offers)
        self.what.setCurrentIndex(self.what.findData("days") if given else 0)
        self.what.blockSignals(False)
        self._show()

    def _set(self, field: QDateEdit, day: dt.date | None, today: dt.date) -> None:
        """Show a day in a field; without one, the first or the last of the month."""
        shown = day or (today.replace(day=1) if field is self.since else today)
        field.blockSignals(True)
        field.setDate(QDate(shown.year, shown.month, shown.day))
        field.blockSignals(False)

    def take_focus(self) -> None:
        """Begin with what goes on paper."""
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Something that would go on paper changed."""
        if self.isVisible() and self._press is None:
            self._show()

    def forget(self) -> None:
        """Stop what is under way, without a word about it, and let go of every word."""
        press, self._press = self._press, None
        if press is not None:
            press.stop()
            press.deleteLater()
        self._entry, self._query = None, ""
        self.preview.forget()

    # --- what a person does ---

    @property
    def extent(self) -> Extent:
        """What is chosen."""
        what = self.what.currentData()
        if what == "entry":
            return Extent(entry=self._entry)
        if what == "search":
            return Extent(query=self._query)
        since, until = (_day(field) for field in (self.since, self.until))
        return Extent(since=min(since, until), until=max(since, until))

    @property
    def wanted(self) -> Wanted:
        """What of each entry is chosen."""
        return Wanted(self.names.isChecked(), self.pictures.isChecked(), self.check_ins.isChecked())

    @Slot()
    def save_pdf(self) -> None:
        """Ask where to, and write it there."""
        name = f"Journal {self.context.journal.now().day}.pdf"  # a name that tells nothing of what is in it
        path = choose_new_file(self, "Save as PDF", Path.home() / name, "PDF (*.pdf)")
        if path is not None:
            self._save_as(path)

    def _save_as(self, path: Path, layout: QPageLayout | None = None) -> None:
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        self._saving = path.name
        self._begin().save(str(path), layout)

    @Slot()
    def print_out(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # brings the desktop's printing along

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(CALLED)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            if file := printer.outputFileName():  # a file after all: by the way that keeps it to its owner
                self._save_as(Path(file), printer.pageLayout())
            else:
                self._saving = ""
                self._begin().print_on(printer, partial(_let_go, printer, _spooled_in_memory()))
        dialog.deleteLater()

    def _begin(self) -> Press:
        press = Press(self.context.journal, self.extent, self.wanted, self)
        press.went_on.connect(self.progress.setValue)
        press.ended.connect(self._ended)
        self._press = press
        self.progress.setRange(0, max(1, self._counted()))
        self.progress.setValue(0)
        self._show_state()
        return press

    @Slot(str)
    def _ended(self, why: str) -> None:
        press, self._press = self._press, None
        if press is not None:
            stopped = press.was_stopped
            press.deleteLater()
            done = (
                f"Saved as “{self._saving}”. That file is not locked."
                if self._saving
                else "Sent to the printer."
            )
            halted = "No file was written." if self._saving else "Some pages may be printed already."
            self.context.say(f"Stopped. {halted}" if stopped else why or done)
        self._show_state()

    @Slot()
    def _stop(self) -> None:
        if self._press is not None:
            self._press.stop()

    # --- what is shown ---

    def _counted(self) -> int:
        return self.extent.count(self.context.journal, self.wanted)

    @Slot()
    def _show(self) -> None:
        what = self.what.currentData()
        self._days.setVisible(what == "days")
        self.check_ins.setVisible(what != "entry")
        try:
            count = self._counted()
            self.preview.show_pages(self.context.journal, self.extent, self.wanted)
        except KnownError as error:
            self.count.setText(str(error))
            count = 0
        else:
            self.count.setText(
                "1 entry" if count == 1 else f"{count} entries" if count else "Nothing to print."
            )
        self.count.setVisible(what != "entry" or not count)
        self.save.setEnabled(count > 0)
        self.print.setEnabled(count > 0)
        self._show_state()

    def _show_state(self) -> None:
        """While it is at work, only stopping is on offer."""
        busy = self._press is not None
        for each in (self.save, self.print):
            each.setVisible(not busy)
        for choice in (self.what, self._days, self.names, self.pictures, self.check_ins):
            choice.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        if busy:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first page beside the choices, or below them."""
        super().resizeEvent(event)
        wide = self.width() >= self.context.theme.px(BESIDE)
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    @Slot()
    def _tint(self) -> None:
        self.back.setIcon(self.context.theme.icon("arrow-left", "teal", 14))


def _let_go(printer: QPrinter, restore: Callable[[], None], whole: bool) -> str:
    """Print no more of what was stopped."""
    if not whole:
        printer.abort()
    restore()
    return ""


def _spooled_in_memory() -> Callable[[], None]:
    """Let the desktop's printing put what it hands to the printer into the folder in memory that is the
    person's alone, where there is one, and not among everybody's temporary files. Returns what ends that."""
    before, runtime = os.environ.get("TMPDIR"), os.environ.get("XDG_RUNTIME_DIR")
    if not runtime or not Path(runtime).is_dir():
        return lambda: None
    os.environ["TMPDIR"] = runtime

    def restore() -> None:
        if before is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = before

    return restore


def _day(field: QDateEdit) -> dt.date:
    day = field.date()
    return dt.date(day.year(), day.month(), day.day())
