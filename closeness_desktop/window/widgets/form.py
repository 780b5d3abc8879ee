"""A few choices, one below the other, each with its word before it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QSizePolicy, QWidget

from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import BodyLabel


def choice(
    name: str, options: tuple[tuple[object, str], ...], now: object, changed: Callable[[], None]
) -> QComboBox:
    """A box of choices with the present one chosen; `changed` is called when the person picks another."""
    box = QComboBox()
    box.setAccessibleName(name)
    for value, word in options:
        box.addItem(word, value)
    box.setMinimumContentsLength(max(len(word) for _, word in options))  # or large text is cut off
    box.setCurrentIndex(max(0, box.findData(now)))
    box.activated.connect(lambda _index: changed())
    return box


def form(rows: tuple[tuple[str, QWidget], ...]) -> QFormLayout:
    """Rows of a word and what it is about; each takes two lines where there is little room."""
    made = QFormLayout()
    made.setHorizontalSpacing(24)
    made.setVerticalSpacing(12)
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for word, widget in rows:
        label = BodyLabel(word)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)  # level with its box
        made.addRow(label, widget)
    return made


def form_card(title: str, rows: tuple[tuple[str, QWidget], ...]) -> Card:
    """The same as a card."""
    card = Card(title)
    card.add(form(rows))
    return card
