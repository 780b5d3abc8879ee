"""Making, opening and locking a journal."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import (
    BugError,
    DamagedError,
    InUseError,
    KnownError,
    NotAJournalError,
    UsageError,
    WrongKeyError,
)
from closeness_desktop.vault import cost as costs
from tests.conftest import PASSPHRASE
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import ATTACHMENT, ROWS, attachments, fill, rows, run, snapshot


def test_what_was_saved_is_there_after_locking(vault: vaults.Vault) -> None:
    """Rows and an attachment survive a lock and an opening with the passphrase, without any notice."""
    fill(vault)
    vault.close()
    with vaults.open(vault.folder, PASSPHRASE, seen=vault.counter) as again:
        assert rows(again) == ROWS
        assert again.blobs.read(attachments(again)[0]) == ATTACHMENT
        assert again.notices == ()
        assert again.id == vault.id
        assert again.locked_ms is not None
        assert again.verify() == []
        assert again.blobs.check(attachments(again)) == []


def test_locking_leaves_only_the_files_of_the_format(vault: vaults.Vault) -> None:
    """After a clean lock no rollback journal and no temporary file is left."""
    fill(vault)
    vault.close()
    names = {path.name for path in vault.folder.iterdir()}
    assert names == {"vault.hdr", "vault.hdr.2", "journal.db", "state.seal", "lock", "blobs"}


def test_closing_twice_is_harmless_and_then_nothing_works(vault: vaults.Vault) -> None:
    """A closed journal gives nothing away: every call says that it is closed."""
    vault.close()
    vault.close()
    for call in (
        vault.verify,
        vault.backup,
        vault.new_recovery_key,
        vault.database.connect,
        lambda: vault.set_passphrase("new", cost=vaults.FLOOR),
        lambda: vault.change_passphrase(PASSPHRASE, "new", cost=vaults.FLOOR),
        lambda: vault.verify_backup(vault.folder),
    ):
        with pytest.raises(BugError):
            call()


def test_closing_overwrites_the_keys(vault: vaults.Vault) -> None:
    """The buffers that held the keys hold zeros afterwards."""
    tree = vault._tree
    held = [tree.master, tree.database, tree.header, tree.seal, tree.backup]
    assert all(any(key) for key in held)
    vault.close()
    assert not any(any(key) for key in held)


def test_closing_in_a_transaction_is_a_bug(vault: vaults.Vault) -> None:
    """Closing would throw away what is being written, so it is refused."""
    with vault.database.atomic(), pytest.raises(BugError):
        vault.close()


def test_a_journal_is_used_from_two_threads(vault: vaults.Vault) -> None:
    """One connection serves the window's thread and the worker."""
    fill(vault)
    found: list[list[tuple[int, str]]] = []

    def work() -> None:
        with vault.lock:
            found.append(rows(vault))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert found == [ROWS]


@pytest.mark.parametrize(
    "name",
    ["plain", "with space", "it's “quoted”", '"', "50% of?#it", "🕊 diary", "j" * 200, "file:x?mode=ro"],
)
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    """Names that mean something to SQL or to a URI mean nothing here."""
    with vaults.create(tmp_path / name, PASSPHRASE, cost=vaults.FLOOR) as made:
        fill(made)
        made.backup()
        key = made.new_recovery_key()
    with vaults.open_with_recovery_key(tmp_path / name, key) as again:
        assert rows(again) == ROWS
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == [name]


