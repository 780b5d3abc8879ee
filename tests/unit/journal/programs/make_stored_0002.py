"""Make the stored journal of the second schema: `python make_stored_0002.py FOLDER`.

Once a version with this schema has been released, the journal in tests/data stays as it is for good.
"""

import io
import random
import sys
import wave
from pathlib import Path

from closeness_desktop import vault
from closeness_desktop.clock import parse_when
from closeness_desktop.journal import Journal
from closeness_desktop.records import KeptAnswer, Strength

PASSPHRASE = "a lantern under the stairs"
ZONE = "Europe/Lisbon"


def wav(seconds: float, seed: int) -> bytes:
    """Noise."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(random.Random(seed).randbytes(round(seconds * 8000) * 2))
    return held.getvalue()


folder = Path(sys.argv[1])
box = vault.create(folder, PASSPHRASE, cost=vault.FLOOR)
journal = Journal(box, zone=ZONE)

began = parse_when("2026-03-01T07:00", ZONE)
session = journal.sessions.start("fear-check@1", planned=600, at=began, file_hash="0f" * 32)
answers = [
    KeptAnswer("whom", "whom", "person", "Whom is it about?", "Inês", "entry"),
    KeptAnswer("what", "what", "prompt", "What would you say?", "“Stay a little.”\n\n*Or not.*\0", "entry"),
    KeptAnswer(
        "felt", "felt", "tag", "What is here?", ("calm", "Skylight-quiet"), "entry", word_set="feelings"
    ),
    KeptAnswer("near", "rounds.2/near", "scale", "How near?", 5, "field", role="first", measure="closeness"),
    KeptAnswer("near", "rounds.3/near", "scale", "How near?", 6, "field", role="second", measure="closeness"),
    KeptAnswer("again", "again", "choose", "When again?", "one-week", "field", words=("In a week",)),
]
journal.sessions.conclude(
    session.id,
    done=587,
    ended="early",
    title="A fear, looked at",
    answers=answers,
    note="Easier.",
    feelings=[Strength("calm", 3)],
    remind="2026-03-08",
)
journal.sessions.conclude(
    session.id, done=587, ended="early", title="A fear, looked at", answers=answers[:-2], remind="2026-03-09"
)
gone = journal.sessions.add("sitting@1", at=parse_when("2026-03-02T07:00", ZONE), done=600)
journal.sessions.remove(gone.id)
running = journal.sessions.start("sitting@1", planned=600, at=parse_when("2026-03-03T07:00", ZONE))
journal.sessions.snapshot(running.id, done=42, state='{"position": 42.5}')
journal.reminders.done(journal.reminders.add("2026-03-02", practice="sitting@1", title="Just sit").id)
journal.presets.save("Manhã", {"practice": "sitting@1", "seconds": 600, "around": {"bed": "rain"}})
journal.presets.remove(journal.presets.save("Noite", {"practice": "breathing@1"}).id)
journal.programmes.mark("knowing-myself", "body", session.id, at=began)
journal.programmes.mark("knowing-myself", "needs", at=parse_when("2026-03-02", ZONE))
journal.programmes.unmark("knowing-myself", "needs")
journal.sounds.add("A small bell", wav(0.2, 1))
journal.sounds.add("A long one", wav(17, 2))
journal.packs.add(
    "quiet-pack",
    "A quiet pack",
    texts={"one.yaml": "format: practice/1\nid: one\n", "two.yaml": "format: practice/1\nid: two\n"},
    sounds={"gong": wav(0.1, 3)},
    digest="ab" * 32,
)
journal.close()
