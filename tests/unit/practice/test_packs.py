"""A pack is taken whole or refused with what is wrong in it, and nothing in it is believed or unpacked."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import struct
import wave
import zipfile
from pathlib import Path

import pytest

from closeness_desktop.practice import pack_files
from closeness_desktop.practice.packs import Pack, read_pack
from closeness_desktop.practice.reading import PracticeFileError

PRACTICE = """\
format: practice/1
id: {id}
version: 1
lang: en
title: With a gong
summary: One gong.
theme: settle
people: 1
licence: CC0-1.0
evidence: {{level: 0, note: Handed down.}}
expect: [You listen.]
steps: [{{id: open, kind: bell, sound: {sound}}}]
"""


def wav(seconds: float = 0.1, rate: int = 8000, channels: int = 1, width: int = 2) -> bytes:
    """A sound file of silence."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(bytes(round(seconds * rate) * channels * width))
    return kept.getvalue()


def text(id: str = "gong-sit", sound: str = "low-gong") -> bytes:
    """A practice that rings a sound of the pack."""
    return PRACTICE.format(id=id, sound=sound).encode()


GOOD = {"gong-sit.yaml": text(), "other.yml": text("other", "bowl"), "low-gong.wav": wav()}


def folder(tmp_path: Path, files: dict[str, bytes], name: str = "River pack") -> Path:
    """These files in a folder."""
    place = tmp_path / name
    place.mkdir()
    for file, content in files.items():
        (place / file).write_bytes(content)
    return place


def zipped(tmp_path: Path, files: dict[str, bytes], name: str = "River pack.zip", around: str = "") -> Path:
    """The same in a .zip."""
    place = tmp_path / name
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        if around:
            archive.writestr(around, b"")
        for file, content in files.items():
            archive.writestr(around + file, content)
    return place


def refused(place: Path) -> str:
    """What is said about a pack that is not taken."""
    with pytest.raises(PracticeFileError) as raised:
        read_pack(place)
    assert all(place.name in one.file for one in raised.value.mistakes)
    return str(raised.value)


def same(one: Pack, other: Pack) -> bool:
    """Whether two packs hold the same."""
    return (one.practices, one.texts, one.sounds, one.digest) == (
        other.practices,
        other.texts,
        other.sounds,
        other.digest,
    )


def test_a_folder_and_a_zip_of_it_are_the_same_pack(tmp_path: Path) -> None:
    lying, packed = read_pack(folder(tmp_path, GOOD)), read_pack(zipped(tmp_path, GOOD))
    assert same(lying, packed)
    assert (lying.id, lying.title) == (packed.id, packed.title) == ("river-pack", "River pack")
    assert [one.id for one in lying.practices] == ["gong-sit", "other"]
    assert lying.sounds == {"low-gong": GOOD["low-gong.wav"]}
    assert lying.texts["gong-sit.yaml"] == GOOD["gong-sit.yaml"].decode()
    assert len(lying.digest) == 64


def test_a_folder_around_all_and_what_systems_leave_behind_are_passed_over(tmp_path: Path) -> None:
    plain = read_pack(zipped(tmp_path, GOOD, "a.zip"))
    messy = {**GOOD, ".DS_Store": b"x", "README.md": b"x", "LICENSE": b"x"}
    assert same(plain, read_pack(zipped(tmp_path, messy, "b.zip", around="My pack/")))
    assert same(plain, read_pack(folder(tmp_path, messy)))


def test_a_practice_file_alone_is_a_pack_of_one(tmp_path: Path) -> None:
    place = tmp_path / "bell-sit.yaml"
    place.write_bytes(text("other", "bowl"))
    pack = read_pack(place)
    assert (pack.id, [one.id for one in pack.practices], pack.sounds) == ("bell-sit", ["other"], {})
    place.write_bytes(text("other", "low-gong"))
    assert refused(place).startswith("bell-sit.yaml: steps / open (line 12): There is no sound")


def test_the_digest_changes_with_any_byte_or_name(tmp_path: Path) -> None:
    digests = {
        read_pack(zipped(tmp_path, files, f"{number}.zip")).digest
        for number, files in enumerate(
            [
                GOOD,
                {**GOOD, "other.yml": GOOD["other.yml"] + b"\n"},
                {**GOOD, "another.yml": text("third", "bowl")},
                {"gong-sit.yaml": text(), "other2.yml": GOOD["other.yml"], "low-gong.wav": wav()},
            ]
        )
    }
    assert len(digests) == 4


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Über’n Fluß.zip", "ubern-flu"),
        ("a" * 90 + ".zip", "a" * 40),
        ("..x.zip", "x"),
        ("a--b_c.zip", "a-b-c"),
    ],
)
def test_a_pack_is_called_by_a_plain_name(tmp_path: Path, name: str, slug: str) -> None:
    assert read_pack(zipped(tmp_path, GOOD, name)).id == slug


