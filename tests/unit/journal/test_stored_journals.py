"""A journal of every schema that was ever released opens, is brought up to date, and holds what it held."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from closeness_desktop import paths
from closeness_desktop import vault as vaults
from closeness_desktop.journal import Journal
from closeness_desktop.journal.migrate import SCRIPTS
from closeness_desktop.records import KeptAnswer

DATA = Path(__file__).parents[2] / "data"
PASSPHRASE = "a lantern under the stairs"
NEWEST = len(list(SCRIPTS.glob("[0-9]*.py")))

# Folder → SHA-256 of all that it holds. Entries, revisions, drafts, sessions and settings; the built-in
# feeling words are left out, since a newer edition of them may come with a newer program.
STORED = {
    "journal-0001": "5fe7d72f350e49da6b031accaf036dcb165dc516c8385a5de060490732a1dcd6",
    "journal-0002": "0912ec63fea2960525222de01ccd2cb88bff13fa37d0254fbd66299dfe5d9d5d",
}
PRACTISED = {"journal-0002": "d004323e3189261cba5c190cddc7c23f2b6580a6f247295e3230464222b1434c"}
"""The same of what practices left."""

MIGRATED = ("journal-0001",)
"""Those of earlier schemas than today's."""


def contents(journal: Journal) -> str:
    """A hash over every record."""
    rows = journal.vault.database.execute_sql("SELECT id FROM entry ORDER BY id").fetchall()
    held = {
        "entries": [asdict(journal.entries.get(ident)) for (ident,) in rows],
        "revisions": [asdict(old) for (ident,) in rows for old in journal.entries.revisions(ident)],
        "drafts": [asdict(draft) for draft in journal.drafts.all()],
        "sessions": [asdict(session) for session in journal.sessions.all()],
        "tags": [asdict(tag) for tag in journal.tags.all()],
        "people": [asdict(person) for person in journal.people.all()],
        "own": [asdict(feeling) for feeling in journal.feelings.all() if feeling.own],
        "day_start": journal.settings.get("day_start"),
    }
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def practised(journal: Journal) -> str:
    """A hash over what practices left."""
    sessions, packs, sounds = journal.sessions.all(), journal.packs.all(), journal.sounds.all()
    held = {
        "answers": [asdict(one) for session in sessions for one in journal.answers.of(session.id)],
        "entries": journal.sessions.entries_of(session.id for session in sessions),
        "presets": [asdict(preset) for preset in journal.presets.all()],
        "programmes": {
            programme: {day: asdict(mark) for day, mark in marks.items()}
            for programme, marks in journal.programmes.begun().items()
        },
        "reminders": [asdict(reminder) for reminder in journal.reminders.waiting()],
        "packs": [asdict(pack) for pack in packs] + [asdict(text) for text in journal.packs.texts()],
        "sounds": [asdict(sound) for sound in sounds],
        "waves": [hashlib.sha256(journal.sounds.wav(sound.id)).hexdigest() for sound in sounds],
        "gongs": [hashlib.sha256(journal.packs.sound(pack.id, "gong")).hexdigest() for pack in packs],
    }
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


@pytest.mark.parametrize("name", ["journal-0001"])
def test_a_stored_journal_holds_what_it_held(name: str, tmp_path: Path) -> None:
    """To the byte, and its search works."""
    folder = tmp_path / name
    shutil.copytree(DATA / name, folder)
    with vaults.open(folder, PASSPHRASE) as vault:
        journal = Journal(vault, zone="Europe/Lisbon")
        assert contents(journal) == STORED[name]
        assert journal.verify() == []
        assert journal.entries.count() == 3
        for query in (
            "skylight",
            "静",
            "ต้ม",
            "पत्ते",
            "🍃",
            "feeling:lonely",
            'tag:"slow evenings"',
            "practice:sitting",
        ):
            assert journal.entries.count(query) == 1, query
        assert journal.entries.count("deleted") == 0
        recovered = [entry.body for entry in journal.recover_drafts()]
        assert recovered == ["typed, not saved"]


def test_a_stored_journal_holds_what_practices_left(tmp_path: Path) -> None:
    """To the byte, sounds beside the database too."""
    folder = tmp_path / "journal-0002"
    shutil.copytree(DATA / "journal-0002", folder)
    with vaults.open(folder, PASSPHRASE) as vault:
        journal = Journal(vault, zone="Europe/Lisbon")
        assert contents(journal) == STORED["journal-0002"]
        assert practised(journal) == PRACTISED["journal-0002"]
        assert journal.verify() == []
        running, ended = journal.sessions.all()
        assert (running.ended, running.snapshot) == ("running", '{"position": 42.5}')
        assert [answer.value for answer in journal.answers.of(ended.id)] == [
            "Inês", "“Stay a little.”\n\n*Or not.*\0", ("calm", "Skylight-quiet"), 5,
        ]  # fmt: skip
        assert (
            journal.entries.count('kind:worksheet practice:fear-check person:inês feeling:"skylight-quiet"')
            == 1
        )
        assert [one.due for one in journal.reminders.waiting()] == ["2026-03-09"]


@pytest.mark.parametrize("name", MIGRATED)
def test_a_stored_journal_is_backed_up_before_it_is_brought_up_to_date(name: str, tmp_path: Path) -> None:
    """The copy is verified, has the tables of before, and a program of today opens it too."""
    folder = tmp_path / name
    shutil.copytree(DATA / name, folder)
    with vaults.open(folder, PASSPHRASE) as vault:
        (version,) = vault.database.execute_sql("PRAGMA user_version").fetchone()
        assert version < NEWEST
        Journal(vault)
        assert vault.database.execute_sql("PRAGMA user_version").fetchone() == (NEWEST,)
        (backup,) = folder.glob("backups/*")
        assert vault.verify_backup(backup) == []
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in ("journal.db", "vault.hdr"):
        shutil.copyfile(backup / file, copy / file)
    with vaults.open(copy, PASSPHRASE) as vault:
        assert vault.database.execute_sql("PRAGMA user_version").fetchone() == (version,)
        assert contents(Journal(vault, zone="Europe/Lisbon")) == STORED[name]


@pytest.mark.parametrize("name", MIGRATED)
def test_practices_go_on_in_a_stored_journal(name: str, tmp_path: Path) -> None:
    """Everything of today can be kept in it: an answer to its old session, a preset, a sound."""
    folder = tmp_path / name
    shutil.copytree(DATA / name, folder)
    with vaults.open(folder, PASSPHRASE) as vault:
        journal = Journal(vault, zone="Europe/Lisbon")
        (session,) = journal.sessions.all()
        answer = KeptAnswer("a", "a", "prompt", "What?", "Rain.", "entry")
        entry = journal.sessions.conclude(
            session.id, done=session.done, ended="early", title="Just sit", answers=[answer]
        ).entry
        assert entry is not None
        assert journal.answers.of(session.id) == [answer]
        assert journal.sessions.get(session.id) == session
        journal.presets.save("Morning", {"practice": "sitting@1"})
        journal.sounds.add("Wood", paths.resource("sounds", "woodblock.wav").read_bytes())
        assert journal.verify() == []
