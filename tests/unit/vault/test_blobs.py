"""Attachments: exact, seekable, bound to their journal and id, and nothing of them readable or left over."""

from __future__ import annotations

import dataclasses
import io
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closeness_desktop.errors import BugError, DamagedError, StorageError
from closeness_desktop.vault.blobs import CHUNK, BlobInfo, Blobs, file_bytes, padme
from tests.unit.vault.helpers import flip

LENGTHS = [0, 1, 2, 100, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 777, 16 * CHUNK, 1_000_003]
VAULT = bytes(range(16))


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """The attachments of a journal."""
    (tmp_path / "Journal").mkdir()
    return Blobs(tmp_path / "Journal", VAULT)


def place(blobs: Blobs, info: BlobInfo) -> Path:
    """Where a blob lies."""
    return blobs._folder / info.id[:2] / info.id


@pytest.mark.parametrize("length", LENGTHS)
def test_what_was_written_is_read(blobs: Blobs, length: int) -> None:
    """Around every border of chunks, in a file of padded size."""
    data = os.urandom(length)
    info = blobs.write(io.BytesIO(data))
    assert info.length == length
    assert blobs.read(info) == data
    assert place(blobs, info).stat().st_size == file_bytes(length)
    assert blobs.check([info]) == []
    assert blobs.listing() == [(info.id, file_bytes(length))]
    assert data[:16] not in place(blobs, info).read_bytes() or length < 16


def test_a_chunk_boundary_of_padding_is_right(blobs: Blobs) -> None:
    """When padding alone fills the last chunks, the last flag stands on the last of them."""
    length = 64 * CHUNK + 1
    assert padme(length) - length > CHUNK
    info = blobs.write(io.BytesIO(bytes(length)))
    assert place(blobs, info).stat().st_size == file_bytes(length)
    assert blobs.read(info) == bytes(length)


def test_a_source_may_give_little_at_a_time(blobs: Blobs) -> None:
    """Chunks are filled whole all the same."""
    data = os.urandom(200_000)
    given_data = io.BufferedReader(_Trickle(data))
    assert blobs.read(blobs.write(given_data)) == data
    assert blobs.read(blobs.write(_Bits(data))) == data  # type: ignore[arg-type]


class _Trickle(io.RawIOBase):
    """A raw source of odd portions."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._rest = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        part = self._rest[: min(len(buffer), 777)]
        buffer[: len(part)] = part
        self._rest = self._rest[len(part) :]
        return len(part)


class _Bits:
    """A source whose `read` gives less than it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def read(self, size: int) -> bytes:
        part = self._rest[: min(size, 12_345)]
        self._rest = self._rest[len(part) :]
        return part


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_reader_goes_anywhere(long_blob: tuple[Blobs, BlobInfo, bytes], data: st.DataObject) -> None:
    """Seek and read in any order give what a file in memory gives."""
    blobs, info, content = long_blob
    plain = io.BytesIO(content)
    with blobs.open(info) as reader:
        assert reader.readable()
        assert reader.seekable()
        assert not reader.writable()
        buffered = io.BufferedReader(reader, 1000)
        for _ in range(data.draw(st.integers(1, 8))):
            whence = data.draw(st.sampled_from([os.SEEK_SET, os.SEEK_CUR, os.SEEK_END]))
            base = {os.SEEK_SET: 0, os.SEEK_CUR: plain.tell(), os.SEEK_END: len(content)}[whence]
            offset = data.draw(st.integers(-base, len(content) + 10 - base))
            assert buffered.seek(offset, whence) == plain.seek(offset, whence)
            size = data.draw(st.integers(0, 2 * CHUNK))
            assert buffered.read(size) == plain.read(size)
            assert buffered.tell() == plain.tell()


@pytest.fixture(scope="module")
def long_blob(tmp_path_factory: pytest.TempPathFactory) -> tuple[Blobs, BlobInfo, bytes]:
    """An attachment of several chunks."""
    blobs = Blobs(tmp_path_factory.mktemp("blobs"), VAULT)
    data = os.urandom(4 * CHUNK + 321)
    return blobs, blobs.write(io.BytesIO(data)), data


def test_a_reader_refuses_a_place_before_the_beginning(long_blob: tuple[Blobs, BlobInfo, bytes]) -> None:
    """As files do; past the end reads as the end."""
    blobs, info, _ = long_blob
    with blobs.open(info) as reader:
        with pytest.raises(ValueError, match="negative"):
            reader.seek(-1)
        assert reader.seek(10**9) == 10**9
        assert reader.read(5) == b""


def test_every_altered_byte_is_noticed(blobs: Blobs) -> None:
    """Of the first and last chunk each, of the middle some: damaged, or the right bytes, never wrong ones."""
    data = os.urandom(CHUNK + 1000)
    info = blobs.write(io.BytesIO(data))
    file = place(blobs, info)
    size = file.stat().st_size
    places = [*range(200), *range(200, size - 1500, 97), *range(size - 1500, size)]
    unread = 0
    for at in places:
        flip(file, at, at % 8)
        assert blobs.check([info]) != []
        try:
            assert blobs.read(info) == data
            unread += 1
        except DamagedError:
            pass
        flip(file, at, at % 8)
    assert unread == 0
    assert blobs.read(info) == data


