"""What is kept: tables, frozen migrations, a store for each kind of record, search. `Journal` is its face."""

from __future__ import annotations

from closeness_desktop.journal.journal import Journal
from closeness_desktop.journal.keep import KEEP
from closeness_desktop.journal.shape import entry_json

__all__ = ["KEEP", "Journal", "entry_json"]
