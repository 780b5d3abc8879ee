"""The form in which a template is made or changed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from closeness_desktop.journal.templates import WEEK
from closeness_desktop.records import Template
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, HintLabel, SoftLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.sentence_field import SentenceField

HELP = (
    "{date}, {time} and {weekday} are filled in when an entry begins. {here} is a place for an answer: "
    "Tab leads from one to the next. All else stays as you type it."
)
KEYS = (KeyHelp("Ctrl+Return", "Keep the template"), KeyHelp("Escape", "Leave it as it was"))
_WIDEST = 760
_LONGEST_TITLE = 500


def day_name(weekday: int, form: QLocale.FormatType = QLocale.FormatType.LongFormat) -> str:
    """What the desktop's language calls a day; 0 is Monday."""
    return QLocale().standaloneDayName(weekday + 1, form)


@dataclass(frozen=True)
class Entered:
    """What a form holds."""

    name: str
    title: str
    body: str
    weekdays: frozenset[int]


class TemplateForm(ScrollPage):
    """`kept` comes when the person wants to keep it, `left` when not. What is wrong is told by `complain`."""

    kept = Signal(object)
    """Carries what was Entered."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        inside = QWidget()
        super().__init__(inside, page=True)
        self._heading = TitleLabel()
        self.name = QLineEdit()
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.body = SentenceField(theme, "Text", "What an entry begins with", least=6, most=16)
        self.days = [QCheckBox(day_name(day)) for day in WEEK]
        self.mistake = HintLabel(wrap=True)
        keep, leave = PrimaryButton("Keep this template"), QuietButton("Leave it")
        keep.clicked.connect(self._keep)
        leave.clicked.connect(self.left)
        card = Card()
        card.setMaximumWidth(theme.px(_WIDEST))
        for word, field in (("Name", self.name), ("Title of the entry", self.title), ("Text", self.body)):
            label = BodyLabel(word)
            label.setBuddy(field)
            field.setAccessibleName(word)
            card.add(label)
            card.add(field)
        card.add(SoftLabel(HELP, wrap=True))
        card.add(BodyLabel("On these days a new entry begins with it by itself", wrap=True))
        card.add(_row([*self.days]))
        card.add(self.mistake)
        card.add(_row([keep, leave]))
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(card)
        column.addStretch(1)
        self.keep_margins()
        self.mistake.hide()

    def show_template(self, template: Template, *, is_new: bool) -> None:
        """Fill in a template to be changed, or one to begin a new one with."""
        self._heading.setText("A new template" if is_new else "Change this template")
        self.name.setText(template.name)
        self.title.setText(template.title)
        self.body.setPlainText(template.body)
        for day, box in enumerate(self.days):
            box.setChecked(day in template.weekdays)
        self.mistake.hide()

    def complain(self, sentence: str) -> None:
        """Say what is wrong, in place."""
        self.mistake.setText(sentence)
        self.mistake.show()
        self.ensureWidgetVisible(self.mistake)

    def forget(self) -> None:
        """Let go of every word."""
        for field in (self.name, self.title):
            field.setText("")
        self.body.setPlainText("")

    @Slot()
    def _keep(self) -> None:
        days = frozenset(day for day, box in enumerate(self.days) if box.isChecked())
        self.kept.emit(Entered(self.name.text(), self.title.text(), self.body.text(), days))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See KEYS."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _row(widgets: list[QWidget]) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, 14)
    for widget in widgets:
        flow.addWidget(widget)
    return row
