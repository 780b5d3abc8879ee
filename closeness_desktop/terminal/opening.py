"""Which journal a command means, how its passphrase is had, and that it is closed on every path."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from closeness_desktop import paths
from closeness_desktop.errors import StorageError, UsageError
from closeness_desktop.settings import SettingsFile
from closeness_desktop.terminal import inputs
from closeness_desktop.terminal.output import note

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.vault import Vault

PASSPHRASE_FILE = "--passphrase-file"  # noqa: S105

JournalOption = Annotated[
    str | None,
    typer.Option(
        "--journal", metavar="PATH", help="The journal's folder; without it, the one in your own data folder."
    ),
]
PassphraseOption = Annotated[
    str | None,
    typer.Option(
        PASSPHRASE_FILE,
        metavar="FILE",
        help="Take the passphrase from the first line of this file; “-” is standard input.",
    ),
]


@dataclass(frozen=True, slots=True)
class Common:
    """What every command may be told, before or after its name: where the journal is, and its passphrase."""

    journal: Path
    passphrase_file: str | None

    @classmethod
    def of(cls, context: typer.Context) -> Common:
        """Gather both from a command and the groups above it; what stands nearest to the end counts."""
        journal = _nearest(context, "journal_path")
        if journal == "":
            raise UsageError("--journal needs the path of a folder.")
        place = Path(journal).expanduser() if journal else paths.default_journal()
        return cls(place.absolute(), _nearest(context, "passphrase_file"))

    def passphrase(self) -> str:
        """The passphrase that opens the journal. Raises UsageError when there is nobody to ask."""
        return inputs.secret(self.passphrase_file, "Passphrase: ", PASSPHRASE_FILE)


@contextlib.contextmanager
def journal(common: Common) -> Iterator[Journal]:
    """The open journal, closed at the end whatever happens. Raises what `vault.open` raises."""
    from closeness_desktop import opening, vault

    if not vault.is_journal(common.journal):
        vault.open(common.journal, "")  # says what is wrong, before anyone is asked for a passphrase
    passphrase = common.passphrase()
    open_it = partial(opening.open_journal, common.journal, passphrase, SettingsFile().now.seen)
    with ended_by_signals():
        try:
            whole = open_it()
        except vault.MuchMemoryError as error:
            if not (inputs.stdin_is_terminal() and inputs.confirmed(f"{error} Go on all the same?")):
                raise
            whole = open_it(allow_much_memory=True)
        with closing(whole) as opened:
            yield opened


@contextlib.contextmanager
def closing(opened: Journal) -> Iterator[Journal]:
    """Say what the vault noticed, close the journal at the end, and remember its counter on this computer."""
    try:
        for noticed in opened.vault.notices:
            note(noticed.value)
        remember(opened.vault)
        yield opened
    finally:
        opened.close()
        remember(opened.vault)


def remember(opened: Vault) -> None:
    """Keep the seal's counter among the settings; that they cannot be written is said and no more."""
    try:
        SettingsFile().met(opened.id, opened.counter)
    except StorageError as error:
        note(str(error))


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let a polite request to end (SIGTERM, a closed terminal) close the journal on its way out."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    polite = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heeded = [
        number for number in polite if signal.getsignal(number) != signal.SIG_IGN
    ]  # `nohup` ignores one
    before = {number: signal.signal(number, leave) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _nearest(context: Any, name: str) -> str | None:  # typer gives the class of parents no public name
    value: str | None = context.params.get(name)
    if value is None and context.parent is not None:
        return _nearest(context.parent, name)
    return value
