"""What the calendar looks for: everything, or the entries of one person, one feeling or one practice."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.setup_fields import Choice
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout

_KINDS: list[tuple[str, object]] = [
    ("All entries", ""),
    ("Entries with one person", "person"),
    ("Entries with one feeling", "feeling"),
    ("Entries about one practice", "practice"),
]


class CalendarFilter(QWidget):
    """`changed` comes with another choice; `read_wanted` when the entries themselves are asked for,
    `paper_wanted` when they are to be printed."""

    changed = Signal()
    read_wanted = Signal()
    paper_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.kind = Choice("What the calendar shows", _KINDS)
        self.which = Choice("Which one", [])
        self.read = LinkButton("Read them all")
        self.read.setAccessibleName("Read all of these entries in the journal")
        self.paper = LinkButton("On paper…")
        self.paper.setAccessibleName("Print these days, or save them as a PDF")
        self.paper.clicked.connect(self.paper_wanted)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.which.currentIndexChanged.connect(self._which_chosen)
        self.read.clicked.connect(self.read_wanted)
        flow = FlowLayout(self, gap=10)
        for each in (self.kind, self.which, self.read, self.paper):
            flow.addWidget(each)
        self._show()

    @property
    def query(self) -> str:
        """The search that finds what is looked for; "" for everything."""
        kind, which = self.kind.currentData(), self.which.currentData()
        return f'{kind}:"{which}"' if kind and which else ""

    def renew(self) -> None:
        """Offer the names that are there now; `changed` does not come for it."""
        before = self.which.blockSignals(True)
        self.which.offer(self._names())
        self.which.blockSignals(before)
        self._show()

    def forget(self) -> None:
        """Let go of every name."""
        for each in (self.kind, self.which):
            each.blockSignals(True)
        self.kind.setCurrentIndex(0)
        self.which.clear()
        self._show()

    def _names(self) -> list[tuple[str, object]]:
        journal = self._context.journal
        kind = self.kind.currentData()
        if kind == "person":
            names = [person.name for person in journal.people.all() if person.uses]
        elif kind == "feeling":
            names = [feeling.name for feeling, _ in journal.feelings.used()]
        elif kind == "practice":
            find = self._context.practices.find
            found = [
                (practice.title if (practice := find(id)) else id, id) for id in journal.days.practices()
            ]
            return [(title, id) for title, id in sorted(found, key=lambda pair: pair[0].casefold())]
        else:
            return []
        return [(name, name.replace('"', "")) for name in sorted(names, key=str.casefold)]

    def _show(self) -> None:
        kind = self.kind.currentData()
        self.which.setVisible(bool(kind))
        self.read.setVisible(bool(self.query))
        self.which.setEnabled(self.which.count() > 0)
        self.which.setToolTip("" if self.which.count() or not kind else "There is none yet.")

    @Slot()
    def _kind_chosen(self) -> None:
        self.renew()
        self.changed.emit()

    @Slot()
    def _which_chosen(self) -> None:
        self._show()
        self.changed.emit()
