"""The seal: what changed while the journal was locked is noticed, and an older copy too."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.vault import seal
from closeness_desktop.vault.vault import Notice
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import (
    ROWS,
    attach,
    attachments,
    flip,
    forged,
    put_header,
    rows,
    run,
    snapshot,
    tree_of,
)


def test_the_counter_rises_with_every_opening_and_locking(locked: Locked) -> None:
    """So a copy from the middle of an evening is older than the evening's end."""
    with locked.open(seen=locked.counter) as vault:
        assert vault.counter == locked.counter + 1
        assert vault.notices == ()
    assert vault.counter == locked.counter + 2


def test_counters_of_several_journals_may_be_given(locked: Locked) -> None:
    """Which journal it is shows only in the header, so all that were seen here can be handed over by id."""
    others = {"00" * 16: 1000}
    with vaults.open_with_recovery_key(locked.folder, locked.recovery_key, seen=others) as vault:
        assert vault.notices == ()
    with vaults.open_with_recovery_key(
        locked.folder, locked.recovery_key, seen=others | {vault.id: 1000}
    ) as vault:
        assert vault.notices == (Notice.OLDER_COPY,)


def test_every_flipped_bit_of_the_seal_is_noticed(locked: Locked) -> None:
    """An altered seal is no seal: a notice, a full check, and a new one."""
    file = locked.file("state.seal")
    tree = tree_of(locked.folder, locked.recovery_key)
    identity = bytes.fromhex(_id(locked))
    assert seal.read(locked.folder, tree.seal, identity) is not None
    for place in range(file.stat().st_size):
        for bit in range(8):
            flip(file, place, bit)
            assert seal.read(locked.folder, tree.seal, identity) is None
            flip(file, place, bit)
    flip(file, 100)
    with locked.open() as vault:
        assert vault.notices == (Notice.CHANGED_OUTSIDE,)
        assert rows(vault) == ROWS
    with locked.open() as vault:
        assert vault.notices == ()


def test_a_seal_cut_short_or_missing_is_noticed(locked: Locked) -> None:
    """Of any length but its own; and the counter goes on from what this computer has seen."""
    whole = locked.file("state.seal").read_bytes()
    tree = tree_of(locked.folder, locked.recovery_key)
    identity = bytes.fromhex(_id(locked))
    for data in [whole[:length] for length in range(len(whole))] + [whole + b"\0", whole * 2, bytes(100_000)]:
        locked.file("state.seal").write_bytes(data)
        assert seal.read(locked.folder, tree.seal, identity) is None
    locked.file("state.seal").unlink()
    with locked.open(seen=40) as vault:
        assert vault.notices == (Notice.CHANGED_OUTSIDE,)
        assert vault.locked_ms is None
        assert vault.counter == 41
    with locked.open(seen=vault.counter) as vault:
        assert vault.notices == ()


def test_a_seal_of_another_purpose_or_journal_is_none(locked: Locked) -> None:
    """Key, journal and purpose are all bound."""
    tree = tree_of(locked.folder, locked.recovery_key)
    data = locked.file("state.seal").read_bytes()
    identity = bytes.fromhex(_id(locked))
    magic = data[:8]
    assert seal.decode(magic, tree.seal, identity, data) is not None
    assert seal.decode(magic, tree.backup, identity, data) is None
    assert seal.decode(magic, tree.seal, bytes(16), data) is None
    assert seal.decode(b"CLBACK\0\x01", tree.seal, identity, b"CLBACK\0\x01" + data[8:]) is None


def test_the_seal_shows_nothing_and_is_never_written_twice_alike(locked: Locked) -> None:
    """Counter and times are encrypted, each time under a key of its own."""
    first = locked.file("state.seal").read_bytes()
    with locked.open():
        opened = locked.file("state.seal").read_bytes()
    second = locked.file("state.seal").read_bytes()
    assert len({first[8:40], opened[8:40], second[8:40]}) == 3
    assert len(first) == len(opened) == len(second) < 512


def _old_database(now: Locked, old: Path) -> None:
    shutil.copy(old / "journal.db", now.file("journal.db"))


def _old_page(now: Locked, old: Path) -> None:
    """All pages but the first, put back as they were."""
    file = now.file("journal.db")
    whole, before = bytearray(file.read_bytes()), (old / "journal.db").read_bytes()
    for page in range(4096, len(before), 4096):
        whole[page : page + 4096] = before[page : page + 4096]
    file.write_bytes(whole)


def _old_headers(now: Locked, old: Path) -> None:
    put_header(now.folder, (old / "vault.hdr").read_bytes())


def _stray_blob(now: Locked, old: Path) -> None:
    (now.folder / "blobs" / "zz").mkdir()
    (now.folder / "blobs" / "zz" / ("z" * 26)).write_bytes(b"")


def _no_blobs(now: Locked, old: Path) -> None:
    shutil.rmtree(now.folder / "blobs")


def _longer_blob(now: Locked, old: Path) -> None:
    file = next((now.folder / "blobs").glob("*/*"))
    file.write_bytes(file.read_bytes() + b"\0")


