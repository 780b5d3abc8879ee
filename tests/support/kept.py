"""Everything that a journal holds, as a plain value, so that two moments of it can be compared."""

from __future__ import annotations

from typing import Any

from closeness_desktop.journal import Journal

_LEFT_OUT = {"number", "created", "updated", "deleted", "saved"}
"""Columns that say when and where a row was written, not what it says."""

_LIVING = "SELECT number FROM entry WHERE deleted IS NULL"

_BESIDE = {"draft", "revision", "setting", "migratehistory", "prompt_use"}
"""Tables of what is written beside what a person does."""


def kept(journal: Journal, *settings: str) -> dict[str, list[tuple[Any, ...]]]:
    """The living rows of every table, sorted, and the named settings. Rows of one entry go with it."""
    database = journal.vault.database
    found: dict[str, list[tuple[Any, ...]]] = {}
    for (table,) in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table.startswith(("sqlite_", "entry_text")) or table in _BESIDE:
            continue
        columns = [row[1] for row in database.execute_sql(f"PRAGMA table_info({table})").fetchall()]
        if "key" not in columns and not {"id", "entry"} & set(columns):
            continue
        living = "deleted IS NULL" if "deleted" in columns else "1"
        if "entry" in columns and "deleted" not in columns:
            living = f"entry IN ({_LIVING})"
        if table in ("tag", "person"):  # one that no entry carries is as good as gone
            living += f" AND number IN (SELECT {table} FROM entry_{table} WHERE entry IN ({_LIVING}))"
        wanted = ", ".join(f'"{column}"' for column in columns if column not in _LEFT_OUT)
        rows = database.execute_sql(f"SELECT {wanted} FROM {table} WHERE {living}").fetchall()
        found[table] = sorted(rows, key=repr)
    found["settings"] = [(name, repr(journal.settings.get(name, None))) for name in settings]
    return found
