"""The display is kept awake from the wish to its end, or the desktop cannot be asked and nothing breaks."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from wakepy import global_modes

from closeness_desktop.window.platform.awake import Awake


@pytest.fixture
def granted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that grants it: wakepy's own switch for tests, before any desktop is asked."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that cannot be asked."""
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


@pytest.mark.usefixtures("granted")
def test_it_is_held_until_it_is_released() -> None:
    awake = Awake()
    assert not awake.held
    assert awake.hold()
    assert awake.hold(), "asking twice is asking once"
    assert awake.held
    assert len(global_modes()) == 1
    awake.release()
    awake.release()
    assert not awake.held
    assert global_modes() == []
    assert awake.hold(), "after a pause it is held again"
    awake.release()


@pytest.mark.usefixtures("refused")
def test_a_desktop_that_cannot_be_asked_breaks_nothing() -> None:
    awake = Awake()
    assert not awake.hold()
    assert not awake.hold()
    assert not awake.held
    awake.release()
    assert global_modes() == []


def test_without_a_session_bus_it_is_refused_and_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started to find a bus: on Linux the desktop is asked over a socket, or not at all."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS", raising=False)
    if sys.platform != "linux":
        pytest.skip("another system asks in another way")
    code = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(event)
                 if event in ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.system", "socket.connect")
                 else None)
from closeness_desktop.window.platform.awake import Awake
awake = Awake()
assert not awake.hold()
awake.release()
assert started == [], started
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus here to try it on")
def test_a_desktop_is_asked_and_told_when_it_is_over() -> None:
    """Over a real bus of its own, on which a stand-in answers for the desktop."""
    code = """
import threading
from jeepney import HeaderFields, MessageType, message_bus, new_method_return
from jeepney.io.blocking import Proxy, open_dbus_connection

desktop, asked = open_dbus_connection(bus="SESSION"), []
Proxy(message_bus, desktop).RequestName("org.freedesktop.ScreenSaver")

def answer():
    while True:
        message = desktop.receive()
        if message.header.message_type is MessageType.method_call:
            member = message.header.fields[HeaderFields.member]
            asked.append((member, *message.body))
            given = ("u", (7,)) if member == "Inhibit" else (None, ())
            desktop.send(new_method_return(message, *given))

threading.Thread(target=answer, daemon=True).start()
from closeness_desktop.window.platform.awake import Awake
awake = Awake()
assert awake.hold()
awake.release()
assert [member for member, *_ in asked] == ["Inhibit", "UnInhibit"], asked
assert asked[1] == ("UnInhibit", 7), asked
assert "closeness" not in str(asked).lower(), "the desktop need not know who asks"
"""
    command = ["dbus-run-session", "--", sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