def _cold_journal(now: Locked, old: Path) -> None:
    """A rollback journal that nobody left: it would roll the last save back."""
    now.file("journal.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))


@pytest.mark.parametrize(
    "change", [_old_database, _old_headers, _stray_blob, _no_blobs, _longer_blob, _cold_journal]
)
def test_a_change_while_locked_is_noticed(
    locked: Locked, tmp_path: Path, change: Callable[[Locked, Path], None]
) -> None:
    """What the seal knows: the database, the header, which attachments there are and how long each is."""
    old = tmp_path / "old"
    shutil.copytree(locked.folder, old)
    with locked.open() as vault:
        vault.database.execute_sql("INSERT INTO note VALUES (100, 'new')")
        vault.set_passphrase("new one", cost=vaults.FLOOR)
    change(locked, old)
    with locked.open(seen=vault.counter) as again:
        assert again.notices == (Notice.CHANGED_OUTSIDE,)


def test_an_old_page_put_back_is_noticed(locked: Locked, tmp_path: Path) -> None:
    """Each page alone is authentic, so only the seal can tell; then the structure is checked too."""
    old = tmp_path / "old"
    shutil.copytree(locked.folder, old)
    with locked.open() as vault:
        vault.database.execute_sql("INSERT INTO note VALUES (100, 'new')")
    _old_page(locked, old)
    with locked.open() as vault:
        assert vault.notices == (Notice.CHANGED_OUTSIDE,)


def test_a_whole_older_copy_is_noticed_where_the_newer_was_seen(locked: Locked, tmp_path: Path) -> None:
    """And only there; once told, it is not told again."""
    old = tmp_path / "old"
    shutil.copytree(locked.folder, old)
    with locked.open() as vault:
        vault.database.execute_sql("INSERT INTO note VALUES (100, 'new')")
    shutil.rmtree(locked.folder)
    shutil.copytree(old, locked.folder)
    with locked.open() as elsewhere:
        assert elsewhere.notices == ()
    shutil.rmtree(locked.folder)
    shutil.copytree(old, locked.folder)
    with locked.open(seen=vault.counter) as here:
        assert here.notices == (Notice.OLDER_COPY,)
        assert rows(here) == ROWS
    with locked.open(seen=here.counter) as here:
        assert here.notices == ()


def test_an_older_copy_in_place_of_a_crashed_session_is_noticed(locked: Locked, tmp_path: Path) -> None:
    """The counter has risen at opening already, so what was saved before the crash is missed."""
    old = tmp_path / "old"
    shutil.copytree(locked.folder, old)
    (counter,) = run("save_and_crash.py", locked.folder, locked.recovery_key)
    shutil.rmtree(locked.folder)
    shutil.copytree(old, locked.folder)
    with locked.open(seen=int(counter)) as vault:
        assert vault.notices == (Notice.OLDER_COPY,)


def test_a_crash_is_told_from_a_change(locked: Locked) -> None:
    """A program that ended without locking: recovered, everything saved is there."""
    run("save_and_crash.py", locked.folder, locked.recovery_key)
    with locked.open() as vault:
        assert vault.notices == (Notice.RECOVERED,)
        assert rows(vault) == [*ROWS, (100, "saved")]
    with locked.open() as vault:
        assert vault.notices == ()


def test_a_crash_mark_cannot_be_moved_to_a_later_time(locked: Locked) -> None:
    """The mark of an old crash does not excuse a change made after a later lock: the counter tells."""
    run("save_and_crash.py", locked.folder, locked.recovery_key)
    marked = locked.file("state.seal").read_bytes()
    with locked.open() as vault:
        pass
    locked.file("state.seal").write_bytes(marked)
    with locked.open(seen=vault.counter) as vault:
        assert vault.notices == (Notice.RECOVERED, Notice.OLDER_COPY)


def test_a_header_edited_under_an_open_journal_is_named_by_verify(locked: Locked) -> None:
    """Verify looks at both copies and the seal as they are on disk."""
    with locked.open() as vault:
        assert vault.verify() == []
        data = locked.file("vault.hdr.2").read_bytes()
        locked.file("vault.hdr.2").write_bytes(forged(data, lambda found: found.update(gen=9)))
        assert vault.verify() == ["A copy of the journal’s header has been altered."]
        locked.file("vault.hdr.2").write_bytes(data)
        flip(locked.file("state.seal"), 60)
        assert vault.verify() == ["The journal’s seal has been altered."]
    with locked.open() as vault:
        assert vault.notices == ()
        assert vault.verify() == []


def test_attachments_added_in_a_session_belong_to_its_seal(locked: Locked) -> None:
    """A clean lock takes them in."""
    with locked.open() as vault:
        attach(vault, b"x" * 300_000)
    before = snapshot(locked.folder)
    with locked.open() as vault:
        assert vault.notices == ()
        assert len(attachments(vault)) == 2
    assert before.keys() == snapshot(locked.folder).keys()


def _id(locked: Locked) -> str:
    from tests.unit.vault.helpers import header_json

    return str(header_json(locked.file("vault.hdr").read_bytes())["vid"])
