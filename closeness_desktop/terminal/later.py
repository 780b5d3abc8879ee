"""What the command line contract names and this version does not have yet."""

from __future__ import annotations

from typing import Annotated

import typer

from closeness_desktop.errors import NotYetError

# Whatever is said to them, the answer is the same.
ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}

Anything = Annotated[list[str] | None, typer.Argument(hidden=True)]


def not_yet(name: str) -> None:
    """Raise NotYetError for a command."""
    raise NotYetError(f"“closeness {name}” is not in this version yet.")


def say(rest: Anything = None) -> None:
    """Hints on a sentence for someone (not yet)."""
    not_yet("say")


def import_from(rest: Anything = None) -> None:
    """Bring in another journal (not yet)."""
    not_yet("import")


def export_to(rest: Anything = None) -> None:
    """Write the journal out (not yet)."""
    not_yet("export")


def backup(rest: Anything = None) -> None:
    """Make a backup (not yet)."""
    not_yet("backup")


def restore(rest: Anything = None) -> None:
    """Put a backup back (not yet)."""
    not_yet("restore")
