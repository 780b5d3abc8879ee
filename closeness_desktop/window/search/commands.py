"""What can be done about a search on the Journal page, by name and by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_desktop.window.commands import Command
from closeness_desktop.window.search.hit_bar import NEXT, PREVIOUS

if TYPE_CHECKING:
    from closeness_desktop.window.pages.entry_list_pane import EntryListPane
    from closeness_desktop.window.pages.entry_pane import EntryPane


def search_commands(pane: EntryPane, entries: EntryListPane) -> tuple[Command, ...]:
    """To walk through what was found in the open entry, and to save and choose searches."""

    def is_marked() -> bool:
        return pane.marks.count > 0

    return (
        Command(
            "search.next",
            "Next place found",
            pane.hit_bar.to_next,
            NEXT,
            "Journal",
            is_marked,
            ("hit", "match"),
        ),
        Command(
            "search.previous",
            "Place found before this one",
            pane.hit_bar.to_previous,
            PREVIOUS,
            "Journal",
            is_marked,
            ("hit", "match"),
        ),
        Command(
            "search.saved",
            "Saved searches, and what you can type",
            entries.show_options,
            where="Journal",
            enabled=entries.isVisible,
            words=("keep", "query", "help", "operators", "filter"),
        ),
    )
