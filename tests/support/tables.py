"""Looks for words in every row of every table of an open journal, as nobody else could."""

from __future__ import annotations

from closeness_desktop.journal import Journal


def rows_with(journal: Journal, *words: str) -> list[tuple[str, str]]:
    """Tables and columns in which one of the words stands, small or large, the search index included."""
    database = journal.vault.database
    names = database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    hits: list[tuple[str, str]] = []
    for (table,) in names:
        cursor = database.execute_sql(f'SELECT * FROM "{table}"')
        columns = [column[0] for column in cursor.description or ()]
        for row in cursor.fetchall():
            hits += [
                (table, column)
                for column, value in zip(columns, row, strict=True)
                if any(word.casefold() in _text(value) for word in words)
            ]
    return sorted(set(hits))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").casefold()
    return str(value).casefold()


def everything(journal: Journal) -> dict[str, list[object]]:
    """All rows of all tables."""
    database = journal.vault.database
    names = database.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return {table: database.execute_sql(f'SELECT * FROM "{table}"').fetchall() for (table,) in names}
