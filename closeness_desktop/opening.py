"""Opening and closing a journal, with what this computer remembers of it. No Qt: the command line uses it.

The vault and the journal are imported inside the functions: their libraries take longer to load than the
first page does, and can do so while somebody types a passphrase (`get_ready`).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from closeness_desktop import paths
from closeness_desktop.clock import Clock
from closeness_desktop.settings import SettingsFile

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.vault import Notice, Vault


def get_ready() -> None:
    """Load what opening a journal needs. For the window's worker, before the passphrase is there."""
    import_module("closeness_desktop.journal")


def usual_journal(settings: SettingsFile) -> Path | None:
    """The journal to ask a passphrase for: the last one opened, else the one at the usual place, or None."""
    last = settings.now.last_journal
    for folder in (Path(last) if last else None, paths.default_journal()):
        if folder is not None and paths.looks_like_journal(folder):
            return folder
    return None


def open_journal(
    folder: Path,
    passphrase: str,
    seen: Mapping[str, int] | None = None,
    *,
    clock: Clock | None = None,
    allow_much_memory: bool = False,
) -> Journal:
    """Open with the passphrase. Raises the KnownErrors of `vault.open` and of the journal's migrations.

    seen: seal counters met on this computer, by journal id; an older copy is then among the vault's notices.
    """
    from closeness_desktop import vault

    return _whole(vault.open(folder, passphrase, seen=seen, allow_much_memory=allow_much_memory), clock)


def open_with_recovery_key(
    folder: Path,
    key: str,
    new_passphrase: str,
    seen: Mapping[str, int] | None = None,
    *,
    clock: Clock | None = None,
) -> Journal:
    """Open with the recovery key, set a new passphrase. Raises as `open_journal`, UsageError if mistyped."""
    from closeness_desktop import vault

    opened = vault.open_with_recovery_key(folder, key, seen=seen)
    try:
        opened.set_passphrase(new_passphrase)
    except BaseException:
        opened.close()
        raise
    return _whole(opened, clock)


def make_journal(folder: Path, passphrase: str, *, clock: Clock | None = None) -> Journal:
    """Make a new journal in a folder that does not exist or is empty."""
    from closeness_desktop import vault

    return _whole(vault.create(folder, passphrase), clock)


def _whole(opened: Vault, clock: Clock | None) -> Journal:
    """A journal over an open vault; the vault does not stay open when the journal cannot."""
    from closeness_desktop.journal import Journal

    try:
        return Journal(opened, clock=clock)
    except BaseException:
        opened.close()
        raise


def _serious() -> tuple[Notice, ...]:
    from closeness_desktop.vault import Notice

    return (Notice.CHANGED_OUTSIDE, Notice.OLDER_COPY)


def cautions(journal: Journal, settings: SettingsFile) -> tuple[Notice, ...]:
    """What a person should weigh before going on: changed from outside, or older than one seen here.

    Here means by a command too, since the window last read the settings.
    """
    from closeness_desktop.vault import Notice

    # Opening has raised the counter by one, so this one was at the most as high as what was seen.
    older = journal.vault.counter <= settings.seen().get(journal.vault.id, -1)
    found = set(journal.vault.notices) | ({Notice.OLDER_COPY} if older else set())
    return tuple(notice for notice in _serious() if notice in found)


def quiet_notices(journal: Journal) -> tuple[Notice, ...]:
    """What was put right by itself and only wants to be mentioned."""
    return tuple(notice for notice in journal.vault.notices if notice not in _serious())


def let_go(journal: Journal) -> None:
    """Close a journal that was opened too late to be wanted."""
    journal.close()


def close_journal(journal: Journal, settings: SettingsFile) -> None:
    """Seal and close, then remember the seal's counter on this computer."""
    opened = journal.vault
    journal.close()
    settings.met(opened.id, opened.counter)
