"""Set-ups kept under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.text import check_storable, name_key
from closeness_desktop.records import Preset

_LONGEST = 60


class PresetStore(RecordStore):
    """Each name stands once, whatever its case. What a plan may hold is the business of `practice`."""

    kind = table = "preset"

    def all(self) -> list[Preset]:
        """Every preset, by name."""
        return [
            Preset(id, name, json.loads(plan))
            for id, name, plan in self._storage.rows(
                "SELECT id, name, plan FROM preset WHERE deleted IS NULL ORDER BY key, number"
            )
        ]

    def get(self, id: str) -> Preset:
        """The preset with this id. Raises NotFoundError."""
        with self._storage.reading():
            self._living(id)
            (row,) = self._storage.rows("SELECT id, name, plan FROM preset WHERE id = ?", (id,))
        return Preset(row[0], row[1], json.loads(row[2]))

    def save(self, name: str, plan: Mapping[str, Any], *, origin: object = None) -> Preset:
        """Keep a set-up under a name; one that has the name already takes the new plan. Raises UsageError."""
        name = _clean(name)
        text = json.dumps(dict(plan), ensure_ascii=False, sort_keys=True)
        check_storable(text, "plan")
        with self._storage.writing(origin):
            id = self._named(name)
            if id is None:
                id = self._add(name=name, key=name_key(name), plan=text)
            else:
                self._set(id, name=name, plan=text)
            return self.get(id)

    def rename(self, id: str, name: str, *, origin: object = None) -> Preset:
        """Give a preset another name. Raises NotFoundError, and UsageError for a name that is taken."""
        name = _clean(name)
        with self._storage.writing(origin):
            self._living(id)
            if self._named(name) not in (None, id):
                raise UsageError(f"There is a preset called “{name}” already.")
            self._set(id, name=name, key=name_key(name))
            return self.get(id)

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`; when its name is taken by now, with a number after it."""
        with self._storage.writing(origin):
            if self._known(id):
                return
            ((name,),) = self._storage.rows("SELECT name FROM preset WHERE id = ?", (id,))
            free, number = name, 1
            while self._named(free) is not None:
                number += 1
                free = f"{name} {number}"
            self._set(id, deleted=None, name=free, key=name_key(free))

    def _named(self, name: str) -> str | None:
        row = self._storage.row("SELECT id FROM preset WHERE key = ? AND deleted IS NULL", (name_key(name),))
        return row[0] if row else None


def _clean(name: str) -> str:
    cleaned = " ".join(check_storable(name, "name").split())
    if not cleaned:
        raise UsageError("A preset needs a name.")
    if len(cleaned) > _LONGEST:
        raise UsageError(f"The name of a preset has at most {_LONGEST} characters.")
    return cleaned
