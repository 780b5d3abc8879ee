"""Hears that the computer is about to sleep, and holds it up for as long as saving and locking takes.

Linux: logind's PrepareForSleep and a delay inhibitor, over the local D-Bus (systemd.io/INHIBITOR_LOCKS; at
most five seconds by default). Elsewhere, and where no logind answers, nobody tells: then `AutoLock` notices
on waking that the clocks parted.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

LOGGER = logging.getLogger("closeness.sleep")

SERVICE, PATH, INTERFACE = (
    "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)  # fmt: skip
_PREPARE: Any = "1_prepare(bool)"
"""The slot below, as Qt's SLOT macro writes it; PySide takes a str where its annotations say bytes."""


class SleepWatch(QObject):
    """`falling_asleep` comes before the computer sleeps, which waits until all that is connected returned."""

    falling_asleep = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus: QDBusConnection | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._held: QDBusUnixFileDescriptor | None = None

    @property
    def holding(self) -> bool:
        """Whether the computer would wait for us before it sleeps."""
        return self._held is not None

    def start(self, bus: QDBusConnection | None = None) -> None:
        """Begin to listen, on the system's bus unless another is given. Harmless when repeated."""
        if self._bus is not None or (bus is None and sys.platform != "linux"):
            return
        from PySide6.QtDBus import QDBusConnection

        bus = bus or QDBusConnection.systemBus()
        if not bus.isConnected():
            return
        self._bus = bus
        bus.connect(SERVICE, PATH, INTERFACE, "PrepareForSleep", self, _PREPARE)
        self._hold()

    def stop(self) -> None:
        """Listen no more, and hold nothing up."""
        if self._bus is not None:
            self._bus.disconnect(SERVICE, PATH, INTERFACE, "PrepareForSleep", self, _PREPARE)
        self._bus = self._asked = self._held = None

    @Slot(bool)
    def _prepare(self, falling_asleep: bool) -> None:
        if falling_asleep:
            self.falling_asleep.emit()
            self._held = None  # closes our end: the computer may sleep now
        else:
            self._hold()

    def _hold(self) -> None:
        if self._bus is None or self._held is not None:
            return
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        call = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Inhibit")
        call.setArguments(["sleep", "Closeness", "Saving and locking", "delay"])
        self._asked = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        self._asked.finished.connect(self._granted)

    @Slot()
    def _granted(self) -> None:
        if self._asked is None:
            return
        reply: QDBusMessage = self._asked.reply()
        self._asked.deleteLater()
        self._asked = None
        if reply.errorName():
            LOGGER.info("the computer will not wait for us before it sleeps: %s", reply.errorName())
        else:
            self._held = reply.arguments()[0]
