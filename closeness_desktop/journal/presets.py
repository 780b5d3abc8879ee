"""Set-ups kept under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from closeness_desktop.journal.kept import NamedRecordStore
from closeness_desktop.journal.text import check_storable, name_key
from closeness_desktop.records import Preset


class PresetStore(NamedRecordStore):
    """What a plan may hold is the business of `practice`."""

    kind = table = said = "preset"

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
        name = self._clean(name)
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
        with self._storage.writing(origin):
            self._rename(id, name)
            return self.get(id)
