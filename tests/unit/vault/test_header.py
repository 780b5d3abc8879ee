"""The header: any change is noticed, no value is used before it is checked, nothing is confused."""

from __future__ import annotations

import errno
import json
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop import vault as vaults
from closeness_desktop.errors import (
    DamagedError,
    NewerVersionError,
    NotAJournalError,
    StorageError,
    WrongKeyError,
)
from closeness_desktop.vault import files
from closeness_desktop.vault import header as headers
from closeness_desktop.vault.vault import Notice
from tests.conftest import PASSPHRASE
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import ROWS, forged, header_json, put_header, rows, tree_of

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="session")
def data(template: Locked) -> bytes:
    """The bytes of a sound header with two slots."""
    return template.file("vault.hdr").read_bytes()


def test_both_copies_are_the_same_and_hold_no_text_of_ours(locked: Locked, data: bytes) -> None:
    """Two copies, canonical, with the values of the format and not one more."""
    assert locked.file("vault.hdr.2").read_bytes() == data
    found = header_json(data)
    assert set(found) == {"v", "vid", "gen", "created", "suite", "min_reader", "critical", "slots"}
    assert [slot["type"] for slot in found["slots"]] == ["passphrase", "recovery"]
    assert found["slots"][0]["kdf"].keys() == {"alg", "m", "t", "p", "salt"}
    assert found["gen"] == 2


def test_every_flipped_bit_is_damage(data: bytes) -> None:
    """Each bit of magic, version, length, JSON and checksum: damaged; each of the HMAC: not authentic."""
    for place in range(len(data)):
        for bit in range(8):
            altered = bytearray(data)
            altered[place] ^= 1 << bit
            if place < len(data) - 32:
                with pytest.raises(DamagedError):
                    headers.decode(bytes(altered))
            else:
                assert not headers.authentic(bytes(altered), bytearray(32))


