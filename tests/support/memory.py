"""Looks for words in everything that Python holds, and in everything that Qt's widgets hold."""

from __future__ import annotations

import gc
import pickle
import secrets
import sys
import types
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLabel, QWidget

LETTERS = "bcdfghjklmnpqrstvwxyz"
PLAIN = frozenset({str, bytes, bytearray, int, float, bool, type(None), type, types.CodeType})
"""What holds nothing, or nothing that was made while the program ran."""


class Unspoken:
    """Words made anew for every test, which nothing else in the process can hold: no other test, no code.

    The test does not hold them either: they are kept backwards, and said when they are needed.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self.renew()

    def renew(self) -> None:
        """Make other words. Not from `random`, which begins anew, and alike, before each test."""
        self._backwards = tuple(_word()[::-1] for _ in range(self._count))

    @contextmanager
    def anew(self) -> Iterator[None]:
        """For one test: other words, and what was there before it is not collected again at every lock."""
        self.renew()
        gc.freeze()
        try:
            yield
        finally:
            gc.unfreeze()

    def __getitem__(self, number: int) -> str:
        return self._backwards[number][::-1]

    def __len__(self) -> int:
        return self._count

    def in_python(self) -> list[str]:
        """Where Python holds one of them: in what kind of object, and what holds that.

        Looked through is everything that the collector knows, with the tuples, dicts and records behind it
        that it stopped following because they hold only plain values. Not the frames that are running now:
        this test is among them.
        """
        gc.unfreeze()  # what was there before the test may hold a word by now, and is looked through too
        running = _running()
        every = [one for one in gc.get_objects() if id(one) not in running]
        found: list[str] = []
        seen: set[int] = set()
        while every:
            held = _held_by(*every)
            if self._said_in(held):
                found += self._spoken_by(every, found)
            every = [one for one in held if type(one) not in PLAIN and not gc.is_tracked(one)]
            every = list({id(one): one for one in every if id(one) not in seen}.values())
            seen.update(map(id, every))
        return found

    def _said_in(self, held: list[object]) -> bool:
        """Whether one of them is in any of so many texts: put together, as one look at each takes long."""
        words = list(self)
        text = "\0".join([one for one in held if isinstance(one, str)])
        data = b"\0".join([one for one in held if isinstance(one, (bytes, bytearray))])
        return any(word in text or word.encode() in data for word in words)

    def _spoken_by(self, holders: list[object], *skipped: object) -> Iterator[str]:
        words = list(self)
        for holder in holders:
            for held in _held_by(holder):
                if isinstance(held, (str, bytes, bytearray)) and (word := _first_in(words, held)):
                    kinds = _holders(holder, holders, *skipped)
                    yield f"{word[::-1]} in {type(holder).__name__} of {kinds}"

    def in_qt(self) -> list[str]:
        """Where a widget or what belongs to it shows or holds one of them, visible or not."""
        words = list(self)
        return [f"{word[::-1]} in {where}" for where, text in texts() for word in words if word in text]


def put_away(value: object) -> bytes:
    """What a test remembers of a journal over a search, so that it is not the test's memory that is found."""
    return pickle.dumps(value)[::-1]


def brought_back(kept: bytes) -> object:
    """What was put away, equal to what it was."""
    return pickle.loads(kept[::-1])  # noqa: S301  the test put it away itself


def _word() -> str:
    """A name that nobody has: twelve letters without a vowel, so that they make no word by chance."""
    return "".join(secrets.choice(LETTERS) for _ in range(12)).capitalize()


def _held_by(*holders: object) -> list[object]:
    """What they hold, with the keys of dicts: the collector passes over those that are text."""
    dicts = [one for one in holders if isinstance(one, dict)]
    return [*gc.get_referents(*holders), *chain.from_iterable(map(list, map(dict.keys, dicts)))]


def _running() -> set[int]:
    """The frames that run now, in all threads."""
    found: set[int] = set()
    for top in sys._current_frames().values():
        frame: types.FrameType | None = top
        while frame is not None:
            found.add(id(frame))
            frame = frame.f_back
    return found


def _first_in(words: Iterable[str], held: str | bytes | bytearray) -> str:
    if isinstance(held, str):
        return next((each for each in words if each in held), "")
    return next((each for each in words if each.encode() in held), "")


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
