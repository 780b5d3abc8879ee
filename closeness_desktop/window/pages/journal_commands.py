"""What can be done on the Journal page: by name, by key, and in the menu at the head of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_desktop.window.commands import Command
from closeness_desktop.window.search.commands import search_commands

if TYPE_CHECKING:
    from closeness_desktop.window.pages.journal import JournalPage

_WHERE = "Journal"
PIN = "Pin to the top, or take the pin away"


def journal_commands(page: JournalPage) -> tuple[Command, ...]:
    """All that is told to the palette and to the sheet of keys."""
    return (
        Command("journal.older", "Older entry", page.older, ("Alt+Down", "Ctrl+PgDown"), _WHERE),
        Command("journal.newer", "Newer entry", page.newer, ("Alt+Up", "Ctrl+PgUp"), _WHERE),
        Command(
            "journal.earlier",
            "Earlier texts of this entry",
            page.show_earlier,
            where=_WHERE,
            enabled=page.is_stored,
            words=("history", "revisions", "versions"),
        ),
        *search_commands(page.pane, page.list),
        page.pane.reading.command(page.has_entry),
        *page.two.commands(),
        Command(
            "journal.pin",
            PIN,
            page.pin_or_unpin,
            where=_WHERE,
            enabled=page.is_stored,
            words=("unpin", "keep"),
        ),
        Command("journal.paper", "Print or save as PDF", page.put_on_paper, "Ctrl+P", _WHERE),
        Command("journal.delete", "Delete this entry", page.delete_entry, enabled=page.has_entry),
    )


def fill_menu(page: JournalPage) -> None:
    """The menu at the head of the open entry."""
    more = page.pane.header.more
    more.add("Keep beside, to read", page.two.keep_beside, page.is_stored)
    more.add(PIN, page.pin_or_unpin, page.is_stored)
    more.add("Earlier texts", page.show_earlier, page.is_stored)
    more.add("Print or save as PDF…", page.put_on_paper)
    more.add("Open the trash", lambda: page.context.go("trash"))