def test_a_name_without_letters_gets_one_that_stays_the_same(tmp_path: Path) -> None:
    first = read_pack(zipped(tmp_path, GOOD, "川.zip"))
    assert first.id.startswith("pack-")
    assert read_pack(zipped(tmp_path, GOOD, "川.zip")).id == first.id
    assert read_pack(zipped(tmp_path, GOOD, "山.zip")).id != first.id


def test_every_mistake_in_every_file_is_told_with_its_file(tmp_path: Path) -> None:
    told = refused(
        folder(
            tmp_path,
            {"a.yaml": text(sound="siren"), "b.yaml": b"id: b\n", "c.wav": b"RIFF", "D e.wav": wav()},
        )
    )
    for file in ("River pack/a.yaml: steps / open", "River pack/b.yaml: format", "River pack/c.wav: sound"):
        assert file in told
    assert "River pack/D e.wav: sound: A sound is called like" in told


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({}, "no practice"),
        ({"low-gong.wav": wav()}, "no practice"),
        ({"a.yaml": text(), "b.yaml": text(), "low-gong.wav": wav()}, "id of a.yaml too"),
        ({"run.exe": b"MZ"}, "holds .yaml files"),
        ({"a.yaml": b"# " + b"x" * 300_000}, "256 KB"),
        ({"a.wav": bytes(5_000_001)}, "5 MB"),
        ({f"{n}.txt": b"" for n in range(101)}, "100 files"),
        ({f"f{n}.wav": bytes(4_900_000) for n in range(11)}, "50 MB"),
        ({"a.yaml": b"format: programme/1\n"}, "missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_too_much_or_does_not_belong_is_refused_in_both_shapes(
    tmp_path: Path, files: dict[str, bytes], word: str
) -> None:
    assert word in refused(folder(tmp_path, files))
    assert word in refused(zipped(tmp_path, files))


@pytest.mark.parametrize(
    "content",
    [
        wav(61),
        wav(rate=4000),
        wav(rate=200_000),
        wav(channels=3),
        wav(width=4),
        wav(0),
        wav()[:-7],
        wav()[:30],
        b"",
        b"OggS" + bytes(60),
        wav().replace(b"data\x40\x06\x00\x00", b"data\xff\xff\xff\xff"),
        wav().replace(struct.pack("<HHI", 1, 1, 8000), struct.pack("<HHI", 3, 1, 8000)),
        wav().replace(struct.pack("<HHI", 1, 1, 8000), struct.pack("<HHI", 1, 0, 0)),
    ],
    ids=[
        "long", "slow", "fast", "three channels", "32 bits", "empty", "cut", "cut in its head", "nothing",
        "ogg", "lies about its length", "floats", "no channels",
    ],
)  # fmt: skip
def test_a_sound_that_is_not_plain_and_short_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "low-gong.wav: sound: " in refused(folder(tmp_path, {**GOOD, "low-gong.wav": content}))


@pytest.mark.parametrize(("width", "channels"), [(1, 1), (2, 2), (3, 2)])
def test_plain_sounds_are_taken(tmp_path: Path, width: int, channels: int) -> None:
    content = wav(rate=44100, width=width, channels=channels)
    assert read_pack(folder(tmp_path, {**GOOD, "low-gong.wav": content})).sounds == {"low-gong": content}


@pytest.mark.parametrize(
    "name",
    [
        "../a.yaml",
        "a/../../b.yaml",
        "/etc/a.yaml",
        "C:\\a.yaml",
        "c:a.yaml",
        "x/y/a.yaml",
        "..\\a.yaml",
        "..",
        "a/",
    ],
)
def test_no_path_leads_out_of_a_zip_or_deeper_into_it(tmp_path: Path, name: str) -> None:
    place = tmp_path / "p.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("good.yaml", text(sound="bowl"))
        archive.writestr(zipfile.ZipInfo(name), text("other", "bowl"))
    assert "no folders" in refused(place)
    assert {one.name for one in tmp_path.iterdir()} <= {"p.zip", "home"}


@pytest.mark.parametrize("around", ["/", "../", "C:/", "a\\b/"])
def test_what_is_around_all_of_a_zip_is_a_folder_and_no_path(tmp_path: Path, around: str) -> None:
    place = tmp_path / "p.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(zipfile.ZipInfo(around + "a.yaml"), text(sound="bowl"))
    assert "no paths" in refused(place)


