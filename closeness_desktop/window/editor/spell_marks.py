"""Wrong words are underlined as far as they can be seen, and their menu offers what may be meant."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit
from shiboken6 import isValid

from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.editor.highlighter import fence_before
from closeness_desktop.window.editor.spelling import Speller, words_in
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.worker import Worker

LOGGER = logging.getLogger("closeness.spelling")

PAUSE = 400
"""Milliseconds after an edit or a scroll before words are looked at."""

AT_ONCE = 120
"""Words that the worker is given at once; other work may come between."""

LAYER = "spelling"


class SpellMarks(QObject):
    """`own_wanted` carries a word that is to be let pass from now on."""

    own_wanted = Signal(str)
    failed = Signal()
    """A dictionary could not be read; nothing is underlined any more."""

    def __init__(self, editor: Editor, theme: Theme, worker: Worker) -> None:
        super().__init__(editor)
        self._editor, self._theme, self._worker = editor, theme, worker
        self._speller = Speller([])
        self._is_judging = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        editor.document().contentsChanged.connect(self._soon)
        editor.verticalScrollBar().valueChanged.connect(self._soon)
        editor.verticalScrollBar().rangeChanged.connect(self._soon)
        editor.cursorPositionChanged.connect(self._soon)
        editor.viewport().installEventFilter(self)
        editor.menu_about_to_show.connect(self._fill)
        theme.changed.connect(self.look)

    def spell_by(self, speller: Speller) -> None:
        """Go by other dictionaries, or other own words."""
        self._speller.forget()
        self._speller = speller
        self._is_judging = False
        self.look()

    def forget(self) -> None:
        """Let go of every word."""
        self._timer.stop()
        self.spell_by(Speller([]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when more of the text can be seen."""
        if event.type() == QEvent.Type.Resize:
            self._soon()
        return super().eventFilter(watched, event)

    @Slot()
    def look(self) -> None:
        """Underline what is known to be wrong, and have the worker find out about the rest."""
        self._timer.stop()
        if not self._speller:
            self._editor.mark(LAYER, [])
            return
        marks: list[QTextEdit.ExtraSelection] = []
        unknown: dict[str, None] = {}
        for word, cursor in self._in_sight():
            wrong = self._speller.is_wrong(word)
            if wrong is None:
                unknown[word] = None
            elif wrong:
                marks.append(self._mark(cursor))
        self._editor.mark(LAYER, marks)
        if unknown and not self._is_judging:
            self._is_judging = True
            speller = self._speller
            self._worker.run(
                partial(speller.judge, list(islice(unknown, AT_ONCE))),
                lambda _: self._judged(speller),
                self._not_judged,
            )

    def _judged(self, speller: Speller) -> None:
        if isValid(self) and speller is self._speller:
            self._is_judging = False
            self.look()

    def _not_judged(self, error: BaseException) -> None:
        """A spoilt dictionary, or a word that the library stumbles over."""
        LOGGER.info("spelling stopped: %s", type(error).__name__)
        if isValid(self):
            self.forget()
            self.failed.emit()

    @Slot()
    def _soon(self) -> None:
        if self._speller and not self._timer.isActive():
            self._timer.start()

    def _in_sight(self) -> Iterator[tuple[str, QTextCursor]]:
        """The words that can be seen, but for one that is just being typed."""
        typing = self._editor.textCursor()
        at = typing.position() if self._editor.hasFocus() and not typing.hasSelection() else -1
        for number in self._editor.lines_in_sight():
            for word, cursor in self._words_of(number):
                if cursor.selectionEnd() != at:
                    yield word, cursor

    def _words_of(self, number: int) -> Iterator[tuple[str, QTextCursor]]:
        line = self._editor.line(number)
        fence = fence_before(self._editor.document().findBlockByNumber(number))
        for start, end in words_in(line, fence):
            yield line[start:end], self._editor.cursor_over(number, start, end)

    def _mark(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.color("coral"))
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, look
        return mark

    # --- the menu of a word ---

    @Slot(QMenu, QTextCursor)
    def _fill(self, menu: QMenu, at: QTextCursor) -> None:
        """Offer other words at the head of the menu, as soon as they are found, and to let this one pass."""
        found = next(
            (
                (word, cursor)
                for word, cursor in self._words_of(at.blockNumber())
                if cursor.selectionStart() <= at.position() <= cursor.selectionEnd()
                and self._speller.is_wrong(word)
            ),
            None,
        )
        if found is None:
            return
        word, cursor = found
        first = menu.actions()[0]
        wait = QAction("Looking for other words…", menu)
        wait.setEnabled(False)
        keep = QAction(_shown(f"“{word}” is right"), menu)
        keep.triggered.connect(partial(self.own_wanted.emit, word))
        menu.insertActions(first, [wait, keep])
        menu.insertSeparator(first)
        self._worker.run(
            partial(self._speller.suggest, word),
            lambda others: self._offer(menu, wait, cursor, others),
            self._not_judged,
        )

    def _offer(self, menu: QMenu, wait: QAction, cursor: QTextCursor, others: list[str]) -> None:
        if not isValid(menu) or not isValid(wait):
            return
        if not others:
            wait.setText("No other word is close")
            return
        for other in others:
            act = QAction(_shown(other), menu)
            act.triggered.connect(self._put(cursor, other))
            menu.insertAction(wait, act)
        menu.removeAction(wait)

    def _put(self, cursor: QTextCursor, word: str) -> Callable[[], None]:
        def put() -> None:
            self._editor.setTextCursor(cursor)
            self._editor.replace_selection(word)

        return put


def _shown(text: str) -> str:
    """A text in a menu, where "&" would make a shortcut."""
    return text.replace("&", "&&")
