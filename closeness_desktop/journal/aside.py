"""Names that stand elsewhere than on entries: in drafts, templates, searches that are kept, and answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from closeness_desktop.journal.inline import can_be_inline, renamed, renamed_in_query
from closeness_desktop.journal.storage import Storage, Touched
from closeness_desktop.journal.text import name_key

Turn = Callable[[str], str]

_ANSWERS = {
    "person": "kind = 'person' AND deleted IS NULL",
    "feeling": "kind = 'tag' AND word_set = 'feelings' AND deleted IS NULL",
}
"""Which answers hold names of a kind."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A text that was changed: where it stands, and how it read before."""

    table: str
    column: str
    row: int
    before: str


class Aside:
    """Everything here runs within `Storage.writing`."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def rewrite(self, kind: str, before: str, after: str | None, touched: Touched) -> tuple[Turned, ...]:
        """Change a name wherever it stands; `after` is None where it is deleted: what was asked for or
        answered by that name then stays as it was."""
        turned = []
        for table, column, rows in _places(kind, after):
            turn = _turning(kind, column, before, after)
            for row, text in self._storage.rows(f"SELECT number, {column} FROM {table} WHERE {rows}"):
                if (new := turn(text)) != text:
                    self._set(table, column, row, new, touched)
                    turned.append(Turned(table, column, row, text))
        return tuple(turned)

    def restore(
        self, kind: str, before: str, after: str | None, turned: tuple[Turned, ...], touched: Touched
    ) -> None:
        """Undo it where nothing was changed since."""
        for one in turned:
            now = self._storage.row(f"SELECT {one.column} FROM {one.table} WHERE number = ?", (one.row,))
            if now is not None and now[0] == _turning(kind, one.column, before, after)(one.before):
                self._set(one.table, one.column, one.row, one.before, touched)

    def _set(self, table: str, column: str, row: int, text: str, touched: Touched) -> None:
        self._storage.run(
            f"UPDATE {table} SET {column} = ?, updated = ? WHERE number = ?",
            (text, self._storage.now_ms(), row),
        )
        touched.note(table)


def inline(kind: str, name: str | None) -> str | None:
    """A name that texts can hold; None for one that they cannot, or where nothing takes its place."""
    return name if name is not None and kind != "feeling" and can_be_inline(kind, name) else None


def _places(kind: str, after: str | None) -> list[tuple[str, str, str]]:
    """Tables, columns and which of their rows."""
    places = [] if kind == "feeling" else [("draft", "body", "1"), ("template", "body", "1")]
    if after is not None:
        places.append(("saved_search", "query", "1"))
        if kind in _ANSWERS:
            places.append(("answer", "value", _ANSWERS[kind]))
    return places


def _turning(kind: str, column: str, before: str, after: str | None) -> Turn:
    if column == "query":
        return lambda text: renamed_in_query(text, kind, before, after or "")
    if column == "value":
        return lambda text: _answered(text, before, after or "")
    new = inline(kind, after)
    return lambda text: renamed(text, kind, before, new)


def _answered(value: str, before: str, after: str) -> str:
    """An answer's JSON, a name or a list of them, with one name turned into another."""
    held, key = json.loads(value), name_key(before)

    def turn(name: object) -> object:
        return after if isinstance(name, str) and name_key(name) == key else name

    new = list(dict.fromkeys(map(turn, held))) if isinstance(held, list) else turn(held)
    return value if new == held else json.dumps(new, ensure_ascii=False)