def test_a_file_without_a_name_is_told(tmp_path: Path) -> None:
    place = tmp_path / "p.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("good.yaml", text(sound="bowl"))
        archive.writestr("b", b"x")
    raw = place.read_bytes()
    end = raw.rindex(b"PK\x01\x02")  # the record of the second one loses its name
    nameless = raw[end : end + 28] + bytes(2) + raw[end + 30 : end + 46]
    tail = bytearray(raw[end + 47 :])
    at = tail.index(b"PK\x05\x06") + 12
    tail[at : at + 4] = struct.pack("<I", struct.unpack("<I", tail[at : at + 4])[0] - 1)
    place.write_bytes(raw[:end] + nameless + bytes(tail))
    assert refused(place).startswith("p.zip: ")


def test_what_is_packed_in_a_rare_way_is_told(tmp_path: Path) -> None:
    place = tmp_path / "p.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.yaml", text(sound="bowl"))
    assert "in a way that is not read" in refused(place)


def test_a_name_that_hides_something_is_told_without_it(tmp_path: Path) -> None:
    said = refused(zipped(tmp_path, {"a\u202elmay.yaml": text(sound="bowl")}))
    assert "cannot be shown" in said
    assert "\u202e" not in said


def test_a_pack_may_hold_as_much_as_is_told(tmp_path: Path) -> None:
    files = {f"p{number}.yaml": text(f"p{number}", "bowl") for number in range(pack_files.MOST_FILES)}
    files["p0.yaml"] += b"#".ljust(pack_files.MOST_BYTES - len(files["p0.yaml"]), b"#")
    assert len(read_pack(zipped(tmp_path, files)).practices) == pack_files.MOST_FILES


@pytest.mark.parametrize("files", [{}, {"low-gong.wav": wav()}, {"README.md": b"Soon."}])
def test_a_pack_without_a_practice_is_told(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert "no practice in this pack" in refused(folder(tmp_path, files))
    assert "no practice in this pack" in refused(zipped(tmp_path, files))


def test_links_are_not_followed(tmp_path: Path) -> None:
    place = tmp_path / "p.zip"
    link = zipfile.ZipInfo("a.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "no links" in refused(place)
    lying = folder(tmp_path, GOOD)
    (lying / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert "no links" in refused(lying)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_or_a_folder_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    lying = folder(tmp_path, GOOD)
    os.mkfifo(lying / "a.yaml")
    assert "files only" in refused(lying)
    (lying / "a.yaml").unlink()
    (lying / "inner").mkdir()
    assert "files only" in refused(lying)


def test_a_zip_that_swells_is_stopped_at_its_bounds(tmp_path: Path) -> None:
    """A thousandfold, and told smaller than it is: neither is read to its end."""
    swelling = zipped(tmp_path, {"a.yaml": b" " * 40_000_000, "b.wav": bytes(60_000_000)})
    assert swelling.stat().st_size < 200_000
    assert "256 KB" in refused(swelling)
    raw = bytearray(swelling.read_bytes())
    true_size = struct.pack("<I", 40_000_000)
    assert raw.count(true_size) == 2
    swelling.write_bytes(bytes(raw).replace(true_size, struct.pack("<I", 100)))
    assert "damaged" in refused(swelling)


def test_a_zip_with_a_million_names_is_refused_before_its_index_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "p.zip"
    place.write_bytes(b"PK\x01\x02" * 200)
    monkeypatch.setattr(pack_files.zipfile, "ZipFile", lambda *_: pytest.fail("its index was built"))
    assert "100 files" in refused(place)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"no zip at all" * 100])
def test_what_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "p.zip"
    place.write_bytes(content)
    assert refused(place).startswith("p.zip: pack: ")


def test_a_zip_damaged_in_any_byte_is_read_or_refused(tmp_path: Path) -> None:
    place = zipped(tmp_path, GOOD)
    raw = place.read_bytes()
    for at in range(0, len(raw), 3):
        place.write_bytes(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])
        with contextlib.suppress(PracticeFileError):
            assert read_pack(place).sounds["low-gong"] == GOOD["low-gong.wav"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no folder and no file" in refused(tmp_path / "nowhere.zip")


def test_nobody_else_may_see_it_is_told_plainly(tmp_path: Path) -> None:
    place = zipped(tmp_path, GOOD)
    raw = bytearray(place.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1  # the flag of an encrypted file
    place.write_bytes(bytes(raw))
    assert "not encrypted" in refused(place)
