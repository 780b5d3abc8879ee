"""Private settings, inside the journal: JSON values by key."""

from __future__ import annotations

import json
from typing import Any

from closeness_desktop.journal.storage import Storage


class SettingStore:
    """The person's own settings. Keys in use are named where they are used."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a setting, or `default` when it was never set."""
        row = self._storage.row("SELECT value FROM setting WHERE key = ?", (key,))
        return json.loads(row[0]) if row else default

    def set(self, key: str, value: Any, *, origin: object = None) -> None:
        """Keep a JSON value; the same value again writes nothing."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        with self._storage.writing(origin) as touched:
            if self._storage.row("SELECT 1 FROM setting WHERE key = ? AND value = ?", (key, text)):
                return
            now = self._storage.now_ms()
            self._storage.run(
                "INSERT INTO setting (key, value, created, updated) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated = excluded.updated",
                (key, text, now, now),
            )
            touched.note("setting", key)
