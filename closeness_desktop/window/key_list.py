"""Every key that does something, by where it works: commands’, and those that widgets answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtGui import QKeySequence

from closeness_desktop.window.commands import ANYWHERE, Command, KeyHelp

OR = " or "
"""What stands between several keys for one thing."""

PAGES_WITH_KEYS = ("today", "journal", "calendar")
"""Pages that add commands with keys of their own once they are built."""

ROOMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Naming feelings", ("widgets.feelings_field",)),
    ("Numbers", ("widgets.numbers_field",)),
    ("Words and numbers", ("pages.names_card",)),
    ("Writing", ("editor.writing", "editor.toolbar", "editor.answer_places")),
    ("Finding in the text", ("editor.find_bar",)),
    ("Reading", ("reading.view", "pages.beside_pane")),
    ("What is attached", ("attachments.tile",)),
    ("A picture seen whole", ("attachments.viewer",)),
    ("The list of entries", ("pages.list_menu",)),
    ("A template", ("pages.template_form",)),
    ("A session", ("pages.session", "pages.guided_run")),
    ("A month of days", ("widgets.month_grid",)),
    ("A year of days", ("widgets.year_grid",)),
    ("Charts", ("widgets.day_chart",)),
)
"""Headings, and the modules below closeness_desktop.window whose constant KEYS stands under each."""


@dataclass(frozen=True)
class KeyGroup:
    """The keys that work in one place."""

    where: str
    keys: tuple[KeyHelp, ...]


def all_keys(commands: Iterable[Command]) -> list[KeyGroup]:
    """What works anywhere first, then place by place."""
    found: dict[str, list[KeyHelp]] = {ANYWHERE: []}
    for command in commands:
        if command.sequences:
            shown = OR.join(dict.fromkeys(_native(keys) for keys in command.sequences))
            found.setdefault(command.where, []).append(KeyHelp(shown, command.title))
    for where, modules in ROOMS:
        for module in modules:
            found.setdefault(where, []).extend(in_module(module))
    return [KeyGroup(where, tuple(dict.fromkeys(keys))) for where, keys in found.items() if keys]


def in_module(module: str) -> list[KeyHelp]:
    """The constant KEYS of a module below closeness_desktop.window, its keys as the desktop writes them."""
    keys: Iterable[KeyHelp] = import_module(f"closeness_desktop.window.{module}").KEYS
    return [KeyHelp(OR.join(_shown(part) for part in each.keys.split(OR)), each.what) for each in keys]


def _shown(keys: str) -> str:
    """Keys as the desktop writes them; words, as "A letter", as they are."""
    sequence = QKeySequence.fromString(keys)
    return _native(sequence) if sequence.toString() == keys else keys


def _native(keys: QKeySequence) -> str:
    """As the desktop writes them; both keys that are called so are Enter."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
