"""What can go wrong: the world's fault is a KnownError and shown kindly; ours is a BugError and loud.

The text of a KnownError is one plain sentence for a person. `exit_status` is what the command line
answers with (docs: the command line contract). A sentence may name what a person typed on this very call,
never what the journal holds.
"""

from __future__ import annotations


class ClosenessError(Exception):
    """The root of everything that this program raises on purpose."""


class BugError(ClosenessError):
    """Something that our own code promised cannot happen."""


class KnownError(ClosenessError):
    """The world's fault: a full disk, an unwritable folder, an unknown id."""

    exit_status = 1


class NotFoundError(KnownError):
    """A record was asked for by an id that the journal does not hold."""


class StorageError(KnownError):
    """The disk is full, read-only, or failed."""


class NotYetError(KnownError):
    """The command line contract names it, this version does not have it yet."""


class UsageError(KnownError):
    """A wrong option, date or value."""

    exit_status = 2


class QueryError(UsageError):
    """A mistake in a search query; `position` is the offset in code points where it begins."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


class WrongKeyError(KnownError):
    """The passphrase or recovery key opens no key slot. The journal itself is sound."""

    exit_status = 3


class InUseError(KnownError):
    """Another process has this journal open."""

    exit_status = 4


class DamagedError(KnownError):
    """The journal, a part of it, or a backup was cut short, altered or lost a part."""

    exit_status = 5


class NotAJournalError(KnownError):
    """There is nothing at that place, or it is no journal."""

    exit_status = 6


class NewerVersionError(KnownError):
    """The journal was made by a newer version of this program."""

    exit_status = 7
