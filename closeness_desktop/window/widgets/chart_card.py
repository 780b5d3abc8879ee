"""A card with a chart and its twin: the same facts as a table, one press away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QTableView, QWidget

from closeness_desktop.window.models.trend_table import QUERY, Table, TrendTable
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import HeadingLabel, SoftLabel

ROWS_SHOWN = 9
"""Rows of a table that are seen at once; the rest scrolls."""


class ChartCard(Card):
    """`opened` carries the search that finds the entries behind a row. The table is built when asked for."""

    opened = Signal(str)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(title)
        self._theme, self._title = theme, title
        self._chart: QWidget | None = None
        self._model = TrendTable(self)
        self._view: TableView | None = None
        self.switch = LinkButton("As table")
        self.switch.setCheckable(True)
        self.switch.setAccessibleDescription(title)
        self.switch.toggled.connect(self._toggled)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(HeadingLabel(title, wrap=True), 1)
        top.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self.top = top
        self.add(top)
        self.caption = SoftLabel("", wrap=True)

    def set_chart(self, chart: QWidget, stretch: int = 0) -> None:
        """Put the chart in, and the caption below it."""
        self._chart = chart
        self.add(chart, stretch)
        self.add(self.caption)

    def show_table(self, table: Table, caption: str) -> None:
        """What the twin and the caption say."""
        self._model.show(table)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        if self._view is not None:
            self._view.fit()

    @property
    def table(self) -> QTableView | None:
        """The twin, once it has been asked for."""
        return self._view

    @Slot(bool)
    def _toggled(self, as_table: bool) -> None:
        if self._chart is None:
            return
        if self._view is None:
            self._view = TableView(self._theme, f"{self._title}, as a table")
            self._view.setModel(self._model)
            self._view.opened.connect(self.opened)
            self.body.insertWidget(self.body.indexOf(self._chart) + 1, self._view, 1)
            self._view.fit()
        self.switch.setText("As chart" if as_table else "As table")
        self._chart.setVisible(not as_table)
        self._view.setVisible(as_table)


class TableView(QTableView):
    """A quiet table: rows only, Enter or a double click opens what lies behind one."""

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(self._activated)
        theme.changed.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Make rows as high as their text, and the table as high as nine of them."""
        height = QFontMetrics(self._theme.ui_font(13)).height() + self._theme.px(10)
        self.verticalHeader().setDefaultSectionSize(height)
        rows = min(ROWS_SHOWN, self.model().rowCount()) if self.model() is not None else 1
        self.setMinimumHeight(height * (max(1, rows) + 1) + self._theme.px(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row, on every desktop."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        if query := index.data(QUERY):
            self.opened.emit(query)
