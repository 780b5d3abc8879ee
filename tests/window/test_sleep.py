"""We hear that the computer is about to sleep; it waits for us, and is let go. On a bus of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from pytestqt.qtbot import QtBot

from closeness_desktop.window.platform.sleep import INTERFACE, PATH, SERVICE, SleepWatch

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no D-Bus on this system")


class Logind(QDBusVirtualObject):
    """Grants inhibitors as logind does: one end of a pipe, which closes when the program lets go."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self.bus = bus
        self.asked: list[list[object]] = []
        self.ends: list[int] = []

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append(message.arguments())
        ours, theirs = os.pipe()
        os.set_blocking(ours, False)
        self.ends.append(ours)
        connection.send(message.createReply(QDBusUnixFileDescriptor(theirs)))
        os.close(theirs)
        return True

    def tell(self, falling_asleep: bool) -> None:
        signal = QDBusMessage.createSignal(PATH, INTERFACE, "PrepareForSleep")
        signal.setArguments([falling_asleep])
        self.bus.send(signal)

    def let_go(self, number: int) -> bool:
        """Whether the program has closed its end of an inhibitor."""
        try:
            return os.read(self.ends[number], 1) == b""
        except BlockingIOError:
            return False


@pytest.fixture
def bus(qapp: object) -> Iterator[Callable[[str], QDBusConnection]]:
    """Connections to a message bus of this test's own."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        names: list[str] = []

        def connect(name: str) -> QDBusConnection:
            names.append(name)
            return QDBusConnection.connectToBus(address, name)

        yield connect
        for name in names:
            QDBusConnection.disconnectFromBus(name)
        daemon.kill()


@pytest.fixture
def logind(bus: Callable[[str], QDBusConnection]) -> Iterator[Logind]:
    made = Logind(bus("logind"))
    assert made.bus.registerVirtualObject(PATH, made)
    assert made.bus.registerService(SERVICE)
    yield made
    for end in made.ends:
        os.close(end)


def test_the_computer_waits_until_all_is_saved(
    bus: Callable[[str], QDBusConnection], logind: Logind, qtbot: QtBot
) -> None:
    watch = SleepWatch()
    watch.start(bus("program"))
    qtbot.waitUntil(lambda: watch.holding)
    assert logind.asked[0][0] == "sleep"
    assert logind.asked[0][3] == "delay"
    seen: list[bool] = []
    watch.falling_asleep.connect(lambda: seen.append(logind.let_go(0)))
    logind.tell(True)
    qtbot.waitUntil(lambda: logind.let_go(0))
    assert seen == [False]  # while we were saving, it was still being held up
    logind.tell(False)
    qtbot.waitUntil(lambda: len(logind.asked) == 2 and watch.holding)
    assert not logind.let_go(1)
    watch.stop()
    qtbot.waitUntil(lambda: logind.let_go(1))


def test_without_logind_nothing_is_held_and_nothing_breaks(
    bus: Callable[[str], QDBusConnection], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    watch = SleepWatch()
    with caplog.at_level("INFO", logger="closeness.sleep"):
        watch.start(bus("alone"))
        qtbot.waitUntil(lambda: bool(caplog.records))
    assert not watch.holding
    watch.stop()
