"""Does one thing within walls (see tests/support/walls.py), and says "done"; it is killed if it passes them.

Arguments: what to do. "practice": go through a whole guided practice in the program's window, with bells, a
sound of one's own to sit in, breaths and a voice, locked once in its middle; then the journal's folder, its
passphrase, "voice" for the desktop's own voice and not Qt's pretended one, and the file of the sound.
"sounds" and "packs": decode and read the files named.
"""

import datetime as dt
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from closeness_desktop import opening
from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Choose, Prompt, Scale, Tag
from closeness_desktop.practice.guided import GuidedPlan
from closeness_desktop.practice.packs import read_pack
from closeness_desktop.practice.plan import Around
from closeness_desktop.practice.reading import read_practice
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.platform import decode, speech
from closeness_desktop.window.theme.theme import Theme
from tests.support import walls

wanted, rest = sys.argv[1], sys.argv[2:]


def wait(milliseconds: int) -> None:
    """Let real time go by, for threads and for what was asked of the desktop."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def practise(folder: Path, passphrase: str, voice: str) -> None:
    """From its first step to its end; what is asked is answered."""
    if voice != "voice":
        speech.MOCK = ""  # the pretended one may be heard here
    app = QApplication([])
    theme = Theme("light", "full")
    theme.apply(app)
    clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
    window = MainWindow(theme, clock, SettingsFile(), folder)
    window.show()
    window.take(opening.open_journal(folder, passphrase, clock=clock))
    journal, shell = window.journal, window.shell
    own = journal.sounds.add("Brook", Path(rest[-1]).read_bytes())
    around = Around(bed=f"own:{own.id}", voice=True, awake=True)
    practice = shell.context.practices.find("arrive-and-breathe")
    shell.go("practice", practice=practice.reference)
    shell.go("guided", practice=practice, plan=GuidedPlan(practice.reference, around=around))
    locked = False
    while True:
        run = window.shell.page("guided").run
        session = run.session
        if session.ended is not None:
            break
        if session.position > 60 and not locked:
            locked = True
            window.lock()
            wait(50)
            window.take(opening.open_journal(folder, passphrase, clock=clock))
            continue
        now = session.now
        if now is not None and now.waiting:
            answer(run, now.step)
            run.go_on()
        clock.advance(2.0)
        run.tick()
        wait(1)
    run.view.ending.note.setText("Quiet.")
    run.view.done.click()
    assert window.journal.sessions.all()[0].ended == "completed"
    wait(200)
    window.close()


def answer(run, step) -> None:
    """Something, where the field takes it."""
    field = run.view.area.field
    if isinstance(step, Prompt):
        field.set_text("Rain, all day.")
    elif isinstance(step, Scale):
        field.set_answer(2)
    elif isinstance(step, Choose):
        field.set_chosen((step.options[0].id,))
    elif isinstance(step, Tag) and step.set == "feelings":
        field.toggle("calm")


if wanted == "practice":
    walls.no_internet()
    practise(Path(rest[0]), rest[1], rest[2])
elif wanted == "sounds":
    app = QCoreApplication([])
    contents = [Path(name).read_bytes() for name in rest]
    loop = QEventLoop()
    decoder = decode.Decoder()
    decoder.done.connect(lambda wav: (print(len(wav), flush=True), loop.quit()))
    decoder.failed.connect(lambda sentence: (print(sentence, flush=True), loop.quit()))
    for content in [contents[0], *contents]:  # the first time loads what decodes
        decoder.start(content, decode.BED)
        loop.exec()
        walls.no_new_files()
elif wanted == "packs":
    walls.no_new_files()
    for name in rest:
        pack = read_pack(Path(name))
        print(len(pack.texts), len(pack.sounds), flush=True)
        for text in pack.texts.values():
            read_practice(text, "a.yaml", frozenset(pack.sounds))
print("done", flush=True)
