"""Make the stored journal of the first schema: `python make_stored.py FOLDER`.

Once a version with this schema has been released, the journal in tests/data stays as it is for good.
"""

import sys
from pathlib import Path

from closeness_desktop import vault
from closeness_desktop.clock import parse_when
from closeness_desktop.journal import Journal
from closeness_desktop.records import Strength

PASSPHRASE = "a lantern under the stairs"

folder = Path(sys.argv[1])
box = vault.create(folder, PASSPHRASE, cost=vault.FLOOR)
journal = Journal(box, zone="Europe/Lisbon")
journal.settings.set("day_start", 4)

first = journal.entries.add(
    at=parse_when("2026-02-28T23:59", "Europe/Lisbon", 4),
    title="The last evening of February",
    body="Rain on the skylight.\r\n\n- soup with @Inês\n- a letter, half *written*\n\n"
    "> “Stay a little.”\n#home\0 end ",
    feelings=[Strength("calm", 2), Strength("Skylight-quiet", 3)],
    tags=["Slow evenings"],
    people=["Tia Rosa"],
    starred=True,
)
journal.entries.update(first.id, body=first.body + "\u2028\u00a0afterwards")
session = journal.sessions.start("sitting@1", planned=600, at=parse_when("2026-03-01T07:00", "Europe/Lisbon"))
journal.sessions.finish(session.id, done=587, ended="early")
journal.entries.add(
    at=parse_when("2026-03-01T07:12+05:30", "UTC"),
    body="静かな朝。ข้าวต้ม तीन पत्ते 🍃 שָׁלוֹם e\u0301",
    session=session.id,
    kind="practice-note",
)
journal.entries.add(
    at=parse_when("2026-03-02", "Europe/Lisbon"), feelings=[Strength("lonely")], kind="check-in"
)
gone = journal.entries.add(at=parse_when("2026-03-03", "Europe/Lisbon"), body="to be deleted #gone")
journal.entries.delete(gone.id)
journal.drafts.put(first.id, title="unsaved", body="typed, not saved", at=first.at)
journal.close()
