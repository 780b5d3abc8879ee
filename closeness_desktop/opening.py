"""Opening and closing a journal, with what this computer remembers of it. No Qt: the command line uses it."""

from __future__ import annotations

from pathlib import Path

from closeness_desktop import paths, vault
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile


def usual_journal(settings: SettingsFile) -> Path | None:
    """The journal to ask a passphrase for: the last one opened, else the one at the usual place, or None."""
    last = settings.now.last_journal
    for folder in (Path(last) if last else None, paths.default_journal()):
        if folder is not None and vault.is_journal(folder):
            return folder
    return None


def open_journal(folder: Path, passphrase: str) -> Journal:
    """Open with the passphrase. Raises the KnownErrors of `vault.open` and of the journal's migrations."""
    return _whole(vault.open(folder, passphrase))


def open_with_recovery_key(folder: Path, key: str, new_passphrase: str) -> Journal:
    """Open with the recovery key, set a new passphrase. Raises as `open_journal`, UsageError if mistyped."""
    opened = vault.open_with_recovery_key(folder, key)
    try:
        opened.set_passphrase(new_passphrase)
    except BaseException:
        opened.close()
        raise
    return _whole(opened)


def make_journal(folder: Path, passphrase: str) -> Journal:
    """Make a new journal in a folder that does not exist or is empty."""
    return _whole(vault.create(folder, passphrase))


def _whole(opened: vault.Vault) -> Journal:
    """A journal over an open vault; the vault does not stay open when the journal cannot."""
    try:
        return Journal(opened)
    except BaseException:
        opened.close()
        raise


def cautions(journal: Journal, settings: SettingsFile) -> tuple[vault.Notice, ...]:
    """What a person should weigh before going on: changed from outside, or older than one seen here."""
    found: list[vault.Notice] = []
    if vault.Notice.CHANGED_OUTSIDE in journal.vault.notices:
        found.append(vault.Notice.CHANGED_OUTSIDE)
    if journal.vault.counter < settings.now.seen.get(journal.vault.id, -1):
        found.append(vault.Notice.OLDER_COPY)
    return tuple(found)


def quiet_notices(journal: Journal) -> tuple[vault.Notice, ...]:
    """What was put right by itself and only wants to be mentioned."""
    serious = (vault.Notice.CHANGED_OUTSIDE, vault.Notice.OLDER_COPY)
    return tuple(notice for notice in journal.vault.notices if notice not in serious)


def close_journal(journal: Journal, settings: SettingsFile) -> None:
    """Seal and close, then remember the seal's counter on this computer."""
    opened = journal.vault
    journal.close()
    settings.met(opened.id, opened.counter)
