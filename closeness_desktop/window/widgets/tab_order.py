"""The order in which Tab goes through a page, where parts of it are made anew."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def follow_layout(whole: QWidget) -> None:
    """Let Tab go through a widget as its layouts have it. Qt puts what is made later at the very end."""
    for one, other in pairwise(in_order(whole)):
        QWidget.setTabOrder(one, other)


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """What Tab stops at in a widget and what its layouts hold, in their order."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from in_order(inside)
    elif (layout := widget.layout()) is not None:
        yield from _of_layout(layout)
    elif not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:  # it places what it holds itself
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield from in_order(child)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from in_order(widget)
        elif (inner := item.layout()) is not None:
            yield from _of_layout(inner)
