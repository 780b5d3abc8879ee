"""Slow work on one thread of its own: key derivation, verify, statistics over everything, export.

A function runs on the worker; its result, or the error it raised, comes back on the window's thread through
one signal. After `forget`, results of work begun before it are dropped (an unlock overtaken by a lock), and
what they hold is let go before the next work begins.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

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

        on_forgotten: called with the result when it came too late, so that what it holds can be let go; on
        the worker's thread, unless it came just before it was forgotten.
        """
        generation = self._generation

        def work() -> tuple[T, bool]:
            result, late = function(), generation != self._generation
            if late and on_forgotten is not None:
                on_forgotten(result)
            return result, late

        def report(future: Future[tuple[T, bool]]) -> None:
            self._finished.emit((future, generation, on_done, on_error, on_forgotten))

        self._pool.submit(work).add_done_callback(report)

    def forget(self) -> None:
        """Drop the results of everything begun so far."""
        self._generation += 1

    def stop(self) -> None:
        """Wait for the work under way, let go of what it brings, and end the thread."""
        self.forget()
        self._pool.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)  # no loop may run after this one

    @Slot(object)
    def _deliver(self, work: tuple[Future[tuple[Any, bool]], int, Any, Any, Any]) -> None:
        future, generation, on_done, on_error, on_forgotten = work
        error = future.exception()
        if generation != self._generation:
            if error is None and on_forgotten is not None:
                result, gone = future.result()
                if not gone:
                    on_forgotten(result)
        elif error is None:
            on_done(future.result()[0])
        elif on_error is not None:
            on_error(error)
        else:
            raise error
