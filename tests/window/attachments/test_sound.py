"""Voice notes: recorded into memory, kept encrypted, played from there; a sentence without a microphone."""

from __future__ import annotations

import io
import math
import random
import socket
import struct
import threading
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.journal.links import links
from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments import player as players
from closeness_desktop.window.attachments import recorder as recorders
from closeness_desktop.window.attachments.player import Player
from closeness_desktop.window.attachments.recorder import RATE, Recorder
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.worker import Worker
from tests.window.attachments import shots
from tests.window.conftest import Heard

pytestmark = pytest.mark.qt_log_ignore("No audio device detected")


def tone(seconds: float, rate: int = RATE) -> bytes:
    """A WAV of one tone."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        frames = (round(9000 * math.sin(at / 20)) for at in range(round(seconds * rate)))
        sound.writeframes(b"".join(struct.pack("<h", frame) for frame in frames))
    return held.getvalue()


class Microphone(QBuffer):
    """A device that gives what it was told to, a little at a time."""

    def say(self, data: bytes) -> None:
        """Let these bytes be heard next."""
        self.close()
        self.setData(QByteArray(data))
        self.open(QIODevice.OpenModeFlag.ReadOnly)


def listen(recorder: Recorder, channels: int, *, as_float: bool) -> Microphone:
    """Let a recorder listen to a microphone of that form, as it would to a real one."""
    from PySide6.QtMultimedia import QAudioFormat

    form = QAudioFormat()
    form.setSampleRate(48_000)
    form.setChannelCount(channels)
    kinds = QAudioFormat.SampleFormat
    form.setSampleFormat(kinds.Float if as_float else kinds.Int16)
    device = Microphone(recorder)
    device.say(b"")
    recorder._listen(device, form)
    return device


@pytest.mark.parametrize("as_float", [True, False])
@pytest.mark.parametrize("channels", [1, 2])
def test_what_the_microphone_gives_becomes_one_channel(qapp: object, channels: int, as_float: bool) -> None:
    """Whatever its form is, and though a frame may come in two parts."""
    recorder = Recorder()
    device = listen(recorder, channels, as_float=as_float)
    chance = random.Random(2)
    voice = [chance.randrange(-20_000, 20_000) for _ in range(48_000)]
    frames = [voice[at // channels] for at in range(48_000 * channels)]
    code, scale = ("f", 1 / 32768) if as_float else ("h", 1)
    data = struct.pack(f"<{len(frames)}{code}", *(frame * scale for frame in frames))
    heard: list[tuple[float, float]] = []
    recorder.heard.connect(lambda seconds, loud: heard.append((seconds, loud)))
    at = 0
    while at < len(data):
        step = chance.randrange(1, 60_000)
        device.say(data[at : at + step])
        recorder._look()
        at += step
    assert recorder.seconds == pytest.approx(1.0)
    assert 0.55 < max(loud for _, loud in heard) < 0.65
    with wave.open(io.BytesIO(recorder.finish())) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 48_000)
        got = struct.unpack("<48000h", sound.readframes(48_000))
    assert max(abs(a - b) for a, b in zip(got, voice, strict=True)) <= 2
    assert recorder.finish() == b""


def test_a_microphone_that_gives_nothing_and_an_endless_talk_end_by_themselves(qapp: object) -> None:
    """The one with a sentence, the other with all that was said until then."""
    recorder = Recorder()
    said, ended = [], []
    recorder.failed.connect(said.append)
    recorder.ended.connect(lambda: ended.append(recorder.seconds))
    listen(recorder, 1, as_float=False)
    for _ in range(31):
        recorder._look()
    assert said == [recorders.NOT_HEARD]
    device = listen(recorder, 1, as_float=False)
    recorder._frames = 48_000 * (recorders.LONGEST - 1)
    device.say(bytes(2 * 48_000))
    recorder._look()
    assert ended == [recorders.LONGEST]
    assert recorder.finish().startswith(b"RIFF")


def test_without_a_microphone_it_says_so(context: Context, heard: Heard, qtbot: QtBot) -> None:
    """And the entry that was open stays as it was, without a bar that records nothing."""
    page = JournalPage(context)
    qtbot.addWidget(page)
    page.arrive(new=True)
    page.pane.attachments.record()
    if page.pane.attachments.recording.recording:
        page.pane.attachments.recording.drop()
        pytest.skip("this computer has a microphone")
    assert heard.said[-1] == (recorders.NO_MICROPHONE, None)
    assert page.pane.attachments.recording.isHidden()


def test_a_voice_note_is_kept_by_button_and_by_leaving(
    context: Context, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    """Under its length, with a link in the text; also when another entry is opened while it listens, or when
    the journal locks before the worker came to it."""
    page = JournalPage(context)
    qtbot.addWidget(page)
    page.resize(1085, 820)
    page.arrive(new=True)
    page.show()
    pane, store = page.pane, context.journal.attachments
    bar = pane.attachments.recording
    before = {file for file in tmp_path.rglob("*") if file.is_file()}

    def record() -> None:
        assert pane.attachments._keep() is not None
        listen(bar.recorder, 1, as_float=False).say(tone(2, 48_000)[44:])
        bar.show()
        bar.recorder._look()

    record()
    assert bar.recording
    assert bar.time.text() == "0:02"
    QTest.mouseClick(bar.keep_button, Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    qtbot.waitUntil(lambda: not pane.attachments.attaching.is_busy)
    assert pane.entry is not None
    id = pane.entry.id
    (note,) = store.of(id)
    assert note.name.startswith("Voice note ")
    assert (note.type, note.seconds) == ("audio/wav", 2.0)
    assert [found.id for found in links(pane.editor.text)] == [note.id]

    record()
    page.write_new()  # while it listens
    assert bar.isHidden()
    first, second = store.of(id)
    assert first == note
    assert second.seconds == 2.0
    assert [found.id for found in links(context.journal.entries.get(id).body)] == [note.id, second.id]

    record()
    bar.drop_button.click()
    assert pane.entry is not None
    id = pane.entry.id
    assert store.of(id) == []

    record()
    busy = threading.Event()
    context.worker.run(busy.wait, lambda _: None)  # with something else
    QTest.mouseClick(bar.keep_button, Qt.MouseButton.LeftButton)
    pane.attachments.attaching.add_image(shots.picture())
    page.leave()
    context.worker.forget()  # the journal locks
    page.forget()
    busy.set()
    context.worker.stop()
    third, pasted = store.of(id)
    assert (third.seconds, pasted.type) == (2.0, "image/png")
    assert [found.id for found in links(context.journal.entries.get(id).body)] == [third.id, pasted.id]
    new = {file for file in tmp_path.rglob("*") if file.is_file()} - before
    assert not [file for file in new if file.read_bytes().startswith(b"RIFF")]


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    """The thread for slow work."""
    made = Worker()
    yield made
    made.stop()


def attach(journal: Journal, data: bytes, name: str = "a.wav") -> Attachment:
    """One that is attached to some entry."""
    entry = journal.entries.add(body="x").id
    return journal.attachments.add_bytes(entry, name, data)


def test_a_sound_is_played_from_the_journal(journal: Journal, qtbot: QtBot, worker: Worker) -> None:
    """To its end, with its place told; playing it again while it plays stops it."""
    sound = attach(journal, tone(0.7))
    player = Player(journal.attachments, worker)
    moved: list[tuple[str, float | None]] = []
    player.moved.connect(lambda id, at: moved.append((id, at)))
    player.play(sound)
    assert player.playing == sound
    qtbot.waitUntil(lambda: (sound.id, None) in moved, timeout=20_000)
    assert player.playing is None
    places = [at for id, at in moved if at is not None]
    assert max(places) > 0.4
    player.play(sound)
    qtbot.waitUntil(lambda: player._player is not None)
    player.play(sound)
    assert player.playing is None
    assert moved[-1] == (sound.id, None)


def test_a_list_of_places_in_the_clothes_of_a_sound_is_never_opened(
    journal: Journal, qtbot: QtBot, worker: Worker
) -> None:
    """The library would listen on the network for what the list describes."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = (
        f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n".encode()
    )
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    web = b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/a.ts\n"
    player = Player(journal.attachments, worker)
    said: list[str] = []
    player.failed.connect(said.append)
    for number, data in enumerate((places, tag + places, tag + b"\n" + places, tag + web), 1):
        player.play(attach(journal, data, "a song.mp3"))
        qtbot.waitUntil(lambda number=number: len(said) == number, timeout=20_000)  # type: ignore[misc]
        assert player._player is None
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
            ours.bind(("127.0.0.1", port))
    assert set(said) == {players.UNREADABLE}
    known = (
        tone(0.1),
        b"OggS",
        b"fLaC",
        b"ID3\x03",
        b"\xff\xfb\x90",
        b"\x00\x00\x00\x20ftypM4A ",
        b"\x1aE\xdf\xa3",
    )
    assert all(players.is_sound(start + bytes(99)) for start in known)


def test_what_is_no_sound_is_said_to_be_none(journal: Journal, qtbot: QtBot, worker: Worker) -> None:
    """And one whose file is gone, too."""
    player = Player(journal.attachments, worker)
    said: list[str] = []
    player.failed.connect(said.append)
    player.play(attach(journal, b"no sound at all" * 100))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [players.UNREADABLE]
    lost = attach(journal, bytes(500_000))
    for file in journal.vault.folder.glob("blobs/??/*"):
        file.unlink()
    player.play(lost)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=20_000)
    assert said[1:] == ["An attachment is missing from the journal’s folder."]