def test_every_other_length_is_noticed(blobs: Blobs) -> None:
    """Cut at every chunk, by a byte, to nothing; longer; missing; a folder in its place."""
    data = os.urandom(3 * CHUNK)
    info = blobs.write(io.BytesIO(data))
    file = place(blobs, info)
    whole = file.read_bytes()
    lengths = [0, 7, 8, len(whole) - 1, *range(8, len(whole) - 1, CHUNK + 16)]
    for altered in [whole[:length] for length in lengths] + [whole + b"\0", whole + whole]:
        file.write_bytes(altered)
        with pytest.raises(DamagedError, match="altered"):
            blobs.open(info)
        assert blobs.check([info]) == ["An attachment has been altered or cut short."]
    file.unlink()
    with pytest.raises(DamagedError, match="missing"):
        blobs.open(info)
    assert blobs.check([info]) == ["An attachment is missing from the journal’s folder."]
    file.mkdir()
    with pytest.raises(DamagedError, match="missing"):
        blobs.open(info)


def test_chunks_that_change_places_or_come_from_elsewhere_are_noticed(blobs: Blobs) -> None:
    """The nonce holds a chunk's number, the last one's flag; the context holds journal and id."""
    one, two = blobs.write(io.BytesIO(bytes(3 * CHUNK))), blobs.write(io.BytesIO(bytes(3 * CHUNK)))
    file = place(blobs, one)
    whole = file.read_bytes()
    size = CHUNK + 16
    chunks = [whole[8 + start : 8 + start + size] for start in range(0, 3 * size, size)]
    for order in ([1, 0, 2], [0, 2, 1], [0, 0, 2]):
        file.write_bytes(whole[:8] + b"".join(chunks[number] for number in order))
        with pytest.raises(DamagedError):
            blobs.read(one)
    file.write_bytes(whole)
    shorter = dataclasses.replace(one, length=2 * CHUNK)
    file.write_bytes(whole[: 8 + 2 * size])  # cut at a chunk, with a row that agrees: the last flag tells
    with pytest.raises(DamagedError):
        blobs.read(shorter)
    file.write_bytes(whole)
    shutil.copy(place(blobs, two), file)
    with pytest.raises(DamagedError):
        blobs.read(one)
    with pytest.raises(DamagedError):
        blobs.read(dataclasses.replace(one, key=two.key))
    shutil.copytree(blobs._folder, blobs._folder.parent / "other" / "blobs")
    with pytest.raises(DamagedError):
        Blobs(blobs._folder.parent / "other", bytes(16)).read(two)


def test_another_version_of_the_file_is_refused(blobs: Blobs) -> None:
    """The first eight bytes are part of the promise."""
    info = blobs.write(io.BytesIO(b"x"))
    flip(place(blobs, info), 7)
    with pytest.raises(DamagedError):
        blobs.read(info)


def test_each_attachment_has_a_key_of_its_own(blobs: Blobs) -> None:
    """Equal contents make different files, and the key is not shown in messages."""
    infos = [blobs.write(io.BytesIO(b"same" * 1000)) for _ in range(3)]
    assert len({info.key for info in infos}) == len({info.id for info in infos}) == 3
    assert len({info.digest for info in infos}) == 3
    assert repr(infos[0].key) not in repr(infos[0])


class _Broken(io.RawIOBase):
    """A source that fails half way: a stick that is pulled out."""

    def __init__(self) -> None:
        super().__init__()
        self._left = 3

    def read(self, size: int = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise OSError(5, "gone")
        return bytes(size)


def test_a_source_that_fails_leaves_nothing(blobs: Blobs) -> None:
    """One sentence, and no half file."""
    with pytest.raises(StorageError):
        blobs.write(_Broken())  # type: ignore[arg-type]
    assert [path for path in blobs._folder.rglob("*") if path.is_file()] == []


def test_deleting_and_sweeping_remove_only_what_nobody_knows(blobs: Blobs) -> None:
    """Orphans of more than a day go, finished or not; known, young and strange files stay."""
    kept, orphan, dropped = (blobs.write(io.BytesIO(b"x")) for _ in range(3))
    blobs.delete(dropped.id)
    blobs.delete(dropped.id)
    half = place(blobs, orphan).with_name(kept.id + ".new")
    strange = place(blobs, kept).with_name("notes.txt")
    for file in (half, strange):
        file.write_bytes(b"")
    now = half.stat().st_mtime
    assert blobs.sweep([kept.id], now + 3600) == 0
    assert blobs.sweep([kept.id], now + 25 * 3600) == 2
    assert blobs.sweep([kept.id]) == 0
    left = {path.name for path in blobs._folder.rglob("*") if path.is_file()}
    assert left == {kept.id, "notes.txt"}
    assert [name for name, _ in blobs.listing()] == [kept.id]


@pytest.mark.parametrize("name", ["", "../../../etc/passwd", "a" * 25, "A" * 26, "a" * 27, "/" * 26])
def test_an_id_that_is_none_never_reaches_the_disk(blobs: Blobs, name: str) -> None:
    """Ids come from our own database; anything else is a bug, not a path."""
    with pytest.raises(BugError):
        blobs.delete(name)