def test_every_flipped_bit_of_the_hmac_is_an_edit(locked: Locked, data: bytes) -> None:
    """With the right keys in hand each of its 256 bits counts; and the key must be the header’s own."""
    tree = tree_of(locked.folder, locked.recovery_key)
    assert headers.authentic(data, tree.header)
    assert not headers.authentic(data, tree.seal)
    for bit in range(256):
        altered = bytearray(data)
        altered[len(data) - 32 + bit // 8] ^= 1 << bit % 8
        assert not headers.authentic(bytes(altered), tree.header)


def test_every_length_but_the_right_one_is_damage(data: bytes) -> None:
    """Cut short anywhere, or longer by anything."""
    for length in range(len(data)):
        with pytest.raises(DamagedError):
            headers.decode(data[:length])
    for more in (b"\0", data, bytes(20_000)):
        with pytest.raises(DamagedError):
            headers.decode(data + more)


def test_one_damaged_copy_is_mended_from_the_other(locked: Locked, data: bytes) -> None:
    """Missing, empty, cut short, altered: the other copy opens, a notice says so, both are whole again."""
    wrecks = [None, b"", data[:100], data[:50] + b"!" + data[51:], b"x" * 100_000]
    for name in ("vault.hdr", "vault.hdr.2"):
        for wreck in wrecks:
            locked.file(name).unlink()
            if wreck is not None:
                locked.file(name).write_bytes(wreck)
            with locked.open() as vault:
                assert vault.notices == (Notice.HEADER_REPAIRED,)
                assert rows(vault) == ROWS
                assert vault.verify() == []
            assert locked.file(name).read_bytes() == data


def test_a_wrong_passphrase_is_told_from_damage(locked: Locked, data: bytes) -> None:
    """Both copies sound: wrong. One damaged: still wrong. Both damaged: damaged. Both missing: no journal."""
    with pytest.raises(WrongKeyError):
        vaults.open(locked.folder, "wrong")
    locked.file("vault.hdr").write_bytes(data[:-100])
    with pytest.raises(WrongKeyError):
        vaults.open(locked.folder, "wrong")
    locked.file("vault.hdr.2").write_bytes(b"")
    for passphrase in ("wrong", PASSPHRASE):
        with pytest.raises(DamagedError):
            vaults.open(locked.folder, passphrase)
    locked.file("vault.hdr").unlink()
    with pytest.raises(DamagedError):
        vaults.open(locked.folder, PASSPHRASE)
    locked.file("vault.hdr.2").unlink()
    with pytest.raises(NotAJournalError):
        vaults.open(locked.folder, PASSPHRASE)


def _kdf(**values: object) -> Change:
    return lambda found: found["slots"][0]["kdf"].update(values)


COSTS: dict[str, Change] = {
    "4 TiB": _kdf(m=2**32),
    "8 KiB": _kdf(m=8),
    "zero": _kdf(m=0),
    "negative": _kdf(m=-65536),
    "t 2^32-1": _kdf(t=2**32 - 1),
    "t 2": _kdf(t=2),
    "p 0": _kdf(p=0),
    "p 17": _kdf(p=17),
    "m times t": _kdf(m=2 * 1024 * 1024, t=9),
    "float": _kdf(m=65536.0),
    "bool": _kdf(p=True),
    "text": _kdf(m="65536"),
    "list": _kdf(t=[3]),
    "none": _kdf(t=None),
    "huge": _kdf(m=10**400),
}


@pytest.mark.parametrize("name", COSTS)
def test_a_forged_cost_is_refused_before_any_work(data: bytes, name: str) -> None:
    """Out of bounds or of another type: refused by name, and no memory is taken for it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DamagedError, match="out of bounds"):
        headers.decode(forged(data, COSTS[name]))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10 * 1024


def _slots(change: Callable[[list[dict[str, Any]]], object]) -> Change:
    return lambda found: change(found["slots"])


def _first(**values: object) -> Change:
    return lambda found: found["slots"][0].update(values)


MALFORMED: dict[str, Change] = {
    "no slots": lambda found: found.update(slots=[]),
    "slots no list": lambda found: found.update(slots={}),
    "nine slots": _slots(lambda slots: slots.extend([slots[0]] * 7)),
    "slot twice": _slots(lambda slots: slots.append(slots[0])),
    "slot no object": lambda found: found.update(slots=[1]),
    "slot with more": _first(label="mine"),
    "slot with less": _slots(lambda slots: slots[0].pop("nonce")),
    "slot type no text": _first(type=1),
    "kdf no object": _first(kdf="argon2id"),
    "kdf with more": _kdf(secret="x"),
    "recovery with cost": lambda found: found["slots"][1]["kdf"].update(m=65536),
    "salt short": _kdf(salt="00"),
    "salt upper case": _kdf(salt="AB" * 16),
    "salt no text": _kdf(salt=1),
    "wrap no hex": _first(wrap="zz" * 48),
    "nonce long": _first(nonce="00" * 13),
    "id short": _first(id="00"),
    "vid long": lambda found: found.update(vid="00" * 17),
    "gen zero": lambda found: found.update(gen=0),
    "gen bool": lambda found: found.update(gen=True),
    "gen float": lambda found: found.update(gen=2.0),
    "gen huge": lambda found: found.update(gen=2**53),
    "gen missing": lambda found: found.pop("gen"),
    "created no text": lambda found: found.update(created=5),
    "v other": lambda found: found.update(v=2),
    "min_reader zero": lambda found: found.update(min_reader=0),
    "critical no list": lambda found: found.update(critical={}),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_header_is_damage(data: bytes, name: str) -> None:
    """Every field has one shape, and anything else is refused."""
    with pytest.raises(DamagedError):
        headers.decode(forged(data, MALFORMED[name]))


NEWER: dict[str, Change] = {
    "min_reader": lambda found: found.update(min_reader=2),
    "critical": lambda found: found.update(critical=["something"]),
    "suite": lambda found: found.update(suite="xchacha"),
    "slot type": _first(type="keyfile"),
    "kdf": _kdf(alg="argon3"),
}


@pytest.mark.parametrize("name", NEWER)
def test_what_only_a_newer_program_can_read_is_called_so(locked: Locked, data: bytes, name: str) -> None:
    """A required reader, a critical field, a suite, a slot or derivation we do not know; in either copy."""
    newer = forged(data, NEWER[name])
    for file in ("vault.hdr", "vault.hdr.2"):
        put_header(locked.folder, data)
        locked.file(file).write_bytes(newer)
        with pytest.raises(NewerVersionError):
            vaults.open(locked.folder, PASSPHRASE)
    assert locked.file("vault.hdr.2").read_bytes() == newer


def test_the_version_in_front_counts_only_with_its_checksum(data: bytes) -> None:
    """A later version with a right checksum is newer, an earlier one never was, a flipped one is damage."""
    with pytest.raises(NewerVersionError):
        headers.decode(forged(data, version=2, text=b"whatever it will hold"))
    with pytest.raises(DamagedError, match="version 0"):
        headers.decode(forged(data, version=0))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"v":1}',
        b'{"v":1,"v":1}',
        b'{"v": 1}',
        b'{"v":1e999}',
        b'{"v":NaN}',
        b'{"v":' + b"9" * 5000 + b"}",
        b'{"v":' + b"[" * 9000 + b"]" * 5000 + b"}",
    ],
)
def test_only_canonical_json_is_read(data: bytes, text: bytes) -> None:
    """Duplicate keys, spaces, numbers that are none, depth without end."""
    with pytest.raises(DamagedError):
        headers.decode(forged(data, text=text or b" "))


def test_a_sound_header_in_another_spelling_is_damage(data: bytes) -> None:
    """The same values with spaces, in another order, a key twice, in UTF-8: one spelling alone is read."""
    found = header_json(data)
    text = json.dumps(found, sort_keys=True, separators=(",", ":"))
    assert headers.decode(forged(data, text=text.encode())).vault_id == found["vid"]
    others = [
        json.dumps(found, sort_keys=True),
        json.dumps(dict(reversed(found.items())), separators=(",", ":")),
        text.replace('"gen":2', '"gen":2,"gen":2'),
        text.replace('"gen":2', '"gen":02'),
        text.replace("suite", "\\u0073uite"),
        text + "\n",
    ]
    for other in others:
        with pytest.raises(DamagedError, match=r"canonical|JSON"):
            headers.decode(forged(data, text=other.encode()))


def test_a_header_of_more_than_its_bound_is_damage(data: bytes) -> None:
    """16 KiB of JSON and no more, however sound."""
    fits = headers.MAX_JSON - len(json.dumps(header_json(data), separators=(",", ":")))
    for more, sound in ((fits - len(',"zz":""'), True), (fits, False)):
        longer = forged(data, lambda found, more=more: found.update(zz="x" * more))
        if sound:
            assert len(headers.decode(longer).extra["zz"]) == more
        else:
            with pytest.raises(DamagedError, match="length"):
                headers.decode(longer)


@given(st.binary(max_size=600))
def test_any_bytes_are_read_without_surprise(junk: bytes) -> None:
    """Whatever the bytes, behind a right checksum too, only our own errors come out."""
    sound = b"CLOSEN\0\x01\0\0\0\x02{}" + bytes(64)
    for data in (junk, b"CLOSEN" + junk, forged(sound, text=junk or b" ")):
        with pytest.raises((DamagedError, NewerVersionError)):
            headers.decode(data)


EDITS: dict[str, Change] = {
    "generation": lambda found: found.update(gen=7),
    "created": lambda found: found.update(created="1999-01-01"),
    "added field": lambda found: found.update(zz=1),
    "slot removed": _slots(lambda slots: slots.pop(0)),
    "slots swapped": _slots(lambda slots: slots.reverse()),
    "slot added": _slots(lambda slots: slots.append(slots[0] | {"id": "00" * 8})),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_by_someone_without_the_key_is_noticed(locked: Locked, data: bytes, name: str) -> None:
    """Everything in the header is under the HMAC, what opens nothing too: in both copies it is damage."""
    edited = forged(data, EDITS[name])
    put_header(locked.folder, edited)
    with pytest.raises(DamagedError, match="edited"):
        locked.open()
    assert locked.file("vault.hdr").read_bytes() == edited
    locked.file("vault.hdr").write_bytes(data)
    with locked.open() as vault:
        assert vault.notices == (Notice.HEADER_REPAIRED,)
    assert header_json(locked.file("vault.hdr.2").read_bytes()) == header_json(data)


BREAKS: dict[str, Change] = {
    "recovery salt": lambda found: found["slots"][1]["kdf"].update(salt="00" * 16),
    "recovery id": lambda found: found["slots"][1].update(id="00" * 8),
    "vid": lambda found: found.update(vid="00" * 16),
    "wrap of the other slot": _slots(lambda slots: slots[1].update(wrap=slots[0]["wrap"])),
    "type": _slots(lambda slots: slots[0].update(type="recovery", kdf=slots[1]["kdf"])),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_slot_opens_only_where_it_was_made(locked: Locked, data: bytes, name: str) -> None:
    """The wrap is bound to journal, slot and derivation: moved or altered, it opens nothing or is an edit."""
    put_header(locked.folder, forged(data, BREAKS[name]))
    with pytest.raises((WrongKeyError, DamagedError)):
        locked.open()


def test_a_slot_of_another_journal_opens_nothing(locked: Locked, data: bytes, tmp_path: Path) -> None:
    """Someone who knows the passphrase of one journal cannot move its slot into the header of another."""
    with vaults.create(tmp_path / "Other", "other", cost=vaults.FLOOR):
        pass
    other = header_json((tmp_path / "Other" / "vault.hdr").read_bytes())["slots"][0]
    put_header(locked.folder, forged(data, _slots(lambda slots: slots.insert(0, other))))
    with pytest.raises(WrongKeyError):
        vaults.open(locked.folder, "other")
    put_header(locked.folder, (tmp_path / "Other" / "vault.hdr").read_bytes())
    with pytest.raises(DamagedError):
        vaults.open(locked.folder, "other")
    with locked_database_of(tmp_path / "Other", locked), pytest.raises(DamagedError):
        vaults.open(tmp_path / "Other", "other")


class locked_database_of:  # noqa: N801 (reads as what it does)
    """Within the block another journal's database stands under a header."""

    def __init__(self, folder: Path, other: Locked) -> None:
        self.file = folder / "journal.db"
        self.own = self.file.read_bytes()
        self.file.write_bytes(other.file("journal.db").read_bytes())

    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None:
        self.file.write_bytes(self.own)


def test_fields_of_a_later_version_are_kept(locked: Locked, data: bytes) -> None:
    """What is not critical passes through an older program untouched, under a new HMAC."""
    tree = tree_of(locked.folder, locked.recovery_key)
    found = headers.decode(data)
    put_header(
        locked.folder,
        headers.encode(
            headers.Header(found.vault_id, 3, found.created, found.slots, {"hint": [1]}), tree.header
        ),
    )
    with locked.open() as vault:
        vault.new_recovery_key()
    assert header_json(locked.file("vault.hdr").read_bytes())["hint"] == [1]


def test_after_a_crash_between_the_copies_either_passphrase_opens(locked: Locked, data: bytes) -> None:
    """The second copy is written first: the new passphrase opens by it, the old one by the first."""
    with locked.open() as vault:
        vault.set_passphrase("new one", cost=vaults.FLOOR)
    changed = locked.file("vault.hdr").read_bytes()
    locked.file("vault.hdr").write_bytes(data)
    with vaults.open(locked.folder, "new one") as vault:
        assert Notice.HEADER_REPAIRED in vault.notices
    assert locked.file("vault.hdr").read_bytes() == changed
    locked.file("vault.hdr").write_bytes(data)
    with vaults.open(locked.folder, PASSPHRASE) as vault:
        assert Notice.HEADER_REPAIRED in vault.notices
    with pytest.raises(WrongKeyError):
        vaults.open(locked.folder, "new one")
    both = [locked.file(name).read_bytes() for name in ("vault.hdr", "vault.hdr.2")]
    assert both[0] == both[1]
    assert header_json(both[0])["gen"] == header_json(changed)["gen"] + 1


@pytest.mark.parametrize("failing", [1, 2])
def test_a_passphrase_that_could_not_be_kept_does_not_open(
    locked: Locked, data: bytes, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told that it failed, nobody must find that it half came about: both copies are as before."""
    sync_folder = files.sync_folder
    calls: list[Path] = []

    def fail_once(folder: Path) -> None:
        calls.append(folder)
        if len(calls) == failing:
            raise OSError(errno.EIO, "the disk does not answer")
        sync_folder(folder)

    with locked.open() as vault:
        monkeypatch.setattr(files, "sync_folder", fail_once)
        with pytest.raises(StorageError):
            vault.set_passphrase("new one", cost=vaults.FLOOR)
        assert len(calls) > failing
        assert not vault.verify()
    assert [locked.file(name).read_bytes() for name in ("vault.hdr", "vault.hdr.2")] == [data, data]
