"""Sounds of one's own, and packs from files: kept inside the journal, brought back, and gone when let go."""

from __future__ import annotations

import io
import random
import wave
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, PackText
from tests.conftest import PASSPHRASE

TEXTS = {"one.yaml": "format: practice/1\nid: one\n", "two.yaml": "format: practice/1\nid: two\n"}


def wav(seconds: float = 0.5, rate: int = 8000, seed: int = 1) -> bytes:
    """Noise, so that nothing of it is the same by chance."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(random.Random(seed).randbytes(round(seconds * rate) * 2))
    return held.getvalue()


SMALL, LARGE = wav(), wav(30)


def files(journal: Journal) -> list[Path]:
    """What lies beside the database."""
    return [file for file in journal.vault.folder.glob("blobs/??/*") if file.is_file()]


def again(journal: Journal) -> Journal:
    """Close it and open it."""
    folder = journal.vault.folder
    journal.close()
    return Journal(vaults.open(folder, PASSPHRASE), zone="Europe/Berlin")


@pytest.mark.parametrize(("held", "beside"), [(SMALL, 0), (LARGE, 1)])
def test_a_sound_comes_back_to_the_byte(journal: Journal, held: bytes, beside: int) -> None:
    """A small one from the database, a large one from a sealed file beside it; after opening again, too."""
    heard: list[Change] = []
    journal.observe(heard.append)
    sound = journal.sounds.add(" My  bell ", held, origin="page")
    assert (sound.name, sound.size) == ("My bell", len(held))
    assert sound.seconds == pytest.approx((len(held) - 44) / 16000)
    assert heard == [Change(frozenset({"sound"}), (sound.id,), "page")]
    opened = again(journal)
    assert opened.sounds.all() == [sound]
    assert opened.sounds.wav(sound.id) == held
    assert len(files(opened)) == beside
    assert not any(held[100:200] in file.read_bytes() for file in files(opened))
    assert opened.verify() == []
    opened.close()


def test_sounds_are_renamed_removed_and_brought_back(journal: Journal) -> None:
    """Until the journal is opened again: then the bytes of what was removed are gone, file and all."""
    named = (("c", LARGE), ("a", SMALL), ("b", LARGE))
    kept, small, large = (journal.sounds.add(name, held) for name, held in named)
    assert [one.name for one in journal.sounds.all()] == ["a", "b", "c"]
    assert journal.sounds.rename(small.id, "Zoe").name == "Zoe"
    for sound in (small, large):
        journal.sounds.remove(sound.id)
        with pytest.raises(NotFoundError):
            journal.sounds.wav(sound.id)
        journal.sounds.bring_back(sound.id)
    assert (journal.sounds.wav(small.id), journal.sounds.wav(large.id)) == (SMALL, LARGE)
    for sound in (small, large):
        journal.sounds.remove(sound.id)
    assert len(files(journal)) == 2

    opened = again(journal)
    assert [one.id for one in opened.sounds.all()] == [kept.id]
    assert len(files(opened)) == 1
    for sound in (small, large):
        with pytest.raises(NotFoundError, match="gone"):
            opened.sounds.bring_back(sound.id)
    assert opened.sounds.wav(kept.id) == LARGE
    assert opened.verify() == []
    opened.close()


ENDS_OUTSIDE = SMALL[:16] + b"\xff" * 4 + SMALL[20:]
"""A part of it ends outside the file, at which the standard library raises a bare RuntimeError."""


@pytest.mark.parametrize("held", [b"", b"RIFF", b"OggS" * 50, SMALL[:30], b"\0" * 100, ENDS_OUTSIDE])
def test_what_is_no_sound_is_refused(journal: Journal, held: bytes) -> None:
    """And leaves nothing."""
    with pytest.raises(UsageError):
        journal.sounds.add("x", held)
    with pytest.raises(UsageError):
        journal.packs.add("p", "P", texts=TEXTS, sounds={"bell": LARGE, "x": held})
    with pytest.raises(UsageError):
        journal.sounds.add(" ", SMALL)
    assert journal.sounds.all() == []
    assert journal.packs.all() == []
    assert not files(journal)


def test_a_lost_or_altered_sound_is_found(journal: Journal) -> None:
    """By verify, in a sentence without its name."""
    journal.sounds.add("name", LARGE)
    (file,) = files(journal)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert journal.verify() == [vaults.blobs.ALTERED]
    file.unlink()
    assert journal.verify() == [vaults.blobs.GONE]


def test_a_pack_keeps_its_files(journal: Journal) -> None:
    """Texts as they were read, sounds by their slugs; its sounds are not among one's own."""
    heard: list[Change] = []
    journal.observe(heard.append)
    pack = journal.packs.add(
        "quiet-pack",
        "A quiet pack",
        texts=TEXTS,
        sounds={"gong": SMALL, "rain-long": LARGE},
        digest="ab" * 32,
    )
    (change,) = heard
    assert change.kinds == {"pack", "sound"}
    opened = again(journal)
    assert opened.packs.all() == [pack] == [opened.packs.get(pack.id)]
    assert (pack.slug, pack.title, pack.digest) == ("quiet-pack", "A quiet pack", "ab" * 32)
    assert (pack.practices, pack.sounds) == (2, 2)
    assert opened.packs.texts() == [PackText(pack.id, name, text) for name, text in TEXTS.items()]
    assert opened.packs.sound(pack.id, "gong") == SMALL
    assert opened.packs.sound(pack.id, "rain-long") == LARGE
    assert opened.sounds.all() == []
    for where in ((pack.id, "none"), ("none", "gong")):
        with pytest.raises(NotFoundError):
            opened.packs.sound(*where)
    assert opened.verify() == []
    opened.close()


def test_a_removed_pack_comes_back_whole(journal: Journal) -> None:
    """Until the journal is opened again."""
    pack = journal.packs.add("p", "P", texts=TEXTS, sounds={"gong": LARGE})
    journal.packs.remove(pack.id)
    assert (journal.packs.all(), journal.packs.texts()) == ([], [])
    with pytest.raises(NotFoundError):
        journal.packs.sound(pack.id, "gong")
    journal.packs.bring_back(pack.id)
    assert journal.packs.all() == [pack]
    assert journal.packs.sound(pack.id, "gong") == LARGE

    journal.packs.remove(pack.id)
    opened = again(journal)
    assert not files(opened)
    with pytest.raises(NotFoundError, match="gone"):
        opened.packs.bring_back(pack.id)
    (left,) = opened.vault.database.execute_sql("SELECT count(*) FROM pack_practice").fetchone()
    assert left == 0
    assert opened.verify() == []
    opened.close()


def test_a_newer_edition_takes_the_place_of_a_pack(journal: Journal) -> None:
    """And undoing it brings the older one back; both at once cannot be."""
    older = journal.packs.add("p", "P", texts=TEXTS)
    newer = journal.packs.add("p", "P two", texts={"one.yaml": "x"})
    assert journal.packs.all() == [newer]
    with pytest.raises(UsageError):
        journal.packs.bring_back(older.id)
    journal.packs.remove(newer.id)
    journal.packs.bring_back(older.id)
    assert journal.packs.all() == [older]
    with pytest.raises(UsageError):
        journal.packs.add("q", "Q", texts={})
