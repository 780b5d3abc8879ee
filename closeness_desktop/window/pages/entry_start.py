"""What a new entry offers to begin with, until the first word is written: a question, or a template."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.practice.prompts import WritingPrompt
from closeness_desktop.records import Template
from closeness_desktop.window.beginning import OFFERED, Questions, of_prompt, of_template, ready_made
from closeness_desktop.window.context import Context
from closeness_desktop.window.theme import tokens
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import ReadingLabel, SoftLabel

_ABOVE = 8
"""Pixels free above the card."""

ALL_SEEN = "You have seen all questions within a month."


class EntryStart(QWidget):
    """Stands below the head of a new entry. `begun` carries the Beginning that was chosen."""

    begun = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._questions = Questions(context.journal)
        self._shown: WritingPrompt | None = None
        self.setAccessibleName("To begin with")
        pad = tokens.CARD_PADDING
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad - 6 + _ABOVE, pad, pad - 6)
        column.setSpacing(4)
        column.addWidget(SoftLabel("A question to begin with"))
        self.question = ReadingLabel(wrap=True)
        column.addWidget(self.question)
        self.write, self.another = LinkButton("Write to this"), LinkButton("Another one")
        self.template, self.leave_out = LinkButton("A template…"), LinkButton("Do not offer this")
        row = QWidget()
        flow = FlowLayout(row, 18)
        for link, act in (
            (self.write, self._write),
            (self.another, self._another),
            (self.template, self._open_templates),
            (self.leave_out, self._leave_out),
        ):
            link.clicked.connect(act)
            flow.addWidget(link)
        column.addWidget(row)
        self.hide()

    @property
    def tab_order(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        return [self.write, self.another, self.template, self.leave_out]

    def offer(self) -> None:
        """Show what there is to begin with, unless the person does not want it."""
        if not self._context.journal.settings.get(OFFERED, True):
            return
        try:
            self._show(self._questions.now())
        except KnownError:  # nothing can be noted now; what is written will say so
            return
        self.show()

    def forget(self) -> None:
        """Step aside, and let go of the question."""
        self._shown = None
        self.question.clear()
        self.hide()

    def _show(self, prompt: WritingPrompt | None) -> None:
        self._shown = prompt
        self.question.setText(prompt.text if prompt else ALL_SEEN)
        self.write.setVisible(prompt is not None)
        self.write.setAccessibleDescription(self.question.text())
        self.another.setVisible(prompt is not None)

    @Slot()
    def _write(self) -> None:
        if self._shown is not None:
            self.begun.emit(of_prompt(self._shown))

    @Slot()
    def _another(self) -> None:
        try:
            self._show(self._questions.another())
        except KnownError as error:
            self._context.say(str(error))

    @Slot()
    def _open_templates(self) -> None:
        menu = template_menu(self._context, self, self._choose)
        menu.popup(self.template.mapToGlobal(QPoint(0, self.template.height())))
        menu.setActiveAction(menu.actions()[0])

    def _choose(self, template: Template) -> None:
        self.begun.emit(of_template(template, self._context.journal.now()))

    @Slot()
    def _leave_out(self) -> None:
        settings = self._context.journal.settings
        leave_out = partial(settings.set, OFFERED, False)
        try:
            leave_out()
        except KnownError as error:
            self._context.say(str(error))
            return
        self.hide()
        self._context.say(
            "New entries begin empty. The page of templates can change that.",
            partial(settings.set, OFFERED, True),
            leave_out,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a card, within a dashed line: nothing of it is part of the entry yet."""
        theme, painter = self._context.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("line"), 1, Qt.PenStyle.DashLine))
        radius = theme.px(tokens.CARD_RADIUS)
        card = QRectF(self.rect()).adjusted(0.5, _ABOVE + 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, radius, radius)
        painter.end()


def template_menu(context: Context, parent: QWidget, choose: Callable[[Template], None]) -> QMenu:
    """Every template, one's own first, and a way to the page of templates; gone once it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("Templates")
    own = context.journal.templates.all()
    for number, group in enumerate((own, ready_made())):
        if number and own:
            menu.addSeparator()
        for template in group:
            action = menu.addAction(template.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, template=template: choose(template))
    menu.addSeparator()
    menu.addAction("Your templates").triggered.connect(lambda: context.go("templates"))
    return menu
