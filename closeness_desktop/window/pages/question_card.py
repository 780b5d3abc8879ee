"""A question to write to, on a card: another one, the one before, and writing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.practice import prompts
from closeness_desktop.practice.prompts import WritingPrompt
from closeness_desktop.window.beginning import Questions
from closeness_desktop.window.context import Context
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import ReadingLabel

ALL_SEEN = "You have seen all of these within a month. They come again, one by one."
ANY_THEME = "Any theme"


class QuestionCard(Card):
    """`wanted` carries the id of the question that a person wants to write to."""

    wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__("A question to write to")
        self._context = context
        self._questions = Questions(context.journal)
        self._shown: WritingPrompt | None = None
        self.text = ReadingLabel(wrap=True)
        self.theme = LinkButton()
        self.theme.clicked.connect(self._open_themes)
        self.write = QuietButton("Write to this")
        self.write.clicked.connect(self._write)
        self.another, self.before = LinkButton("Another one"), LinkButton("The one before")
        self.another.clicked.connect(self._another)
        self.before.clicked.connect(self._before)
        row = QWidget()
        flow = FlowLayout(row, 12)
        for widget in (self.write, self.another, self.before, self.theme):
            flow.addWidget(widget)
        self.body.setSpacing(8)
        self.add(self.text)
        self.add(row)

    def look(self) -> None:
        """Show the question of today."""
        theme = next((name for id, name in _themes() if id == self._questions.theme), ANY_THEME)
        self.theme.setText(f"{theme}…")
        self.theme.setAccessibleName(f"Theme of the questions: {theme}")
        try:
            self._show(self._questions.now())
        except KnownError as error:
            self._context.say(str(error))

    def forget(self) -> None:
        """Let go of the question."""
        self._shown = None
        self.text.clear()

    def _show(self, prompt: WritingPrompt | None) -> None:
        self._shown = prompt
        self.text.setText(prompt.text if prompt else ALL_SEEN)
        self.write.setVisible(prompt is not None)
        self.write.setAccessibleDescription(self.text.text())
        self.another.setVisible(prompt is not None)
        self.before.setVisible(prompt is not None and self._questions.before(prompt) is not None)

    @Slot()
    def _another(self) -> None:
        """The next one: of those that were gone back from, or else a new one."""
        later = self._questions.after(self._shown) if self._shown else None
        try:
            self._show(later or self._questions.another())
        except KnownError as error:
            self._context.say(str(error))

    @Slot()
    def _before(self) -> None:
        if self._shown is not None and (before := self._questions.before(self._shown)) is not None:
            self._show(before)
            if not self.before.isVisibleTo(self):
                self.another.setFocus()

    def theme_menu(self) -> QMenu:
        """The themes to choose from, the present one marked; gone once it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Theme of the questions")
        for id, name in _themes():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(id == self._questions.theme)
            action.triggered.connect(lambda _=False, id=id: self._choose_theme(id))
        return menu

    @Slot()
    def _open_themes(self) -> None:
        self.theme_menu().popup(self.theme.mapToGlobal(QPoint(0, self.theme.height())))

    def _choose_theme(self, theme: str) -> None:
        try:
            self._questions.set_theme(theme)
        except KnownError as error:
            self._context.say(str(error))
        self.look()

    @Slot()
    def _write(self) -> None:
        if self._shown is not None:
            self.wanted.emit(self._shown.id)


def _themes() -> list[tuple[str, str]]:
    """Id and name of each theme, all of them together first."""
    return [("", ANY_THEME), *((theme.id, theme.name) for theme in prompts.themes())]
