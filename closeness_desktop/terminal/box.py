"""`closeness new`, `verify`, `passphrase` and `recovery`: the locked box itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from closeness_desktop.errors import DamagedError, KnownError, UsageError, WrongKeyError
from closeness_desktop.settings import SettingsFile
from closeness_desktop.terminal import inputs, output
from closeness_desktop.terminal.opening import (
    PASSPHRASE_FILE,
    Common,
    JournalOption,
    PassphraseOption,
    closing,
    ended_by_signals,
    journal,
)

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal

NEW_PASSPHRASE_FILE = "--new-passphrase-file"  # noqa: S105
RECOVERY_KEY_FILE = "--recovery-key-file"
FILE_HELP = "from the first line of this file; “-” is standard input."

NewPassphraseOption = Annotated[
    str | None,
    typer.Option(NEW_PASSPHRASE_FILE, metavar="FILE", help=f"Take the new passphrase {FILE_HELP}"),
]
RecoveryKeyOption = Annotated[
    str | None, typer.Option(RECOVERY_KEY_FILE, metavar="FILE", help=f"Take the recovery key {FILE_HELP}")
]


def new(
    context: typer.Context, journal_path: JournalOption = None, passphrase_file: PassphraseOption = None
) -> None:
    """Make a journal."""
    common = Common.of(context)
    if _taken(common):
        raise KnownError(
            f"There is something at {common.journal} already; choose another place for the journal."
        )
    if common.passphrase_file is None:
        output.note("Without its passphrase nobody can open a journal, and nobody can help you to.")
    passphrase = inputs.new_secret(common.passphrase_file, PASSPHRASE_FILE)
    from closeness_desktop import opening

    with ended_by_signals(), closing(opening.make_journal(common.journal, passphrase)):
        pass
    output.out(f"Your journal is at {common.journal}")
    output.note("“closeness recovery new” makes a recovery key, for the day the passphrase is forgotten.")


def verify(
    context: typer.Context, journal_path: JournalOption = None, passphrase_file: PassphraseOption = None
) -> None:
    """Check every page, every record and every attachment."""
    from closeness_desktop.vault import Notice

    common = Common.of(context)
    with journal(common) as opened:
        faults = opened.verify()
        if {Notice.CHANGED_OUTSIDE, Notice.HEADER_REPAIRED} & set(opened.vault.notices):
            # Opening has put it right or sealed it anew by now; the check is still of what lay there before.
            faults.insert(0, "A part of the journal was missing or altered when it was opened.")
        entries = opened.entries.count()
    if faults:
        raise DamagedError(" ".join(faults))
    output.out(
        f"All is sound: {entries} {'entry' if entries == 1 else 'entries'}, every page, every attachment."
    )


def passphrase(
    context: typer.Context,
    new_passphrase_file: NewPassphraseOption = None,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Change the passphrase."""
    common = Common.of(context)
    inputs.one_dash(common.passphrase_file, new_passphrase_file)
    with journal(common) as opened:
        opened.vault.set_passphrase(inputs.new_secret(new_passphrase_file, NEW_PASSPHRASE_FILE))
    output.note("The passphrase is changed. Older copies of the journal still open with the old one.")


def recovery_new(
    context: typer.Context, journal_path: JournalOption = None, passphrase_file: PassphraseOption = None
) -> None:
    """Make a recovery key and print it, this once. An earlier one opens nothing any more."""
    common = Common.of(context)
    made: list[str] = []
    try:
        with journal(common) as opened:
            made.append(opened.vault.new_recovery_key())
    finally:
        if made:  # also when closing failed: the key is the journal's now
            output.out(made[0])
            output.note("Write it down and keep it away from this computer. It is shown this once.")


def recovery_check(
    context: typer.Context,
    recovery_key_file: RecoveryKeyOption = None,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Try whether a recovery key opens the journal. The passphrase is not needed."""
    common = Common.of(context)
    inputs.one_dash(common.passphrase_file, recovery_key_file)
    with _by_recovery_key(common, recovery_key_file):
        pass
    output.out("This recovery key opens the journal.")


def recovery_use(
    context: typer.Context,
    recovery_key_file: RecoveryKeyOption = None,
    new_passphrase_file: NewPassphraseOption = None,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Open the journal with the recovery key and set a new passphrase."""
    common = Common.of(context)
    inputs.one_dash(common.passphrase_file, recovery_key_file, new_passphrase_file)
    chosen = new_passphrase_file if new_passphrase_file is not None else common.passphrase_file
    with _by_recovery_key(common, recovery_key_file) as opened:
        opened.vault.set_passphrase(inputs.new_secret(chosen, NEW_PASSPHRASE_FILE))
    output.note("The passphrase is changed. The recovery key stays as it is.")


@contextlib.contextmanager
def _by_recovery_key(common: Common, key_file: str | None) -> Iterator[Journal]:
    """The journal, opened with its recovery key. A mistyped key is a wrong key here: WrongKeyError."""
    from closeness_desktop import vault
    from closeness_desktop.journal import Journal

    if not vault.is_journal(common.journal):
        vault.open(common.journal, "")  # says what is wrong, before anyone is asked for a key
    key = inputs.secret(key_file, "Recovery key: ", RECOVERY_KEY_FILE)
    seen = SettingsFile().now.seen
    with ended_by_signals():
        try:
            box = vault.open_with_recovery_key(common.journal, key, seen=seen)
        except UsageError as error:
            raise WrongKeyError(str(error)) from error
        with box, closing(Journal(box)) as opened:
            yield opened


def _taken(common: Common) -> bool:
    """Whether a new journal would stand in the way of something."""
    place = common.journal
    try:
        return place.is_symlink() or (place.exists() and (not place.is_dir() or any(place.iterdir())))
    except OSError as error:
        raise KnownError(f"{place} cannot be looked into: {error.strerror}.") from error
