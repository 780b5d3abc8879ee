"""Slow work on one thread of its own: key derivation, verify, statistics over everything, export.

A function runs on the worker; its result, or the error it raised, comes back on the window's thread through
one signal. After `forget`, results of work begun before it are dropped (an unlock overtaken by a lock).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Worker(QObject):
    """One background thread with results on the window's thread."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="closeness")
        self._generation = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None] | None = None,
        on_forgotten: Callable[[T], None] | None = None,
    ) -> None:
        """Run `function` off the window's thread; without `on_error` its error is raised on that thread.

        on_forgotten: called with the result when it came too late, so that what it holds can be let go.
        """
        generation = self._generation

        def report(future: Future[T]) -> None:
            self._finished.emit((future, generation, on_done, on_error, on_forgotten))

        self._pool.submit(function).add_done_callback(report)

    def forget(self) -> None:
        """Drop the results of everything begun so far."""
        self._generation += 1

    def stop(self) -> None:
        """Wait for the work under way and end the thread."""
        self.forget()
        self._pool.shutdown(wait=True)

    @Slot(object)
    def _deliver(self, work: tuple[Future[Any], int, Any, Any, Any]) -> None:
        future, generation, on_done, on_error, on_forgotten = work
        error = future.exception()
        if generation != self._generation:
            if error is None and on_forgotten is not None:
                on_forgotten(future.result())
            return
        if error is None:
            on_done(future.result())
        elif on_error is not None:
            on_error(error)
        else:
            raise error