def test_an_empty_folder_a_link_to_one_and_missing_parents_will_do(tmp_path: Path) -> None:
    """A journal may be made where nothing is lost by it."""
    empty = tmp_path / "empty"
    empty.mkdir()
    target = tmp_path / "target"
    target.mkdir()
    (tmp_path / "link").symlink_to(target)
    for folder in (empty, tmp_path / "link", tmp_path / "a" / "b" / "c"):
        vaults.create(folder, PASSPHRASE, cost=vaults.FLOOR).close()
        assert vaults.is_journal(folder)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_nothing_is_made_where_something_is(tmp_path: Path, locked: Locked) -> None:
    """A folder with anything in it, another journal above all, and a file are left as they are."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("dear")
    before = snapshot(tmp_path)
    for folder in (tmp_path / "full", tmp_path / "file", locked.folder):
        with pytest.raises(KnownError, match="something in that place"):
            vaults.create(folder, PASSPHRASE, cost=vaults.FLOOR)
    assert snapshot(tmp_path) == before


def test_a_journal_needs_a_passphrase_and_a_cost_within_bounds(tmp_path: Path) -> None:
    """An empty passphrase and a cost below the floor or above the ceiling are refused by name."""
    with pytest.raises(UsageError, match="empty"):
        vaults.create(tmp_path / "j", "", cost=vaults.FLOOR)
    for cost in (vaults.Cost(8, 3, 4), vaults.Cost(65536, 2, 4), vaults.Cost(65536, 3, 0)):
        with pytest.raises(UsageError, match="out of bounds"):
            vaults.create(tmp_path / "j", PASSPHRASE, cost=cost)
    assert not (tmp_path / "j").exists()


def test_a_journal_that_cannot_be_written_whole_is_not_there_at_all(tmp_path: Path) -> None:
    """A disk that is full half way through leaves nothing behind, whatever the size at which it is full."""
    for limit in (0, 100, 1000, 5000):
        folder = tmp_path / str(limit)
        assert run("create_on_full_disk.py", folder / "Journal", limit) == ["StorageError"]
        assert list(folder.iterdir()) == []


def test_what_is_no_journal_is_called_so(tmp_path: Path) -> None:
    """A missing place, a file, a folder without a header: no journal, and nothing is written there."""
    (tmp_path / "text.txt").write_text("dear diary")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "journal.db").write_bytes(bytes(8192))
    before = snapshot(tmp_path)
    for place in ("missing", "text.txt", "folder"):
        assert not vaults.is_journal(tmp_path / place)
        with pytest.raises(NotAJournalError):
            vaults.open(tmp_path / place, PASSPHRASE)
    assert snapshot(tmp_path) == before
    assert not (tmp_path / "folder" / "lock").exists()


def test_a_folder_that_may_not_be_used_is_named_so(locked: Locked) -> None:
    """Without permission one sentence says so; where nothing may be added, reading works, saving does not."""
    said = run("open_as_nobody.py", locked.folder, locked.recovery_key)
    assert said == ["0 StorageError", "5 40 rows", "5 StorageError", "7 40 rows", "7 saved"]
    with locked.open() as vault:
        assert len(rows(vault)) == 41


def test_links_in_the_folder_are_never_followed(locked: Locked, tmp_path: Path) -> None:
    """A journal from a stranger may hold links; nothing outside is written, and it is refused by name."""
    outside = tmp_path / "precious.txt"
    outside.write_bytes(b"mine" * 1000)
    names = (
        "state.seal",
        "journal.db",
        "blobs",
        "backups",
        "lock",
        "journal.db-journal",
        "vault.hdr",
        "vault.hdr.2",
    )
    for name in names:
        aside = locked.file(name).with_name("aside")
        there = locked.file(name).exists()
        if there:
            locked.file(name).rename(aside)
        locked.file(name).symlink_to(outside)
        with pytest.raises(DamagedError, match=name):
            locked.open()
        locked.file(name).unlink()
        if there:
            aside.rename(locked.file(name))
        assert outside.read_bytes() == b"mine" * 1000
    locked.open().close()


def test_a_pipe_in_a_files_place_is_not_waited_for(locked: Locked) -> None:
    """A pipe would block the opening for ever; it is refused by name."""
    for name in ("vault.hdr.2", "state.seal", "journal.db"):
        aside = locked.file(name).rename(locked.file("aside"))
        os.mkfifo(locked.file(name))
        with pytest.raises(DamagedError, match=name):
            locked.open()
        aside.rename(locked.file(name))


def test_much_memory_is_asked_for_first(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a small computer an opening that takes more than half of its memory needs a yes."""
    monkeypatch.setattr(costs, "memory_of_this_computer", lambda: 100 * 1024)
    with pytest.raises(vaults.MuchMemoryError, match="64 MiB"):
        vaults.open(locked.folder, PASSPHRASE)
    with pytest.raises(WrongKeyError):
        vaults.open(locked.folder, "wrong", allow_much_memory=True)


def test_passphrase_change_takes_effect_at_once_and_keeps_the_recovery_key(vault: vaults.Vault) -> None:
    """The new one opens, the old one does not, the recovery key still does; a wrong one changes nothing."""
    fill(vault)
    key = vault.new_recovery_key()
    assert vault.has_recovery_key
    before = vault.folder.joinpath("vault.hdr").read_bytes()
    with pytest.raises(WrongKeyError):
        vault.change_passphrase("not it", "new one", cost=vaults.FLOOR)
    with pytest.raises(UsageError):
        vault.change_passphrase(PASSPHRASE, "", cost=vaults.FLOOR)
    assert vault.folder.joinpath("vault.hdr").read_bytes() == before
    vault.change_passphrase(PASSPHRASE, "new one", cost=vaults.FLOOR)
    vault.close()
    with pytest.raises(WrongKeyError):
        vaults.open(vault.folder, PASSPHRASE)
    with vaults.open(vault.folder, "new one") as again:
        assert again.notices == ()
        assert again.check_recovery_key(key)
    with vaults.open_with_recovery_key(vault.folder, key) as again:
        again.set_passphrase("third", cost=vaults.FLOOR)
        assert again.verify() == []
    with vaults.open(vault.folder, "third") as again:
        assert rows(again) == ROWS


def test_a_new_recovery_key_revokes_the_old(locked: Locked) -> None:
    """Only the last one shown opens; the old one is told from a mistyped one."""
    with locked.open() as vault:
        new = vault.new_recovery_key()
        assert vault.check_recovery_key(new.upper().replace("-", " "))
        assert not vault.check_recovery_key(locked.recovery_key)
        with pytest.raises(UsageError):
            vault.check_recovery_key(new[:-1] + ("q" if new[-1] != "q" else "p"))
    with pytest.raises(WrongKeyError):
        locked.open()
    with pytest.raises(WrongKeyError, match="slip"):
        vaults.open_with_recovery_key(locked.folder, "not a key")
    with vaults.open_with_recovery_key(locked.folder, new) as vault:
        assert rows(vault) == ROWS


def test_a_journal_without_recovery_key_says_so(tmp_path: Path) -> None:
    """A new journal has none until one is shown, and a key of another journal does not open it."""
    other = "hts8-kny6-nk7a-xen6-0nlw-3txt-ahqk-38ck"
    with vaults.create(tmp_path / "New.closeness", PASSPHRASE, cost=vaults.FLOOR) as vault:
        assert not vault.has_recovery_key
        with pytest.raises(UsageError):
            vault.check_recovery_key(other)
    with pytest.raises(WrongKeyError):
        vaults.open_with_recovery_key(vault.folder, other)


def test_a_second_opening_is_refused_at_once(vault: vaults.Vault) -> None:
    """Within one process too, and with no key derived: the answer to a wrong passphrase is the same."""
    for passphrase in (PASSPHRASE, "wrong"):
        with pytest.raises(InUseError):
            vaults.open(vault.folder, passphrase)
