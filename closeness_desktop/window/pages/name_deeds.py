"""Doing something to a name in the whole journal: at once, or on the worker where many texts change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from closeness_desktop import logs
from closeness_desktop.errors import KnownError
from closeness_desktop.journal.everywhere import NameDeed
from closeness_desktop.window.context import Context

T = TypeVar("T")

MANY = 100
"""Texts that change at once; more take longer than a tenth of a second, and go to the worker."""


class NameDeeds(QObject):
    """Each deed is said with an offer to take it back. One done at once raises what the journal refuses.

    busy: one goes on on the worker, True, or is done, False.
    """

    busy = Signal(bool)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def rename(self, kind: str, id: str, before: str, name: str) -> None:
        """Give a name another spelling."""
        names = self._context.journal.names
        self._do(kind, id, f"“{before}” is now “{name.strip()}”.", partial(names.rename, kind, id, name))

    def merge(self, kind: str, id: str, before: str, into: str, after: str) -> None:
        """Let another name take the entries of this one."""
        names = self._context.journal.names
        self._do(kind, id, f"“{before}” is part of “{after}” now.", partial(names.merge, kind, id, into))

    def delete(self, kind: str, id: str, before: str) -> None:
        """Take a name off every entry."""
        names = self._context.journal.names
        self._do(kind, id, f"“{before}” is taken off every entry.", partial(names.delete, kind, id))

    def _do(self, kind: str, id: str, sentence: str, act: Callable[[], NameDeed]) -> None:
        names = self._context.journal.names
        many = names.written(kind, id) > MANY
        done: list[NameDeed] = []

        def said(deed: NameDeed) -> None:
            done[:] = [deed]
            self._context.say(sentence, undo, redo)

        def undo() -> None:
            self._run(partial(names.take_back, done[0]), lambda _: None, many=many)

        def redo() -> None:
            self._run(act, lambda deed: done.__setitem__(slice(None), [deed]), many=many)

        self._run(act, said, many=many)

    def _run(self, act: Callable[[], T], then: Callable[[T], None], *, many: bool) -> None:
        if not many:
            then(act())
            return

        def over(result: T) -> None:
            self._tell_busy(False)
            then(result)

        self._tell_busy(True)
        self._context.worker.run(act, over, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._tell_busy(False)
        self._context.say(str(error) if isinstance(error, KnownError) else logs.bug_sentence(error))

    def _tell_busy(self, busy: bool) -> None:
        if isValid(self):
            self.busy.emit(busy)
