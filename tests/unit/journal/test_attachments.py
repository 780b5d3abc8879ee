"""What is attached to entries: in and out to the byte; refused, removed, brought back, gone."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import random
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import DamagedError, NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.journal import attachments as store
from closeness_desktop.journal.attachments import Looks, clean_name
from closeness_desktop.journal.held import INSIDE
from closeness_desktop.records import Attachment, Change
from tests.conftest import PASSPHRASE

LARGE = random.Random(1).randbytes(3 * INSIDE + 17)
SMALL = LARGE[:1000]


def files(journal: Journal) -> list[Path]:
    """What lies beside the database."""
    return [file for file in journal.vault.folder.glob("blobs/??/*") if file.is_file()]


def again(journal: Journal, days: float = 0) -> Journal:
    """Close it, and open it so many days later; twice, since one opening alone is not believed the time."""
    folder = journal.vault.folder
    clock = DrivenClock(dt.datetime.now(dt.UTC) + dt.timedelta(days=days))
    for _ in range(2 if days else 1):
        journal.close()
        journal = Journal(vaults.open(folder, PASSPHRASE), zone="Europe/Berlin", clock=clock)
    return journal


class Dripping(io.RawIOBase):
    """A source that gives a few bytes at a time, and breaks after some of them."""

    def __init__(self, data: bytes, breaks_after: int | None = None) -> None:
        super().__init__()
        self._held, self._breaks_after = io.BytesIO(data), breaks_after

    def read(self, size: int = -1, /) -> bytes:
        """At most 777 bytes."""
        if self._breaks_after is not None and self._held.tell() > self._breaks_after:
            raise OSError(5, "the card was pulled out")
        return self._held.read(min(size, 777))


def drips(data: bytes, breaks_after: int | None = None) -> BinaryIO:
    """Such a source."""
    return cast("BinaryIO", Dripping(data, breaks_after))


@pytest.mark.parametrize("size", [0, 1, INSIDE, INSIDE + 1, len(LARGE)])
def test_it_comes_back_to_the_byte(journal: Journal, tmp_path: Path, size: int) -> None:
    """From bytes, a file, a stream in drips; whole, in parts, as a copy outside; and after opening again."""
    entry = journal.entries.add(body="x").id
    data = LARGE[:size]
    file = tmp_path / "a photo.JPG"
    file.write_bytes(data)
    heard: list[Change] = []
    journal.observe(heard.append)
    made = [
        journal.attachments.add_file(entry, file, origin="page"),
        journal.attachments.add_bytes(entry, "b.flac", data, looks=Looks(b"small", 3, 2, 1.5)),
        journal.attachments.add_stream(entry, "c", drips(data)),
    ]
    assert heard[0] == Change(frozenset({"attachment"}), (made[0].id,), "page")
    assert [(one.name, one.type, one.size) for one in made] == [
        ("a photo.JPG", "image/jpeg", size),
        ("b.flac", "audio/flac", size),
        ("c", "application/octet-stream", size),
    ]
    assert (made[1].width, made[1].height, made[1].seconds) == (3, 2, 1.5)

    opened = again(journal)
    attachments = opened.attachments
    assert attachments.of(entry) == made
    assert [attachments.thumbnail(one.id) for one in made] == [None, b"small", None]
    for one in made:
        assert attachments.read(one.id) == data
        with attachments.open(one.id) as source:
            source.seek(size // 2)
            assert source.read(100) == data[size // 2 :][:100]
        copy = tmp_path / "copy"
        copy.write_bytes(b"there before")
        attachments.export(one.id, copy)
        assert copy.read_bytes() == data
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    left = {file.name for file in tmp_path.iterdir()}
    assert left == {"a photo.JPG", "copy", "home", opened.vault.folder.name}
    assert len(files(opened)) == (3 if size > INSIDE else 0)
    if size > 100:
        assert not any(
            data[:50] in file.read_bytes() for file in opened.vault.folder.rglob("*") if file.is_file()
        )
    assert opened.verify() == []
    opened.close()


def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """4 GB, a folder, a pipe, what is not there, what breaks on the way or is given up: one sentence each."""
    entry = journal.entries.add(body="x").id
    huge = tmp_path / "huge"
    with huge.open("wb") as stream:
        stream.truncate(4 * 1024**3)  # takes no room
    os.mkfifo(tmp_path / "pipe")
    attachments = journal.attachments

    def give_up(done: int) -> None:
        if done > INSIDE:
            raise UsageError("given up")

    refused: list[tuple[str, Callable[[], object]]] = [
        (store.TOO_LARGE, lambda: attachments.add_file(entry, huge)),
        (store.NO_FILE, lambda: attachments.add_file(entry, tmp_path)),
        (store.NO_FILE, lambda: attachments.add_file(entry, tmp_path / "pipe")),
        (store.UNREADABLE, lambda: attachments.add_file(entry, tmp_path / "nothing")),
        (store.UNREADABLE, lambda: attachments.add_file(entry, tmp_path / "a\0b")),
        (store.UNREADABLE, lambda: attachments.add_stream(entry, "x", drips(LARGE, 2 * INSIDE))),
        ("given up", lambda: attachments.add_stream(entry, "x", io.BytesIO(LARGE), progress=give_up)),
    ]
    for sentence, attach in refused:
        with pytest.raises(UsageError) as told:
            attach()
        assert str(told.value) == sentence
    monkeypatch.setattr(store, "MOST_BYTES", len(LARGE) - 1)
    with pytest.raises(UsageError, match="larger than 2 GB"):  # it grew while it was read
        attachments.add_stream(entry, "x", io.BytesIO(LARGE))
    with pytest.raises(NotFoundError):
        attachments.add_bytes("no entry", "x", SMALL)
    assert attachments.of(entry) == []
    assert files(journal) == []


def test_removed_ones_can_be_brought_back_for_thirty_days(journal: Journal) -> None:
    """Then their bytes, thumbnails and files go; what is there, or removed lately, stays."""
    entry = journal.entries.add(body="x").id

    def add(data: bytes) -> Attachment:
        return journal.attachments.add_bytes(entry, "x", data, looks=Looks(b"small"))

    small, large, kept = add(SMALL), add(LARGE), add(LARGE[1:])
    attachments = journal.attachments
    for one in (small, large):
        attachments.remove(one.id)
        attachments.remove(one.id)
        for read in (attachments.read, attachments.thumbnail, attachments.open):
            with pytest.raises(NotFoundError):
                read(one.id)
    assert attachments.of(entry) == [kept]
    assert [one.id for one in attachments.removed(entry)] == [small.id, large.id]

    for days, left in ((29, 2), (31, 1)):
        opened = again(journal, days)
        attachments = opened.attachments
        assert len(files(opened)) == left
        if days == 29:
            attachments.bring_back(small.id)
            assert attachments.read(small.id) == SMALL
            attachments.remove(small.id)
            attachments.bring_back(large.id)
            attachments.remove(large.id)
            opened.vault.database.execute_sql("UPDATE attachment SET deleted = 1 WHERE deleted IS NOT NULL")
        journal = opened
    assert attachments.removed(entry) == []
    for one in (small, large):
        with pytest.raises(NotFoundError, match="gone"):
            attachments.bring_back(one.id)
    assert attachments.read(kept.id) == LARGE[1:]
    held = journal.vault.database.execute_sql("SELECT count(thumbnail) FROM attachment").fetchone()
    assert held == (1,)
    assert journal.verify() == []
    journal.close()


def test_let_go_and_purged_ones_are_gone_at_once(journal: Journal) -> None:
    """A removed one, on wish; and all of an entry that goes for good, whose files are swept a day later."""
    entry, other = (journal.entries.add(body="x").id for _ in "ab")
    attachments = journal.attachments
    first, second, others = (attachments.add_bytes(each, "x", LARGE) for each in (entry, entry, other))
    attachments.let_go(first.id)  # it is not removed: nothing happens
    assert attachments.read(first.id) == LARGE
    attachments.remove(first.id)
    attachments.let_go(first.id)
    assert len(files(journal)) == 2
    attachments.purge([entry])
    for id in (first.id, second.id):
        with pytest.raises(NotFoundError):
            attachments.get(id)
    assert attachments.read(others.id) == LARGE
    for file in files(journal):
        os.utime(file, (1, 1))
    opened = again(journal)
    assert len(files(opened)) == 1
    assert opened.verify() == []
    opened.close()


def test_entries_are_found_by_what_is_attached(journal: Journal) -> None:
    """Photos, sounds, any file; not by what was removed. A deleted entry comes back with its own."""
    ids = [journal.entries.add(body=name).id for name in ("p.png", "s.ogg", "t.txt")]
    made = [journal.attachments.add_bytes(id, journal.entries.get(id).body, SMALL) for id in ids]

    def found(query: str) -> list[str]:
        return sorted(journal.entries.get(line.id).body for line in journal.entries.page(query))

    def all_found() -> list[list[str]]:
        return [found("has:photo"), found("has:audio"), found("has:file")]

    assert all_found() == [["p.png"], ["s.ogg"], ["p.png", "s.ogg", "t.txt"]]
    journal.attachments.remove(made[2].id)
    journal.entries.delete(ids[0])
    assert all_found() == [[], ["s.ogg"], ["s.ogg"]]
    journal.entries.restore(ids[0])
    assert all_found() == [["p.png"], ["s.ogg"], ["p.png", "s.ogg"]]
    assert journal.attachments.read(made[0].id) == SMALL


def test_an_altered_or_missing_one_is_never_given_out(journal: Journal, tmp_path: Path) -> None:
    """Reading and copying say so, no half copy is left, and verifying counts it."""
    entry = journal.entries.add(body="x").id
    altered, gone = (journal.attachments.add_bytes(entry, "x", LARGE[n:]) for n in (0, 1))
    (first, second) = (
        next(file for file in files(journal) if file.name == blob)
        for (blob,) in journal.vault.database.execute_sql("SELECT blob FROM attachment ORDER BY number")
    )
    held = bytearray(first.read_bytes())
    held[-INSIDE] ^= 1
    first.write_bytes(held)
    second.unlink()
    copy = tmp_path / "copy"
    for one in (altered, gone):
        with pytest.raises(DamagedError):
            journal.attachments.read(one.id)
        with pytest.raises(DamagedError):
            journal.attachments.export(one.id, copy)
    assert not copy.exists()
    assert not list(tmp_path.glob(".*"))
    assert journal.verify() == [
        "An attachment has been altered or cut short.",
        "An attachment is missing from the journal’s folder.",
    ]


def test_they_are_in_a_backup(journal: Journal) -> None:
    """Both the small and the large, readable there with the same passphrase."""
    entry = journal.entries.add(body="x").id
    made = [journal.attachments.add_bytes(entry, "x", data) for data in (SMALL, LARGE)]
    place = journal.vault.backup()
    with vaults.open(place, PASSPHRASE) as vault:
        copy = Journal(vault)
        assert [hashlib.sha256(copy.attachments.read(one.id)).digest() for one in made] == [
            hashlib.sha256(data).digest() for data in (SMALL, LARGE)
        ]
        assert copy.verify() == []


@given(st.text(st.characters(), max_size=300))
def test_a_name_is_one_line_and_no_place(name: str) -> None:
    """Whatever a file is called: storable, no control characters, no separators, not hidden, not endless."""
    cleaned = clean_name(name)
    cleaned.encode()
    assert 0 < len(cleaned) <= 120
    assert cleaned.isprintable() or not any(ord(character) < 32 for character in cleaned)
    assert not set(cleaned) & set("/\\\0\n\r\u2028\u2029\u202e\u2066")
    assert not cleaned.startswith(".")
    assert clean_name(cleaned) == cleaned


def test_a_long_name_keeps_its_ending() -> None:
    """So that it is still known what it is."""
    assert clean_name("a" * 500 + ".jpeg") == "a" * 115 + ".jpeg"
    assert clean_name("  gpj.\u202eexe\n") == "gpj.exe"
    assert clean_name("...") == "An attachment"


def test_verify_looks_at_what_can_still_be_brought_back(journal: Journal) -> None:
    """A removed one whose file is gone could not be."""
    entry = journal.entries.add(body="x").id
    journal.attachments.remove(journal.attachments.add_bytes(entry, "a.bin", LARGE).id)
    assert journal.verify() == []
    for file in files(journal):
        file.unlink()
    assert journal.verify() == ["An attachment is missing from the journal’s folder."]
