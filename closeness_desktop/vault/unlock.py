"""From what a person typed to the master key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from closeness_desktop.errors import DamagedError, KnownError, UsageError, WrongKeyError
from closeness_desktop.vault import copies, cost, header, keys, recovery, slots
from closeness_desktop.vault.copies import Copy
from closeness_desktop.vault.cost import Cost
from closeness_desktop.vault.header import Header
from closeness_desktop.vault.keys import KeyTree

WRONG_PASSPHRASE = "That passphrase does not open this journal."  # noqa: S105
WRONG_RECOVERY_KEY = "That recovery key does not open this journal."

Opener = Callable[[Header], bytearray | None]


class MuchMemoryError(KnownError):
    """Opening would take more than half of this computer's memory; ask first, then allow it."""


def by_passphrase(passphrase: str, *, allow_much_memory: bool) -> Opener:
    """Opens passphrase slots. The opener raises MuchMemoryError unless it is allowed."""

    def opener(found: Header) -> bytearray | None:
        for slot in found.slots:
            if slot.cost is not None and not allow_much_memory:
                _check_memory(slot.cost)
            master = slots.open_with_passphrase(slot, found.vault_id, passphrase)
            if master is not None:
                return master
        return None

    return opener


def by_recovery_secret(secret: bytearray) -> Opener:
    """Opens recovery slots."""

    def opener(found: Header) -> bytearray | None:
        for slot in found.slots:
            master = slots.open_with_recovery(slot, found.vault_id, secret)
            if master is not None:
                return master
        return None

    return opener


def typed_recovery_key(text: str) -> bytearray:
    """The secret of a typed recovery key. Raises WrongKeyError for a mistyped one: it opens no slot."""
    try:
        return recovery.from_text(text)
    except UsageError as error:
        raise WrongKeyError(str(error)) from error


def unlock(folder: Path, opener: Opener, wrong: str) -> tuple[Copy, KeyTree, bool]:
    """The copy of the header that opens, the keys, and whether both copies are whole and the same.

    The newer copy is tried first, then the other: after a crash between the two, either passphrase opens.
    Raises WrongKeyError with the sentence `wrong`, DamagedError, NotAJournalError, NewerVersionError.
    """
    first, second = copies.read(folder)
    found = {copy.data: copy for copy in (first, second) if copy is not None}
    edited = False
    for copy in sorted(found.values(), key=lambda copy: -copy.header.generation):
        master = opener(copy.header)
        if master is None:
            continue
        tree = KeyTree(master, copy.header.id_bytes)
        if header.authentic(copy.data, tree.header):
            return copy, tree, first == second
        tree.wipe()
        edited = True
    if edited:
        raise DamagedError("The journal’s header was edited by something other than Closeness.")
    raise WrongKeyError(wrong)


def mend(folder: Path, copy: Copy, tree: KeyTree) -> Copy:
    """Make both copies of the header as the opened one, and newer than any other. Raises StorageError."""
    newest = copy.header
    for other in copies.read(folder):
        if other is not None and header.authentic(other.data, tree.header):
            newest = max(newest, other.header, key=lambda found: found.generation)
    if newest.generation > copy.header.generation:
        changed = copy.header.at_generation(newest.generation + 1)
        copy = Copy(header.encode(changed, tree.header), changed)
    copies.write(folder, copy.data)
    return copy


def usable(passphrase: str, wanted: Cost | None) -> Cost:
    """The cost for a new passphrase slot. Raises UsageError: an empty passphrase, a cost out of bounds."""
    if not keys.normalised(passphrase):
        raise UsageError("A passphrase cannot be empty.")
    if wanted is None:
        return cost.default_cost()
    if fault := cost.fault(wanted):
        raise UsageError(f"That cost is out of bounds: {fault}.")
    return wanted


def _check_memory(wanted: Cost) -> None:
    if wanted.memory_kib > cost.memory_of_this_computer() // 2:
        raise MuchMemoryError(
            f"Opening this journal takes {wanted.memory_kib // cost.MIB} MiB of memory, "
            "more than half of what this computer has."
        )
