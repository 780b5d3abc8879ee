"""The table twin of a chart: the same facts in rows of words, for whoever hears or likes tables."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
QUERY = Qt.ItemDataRole.UserRole
"""The role that holds the search which finds a row's entries; "" when there is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its cells say, and the search that finds its entries."""

    cells: tuple[str, ...]
    query: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows. words: columns that hold words, which begin on the left; the others hold figures."""

    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    words: frozenset[int] = frozenset({0})


class TrendTable(QAbstractTableModel):
    """A read-only model over a Table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = Table()

    def show(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._table.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; figures stand on the right; said aloud, a cell names its column."""
        if not index.isValid():
            return None
        row = self._table.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._table.headers[index.column()]}: {row.cells[index.column()] or 'none'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return row.query if role == QUERY else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headers of the columns, on the same side as what stands below them."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._table.headers):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._table.headers[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._side(section)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        words = column in self._table.words
        side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter
