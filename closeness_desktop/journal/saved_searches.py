"""Searches kept under a name."""

from __future__ import annotations

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.kept import NamedRecordStore
from closeness_desktop.journal.query import parse
from closeness_desktop.journal.text import name_key
from closeness_desktop.records import SavedSearch


class SavedSearchStore(NamedRecordStore):
    """In the order in which they were saved."""

    kind = table = "saved_search"
    said = "saved search"

    def all(self) -> list[SavedSearch]:
        """Every saved search."""
        return [
            SavedSearch(*row)
            for row in self._storage.rows(
                "SELECT id, name, query FROM saved_search WHERE deleted IS NULL ORDER BY position, number"
            )
        ]

    def get(self, id: str) -> SavedSearch:
        """The saved search with this id. Raises NotFoundError."""
        with self._storage.reading():
            self._living(id)
            (row,) = self._storage.rows("SELECT id, name, query FROM saved_search WHERE id = ?", (id,))
        return SavedSearch(*row)

    def save(self, name: str, query: str, *, origin: object = None) -> SavedSearch:
        """Keep a query under a name; a saved search that has the name already takes the new query.

        Raises UsageError for a name or an empty query, QueryError for a query that cannot be read.
        """
        name, query = self._clean(name), query.strip()
        if not query:
            raise UsageError("There is no search to save yet; type one first.")
        parse(query)
        with self._storage.writing(origin):
            id = self._named(name)
            if id is None:
                row = self._storage.row("SELECT ifnull(max(position), -1) + 1 FROM saved_search")
                position = row[0] if row else 0
                id = self._add(name=name, key=name_key(name), query=query, position=position)
            else:
                self._set(id, name=name, query=query)
            return self.get(id)

    def rename(self, id: str, name: str, *, origin: object = None) -> SavedSearch:
        """Give one another name. Raises NotFoundError, and UsageError for a name that is taken."""
        with self._storage.writing(origin):
            self._rename(id, name)
            return self.get(id)
