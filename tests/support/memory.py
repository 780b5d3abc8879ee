"""Looks for words in everything that Python holds, and in everything that Qt's widgets hold."""

from __future__ import annotations

import gc
import types
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLabel, QWidget


class Unspoken:
    """Words that the test itself does not hold: they are kept backwards, and said when they are needed."""

    def __init__(self, *backwards: str) -> None:
        self._backwards = backwards

    def __getitem__(self, number: int) -> str:
        return self._backwards[number][::-1]

    def __len__(self) -> int:
        return len(self._backwards)

    def in_python(self) -> list[str]:
        """Where Python holds one of them in a container, an object or a function: what, and what holds it."""
        needles = list(self)
        skipped = {id(needles), id(self.__dict__)}
        found: list[str] = []
        for holder in gc.get_objects():
            if id(holder) in skipped or isinstance(holder, types.FrameType):
                continue
            for held in gc.get_referents(holder):
                if isinstance(held, (str, bytes)) and (word := _first_in(needles, held)):
                    found.append(f"{word[::-1]} in {type(holder).__name__} of {_holders(holder, found)}")
        return found

    def in_qt(self) -> list[str]:
        """Where a widget or what belongs to it shows or holds one of them, visible or not."""
        return [f"{word[::-1]} in {where}" for where, text in texts() for word in self if word in text]


def _first_in(needles: Iterable[str], held: str | bytes) -> str:
    if isinstance(held, bytes):
        return next((each for each in needles if each.encode() in held), "")
    return next((each for each in needles if each in held), "")


def _holders(held: object, *skipped: object) -> str:
    """The kinds of what holds an object, two steps up."""
    up = [
        one for one in gc.get_referrers(held) if not isinstance(one, types.FrameType) and one not in skipped
    ]
    return ", ".join(sorted({_name(one) for one in up if isinstance(one, object)}))[:300] or "nothing"


def _name(held: object) -> str:
    if isinstance(held, dict):
        owners = [
            type(one).__name__ for one in gc.get_referrers(held) if getattr(one, "__dict__", None) is held
        ]
        return f"dict of {owners}" if owners else f"dict with {list(map(str, held))[:3]}"
    return getattr(held, "__qualname__", type(held).__qualname__)


def settle() -> None:
    """Delete what was left to be deleted later, as an event loop does next, and do what is due at once."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def texts() -> Iterator[tuple[str, str]]:
    """Every text of every widget there is and of all that belongs to one, with where it is."""
    seen: set[int] = set()
    for widget in QApplication.allWidgets():
        for each in (widget, *widget.findChildren(QObject)):
            if id(each) not in seen:
                seen.add(id(each))
                yield from _of(each)
    clipboard = QGuiApplication.clipboard()
    yield "clipboard", clipboard.text()
    yield "window title", " ".join(window.title() for window in QGuiApplication.allWindows())


def _of(each: QObject) -> Iterator[tuple[str, str]]:
    where = type(each).__name__
    meta = each.metaObject()
    names = [meta.property(number).name() for number in range(meta.propertyCount())]
    for name in names:
        value = each.property(name)
        if isinstance(value, str):
            yield f"{where}.{name}", value
        elif isinstance(value, list) and value and isinstance(value[0], str):
            yield f"{where}.{name}", " ".join(value)
    if isinstance(each, QTextDocument):
        yield f"{where} (document)", each.toPlainText()
    if isinstance(each, QLabel | QWidget):
        yield f"{where} (names)", f"{each.accessibleName()} {each.accessibleDescription()} {each.toolTip()}"
    if isinstance(each, QAbstractItemView | QCompleter) and each.model() is not None:
        yield from ((f"model of {where}", text) for text in _of_model(each.model(), QModelIndex()))
    if isinstance(each, QAbstractItemModel):
        yield from ((f"{where} (model)", text) for text in _of_model(each, QModelIndex()))


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 500)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.data(index, role))
            if column == 0 and model.rowCount(index) > 0:
                yield from _of_model(model, index)
