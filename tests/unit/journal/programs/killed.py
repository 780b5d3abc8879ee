"""Kill a writing process at random moments, again and again; print how many kills and acknowledged writes.

Each write is announced on a pipe before it begins and acknowledged after the store has returned. After each
kill another new process opens the journal: of every record the text acknowledged last must be there, or the
one that had been announced when the kill came.
"""

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from closeness_desktop import vault
from closeness_desktop.journal import Journal
from closeness_desktop.records import KeptAnswer, Strength

folder, key, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance = random.Random(int(sys.argv[4]))
allowed: dict[tuple[str, str], set[str | None]] = {}  # kind and id → texts that may be there; None: nothing


def write_for_ever(pipe: int) -> None:
    """Add entries, change some of them, and put drafts, until killed."""
    journal = Journal(vault.open_with_recovery_key(folder, key))

    def write(kind: str, ident: str, text: str, how: Callable[[], object]) -> None:
        os.write(pipe, f"?|{kind}|{ident}|{text}\n".encode())
        how()
        os.write(pipe, f"=|{kind}|{ident}|{text}\n".encode())

    typed = journal.entries.new_id()
    number = journal.entries.count()
    while True:
        number += 1
        ident, draft = journal.entries.new_id(), f"typed {number}"
        text = f"text {number} #sea @Anna " + "and on " * (number % 300)
        later = text + "changed"
        named = [Strength("calm", 2), Strength(f"own {number}", 3)]
        write(
            "entry",
            ident,
            text,
            lambda i=ident, t=text, n=named: journal.entries.add(id=i, body=t, feelings=n),
        )
        write(
            "draft",
            typed,
            draft,
            lambda d=draft: journal.drafts.put(typed, title="", body=d, at=journal.now()),
        )
        write("entry", ident, later, lambda i=ident, t=later: journal.entries.update(i, body=t))
        session = journal.sessions.start("practice@1", planned=None).id
        state = f"state {number}"
        write(
            "snapshot",
            session,
            state,
            lambda s=session, t=state: journal.sessions.snapshot(s, done=1, state=t),
        )
        write("session", session, state, lambda s=session, t=state: conclude(journal, s, t))


def conclude(journal: Journal, session: str, text: str) -> None:
    """End a session with an answer, an entry made of it, and a day to look again."""
    answer = KeptAnswer("a", "a", "prompt", "What?", text, "entry")
    journal.sessions.conclude(
        session, done=2, ended="completed", title="Practice", answers=[answer], remind="2026-03-01"
    )


def check() -> None:
    """Look at the journal, and fail if an acknowledged text is lost, or a write or a record is not whole."""
    journal = Journal(vault.open_with_recovery_key(folder, key))
    entries = list(journal.entries.find("-kind:worksheet"))
    worksheets = {entry.session: entry.body for entry in journal.entries.find("kind:worksheet")}
    reminded = {reminder.session for reminder in journal.reminders.waiting()}
    found = {("entry", entry.id): entry.body for entry in entries}
    found |= {("draft", draft.entry): draft.body for draft in journal.drafts.all()}
    for session in journal.sessions.all():
        answers = [str(answer.value) for answer in journal.answers.of(session.id)]
        if session.ended == "completed":
            (text,) = answers
            found["session", session.id] = text
            assert worksheets.pop(session.id) == f"## What?\n\n{text}"
            assert session.id in reminded
            assert (session.done, session.snapshot) == (2, "")
            # Told to be concluded, so its snapshot had been acknowledged before and may be gone by now.
            allowed.get(("snapshot", session.id), set()).add(None)
        else:
            assert answers == []
            assert session.id not in reminded
            found["snapshot", session.id] = session.snapshot or None
    assert worksheets == {}
    for record, texts in allowed.items():
        assert found.get(record) in texts, record
    for entry in entries:
        assert len(entry.feelings) == 2
        assert (entry.tags, entry.people) == (("sea",), ("Anna",))
    assert journal.entries.count("text") == len(entries)
    assert journal.verify() == []
    journal.close()


def until_killed(pipe: int, child: int) -> str:
    """Kill the writing process a random moment after its first acknowledgement; returns all that it said."""
    said = b""
    end = None
    while end is None or time.monotonic() < end:
        ready, _, _ = select.select([pipe], [], [], None if end is None else max(0, end - time.monotonic()))
        if ready:
            part = os.read(pipe, 65536)
            if not part:
                sys.exit("the writing process ended by itself")
            said += part
            end = end or (time.monotonic() + chance.uniform(0, 0.06) if b"\n=" in said else None)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(pipe, 65536):
        said += part
    return said.decode()


acknowledged = 0
for _ in range(kills):
    ours, theirs = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(ours)
        write_for_ever(theirs)
    os.close(theirs)
    for line in until_killed(ours, writer).splitlines():
        mark, kind, ident, text = line.split("|")
        if mark == "?":
            allowed.setdefault((kind, ident), {None}).add(text)
        else:
            allowed[kind, ident] = {text}
            acknowledged += 1
    os.close(ours)
    reader = os.fork()
    if reader == 0:
        check()
        os._exit(0)
    assert os.waitpid(reader, 0)[1] == 0
print(kills, acknowledged)
