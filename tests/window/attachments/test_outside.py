"""Plain copies for other programs: for their owner alone, and gone with the lock or at the next opening."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from closeness_desktop.errors import UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments import outside
from closeness_desktop.window.attachments.outside import Outside

LEAVES = """
import os, sys
from pathlib import Path
from closeness_desktop.window.attachments import outside
class Store:
    def export(self, id, to): to.write_text("left behind")
from closeness_desktop.records import Attachment
place = outside.Outside(Store())
print(place.copy(Attachment("a", "e", "x.txt", "text/plain", 1)), flush=True)
sys.stdin.read()
os._exit(1)
"""


@pytest.fixture(params=[True, False], ids=["in memory", "on the disk"])
def runtime(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path | None:
    """The folder that the system keeps in memory for a person; or none."""
    if not request.param:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        return None
    place = tmp_path / "runtime"
    place.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    return place


def test_a_copy_is_its_owners_alone_and_goes_with_the_lock(journal: Journal, runtime: Path | None) -> None:
    """Two of one name do not meet; nothing is left after cleaning, and cleaning twice is harmless."""
    entry = journal.entries.add(body="x").id
    copies = Outside(journal.attachments)
    made = [journal.attachments.add_bytes(entry, "a photo?.jpg", data) for data in (b"one", b"two")]
    places = [copies.copy(one) for one in made]
    assert [place.read_bytes() for place in places] == [b"one", b"two"]
    assert all(place.name == "a photo_.jpg" for place in places)
    if runtime is not None:
        assert all(place.is_relative_to(runtime) for place in places)
    for place in places:
        assert stat.S_IMODE(place.stat().st_mode) == 0o400
        within = place.parents[0], place.parents[1], place.parents[2]
        assert all(stat.S_IMODE(each.stat().st_mode) == 0o700 for each in within)
    outside.clean_left_over()  # another window opens a journal: these are in use
    assert all(place.exists() for place in places)
    places[0].parent.chmod(0o500)  # another program may do that
    copies.clean()
    copies.clean()
    assert list(outside.folder().iterdir()) == []


def test_what_a_killed_program_left_goes_at_the_next_opening(runtime: Path | None) -> None:
    """While it runs, its copies stay; once it was killed they go."""
    with subprocess.Popen(
        [sys.executable, "-c", LEAVES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        copy = Path(other.stdout.readline().strip())
        outside.clean_left_over()
        assert copy.read_text() == "left behind"
        other.kill()
    outside.clean_left_over()
    assert list(outside.folder().iterdir()) == []


@pytest.mark.parametrize("name", ["run.EXE", "x.desktop", "a.sh", "b.jar.", "c.lnk"])
def test_programs_are_not_opened(journal: Journal, name: str) -> None:
    """Since opening would run them; no copy is made."""
    entry = journal.entries.add(body="x").id
    attachment = journal.attachments.add_bytes(entry, name, b"x")
    with pytest.raises(UsageError, match="This is a program"):
        Outside(journal.attachments).copy(attachment)
    assert not outside.folder().exists()


def test_a_folder_that_others_can_enter_is_not_used(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one that somebody put there as a link to elsewhere."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    outside.folder().mkdir(mode=0o755)
    outside.folder().chmod(0o755)
    entry = journal.entries.add(body="x").id
    attachment = journal.attachments.add_bytes(entry, "x.txt", b"x")
    with pytest.raises(outside.StorageError, match="no place"):
        Outside(journal.attachments).copy(attachment)
    assert os.listdir(outside.folder()) == []  # noqa: PTH208


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("con.txt", "_con.txt"),
        ("a:b|c.txt", "a_b_c.txt"),
        ("x. .", "x"),
        ("LPT1", "_LPT1"),
        ("ok.txt", "ok.txt"),
    ],
)
def test_names_that_a_system_cannot_take_are_changed(name: str, called: str) -> None:
    """So that the copy can be made everywhere."""
    assert outside.file_name(Attachment("a", "e", name, "text/plain", 1)) == called
