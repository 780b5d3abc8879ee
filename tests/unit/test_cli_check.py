"""`practice check` and `practice list`: one line for each thing, and a status that scripts can trust."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from closeness_desktop import paths
from tests.support.commands import call_here
from tests.support.hostile import HEAD, REST, TIMED

SOUND = HEAD + TIMED + REST


def put(folder: Path, name: str, text: str) -> str:
    """A file with this text; its path as typed."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_a_sound_file_is_told_in_one_line(tmp_path: Path) -> None:
    file = put(tmp_path, "a.yaml", SOUND)
    done = call_here("practice", "check", file)
    assert (done.status, done.err) == (0, "")
    assert done.text == f"{file}: sound. 1 step, about 1 minute.\n"


def test_lengths_questions_and_timers_are_told(tmp_path: Path) -> None:
    longer = SOUND.replace("min: 60, max: 60", "min: 30, max: 600").replace("secs: 60", "secs: 60, flex: 1")
    asking = longer.replace("flex: 1}", "flex: 1}, {id: w, kind: prompt, text: [What now?]}")
    files = [
        put(tmp_path, "a.yaml", longer),
        put(tmp_path, "b.yaml", asking),
        put(tmp_path, "c.yaml", HEAD + "steps: [{id: w, kind: prompt, text: [What now?]}]\n"),
        put(tmp_path, "d.yaml", HEAD + "timer: sitting\n"),
    ]
    told = call_here("practice", "check", *files).text.splitlines()
    assert [line.partition(": sound. ")[2] for line in told] == [
        "1 step, about 1 minute (0.5 to 10).",
        "2 steps, about 1 minute (0.5 to 10), and your own time.",
        "1 step, in your own time.",
        "One of the program’s timers.",
    ]


def test_each_mistake_has_a_line_and_the_status_is_one(tmp_path: Path) -> None:
    good = put(tmp_path, "a.yaml", SOUND)
    bad = put(
        tmp_path, "b.yaml", HEAD + "steps:\n  - {id: a, kind: hum}\n  - {id: b, kind: bell, times: 0}\n"
    )
    done = call_here("practice", "check", good, bad, str(tmp_path / "none.yaml"))
    assert done.status == 1
    lines = done.text.splitlines()
    assert lines[0].startswith(f"{good}: sound. ")
    assert lines[1].startswith(f"{bad}: steps / a (line 13): There is no kind of step called “hum”.")
    assert lines[2].startswith(f"{bad}: steps / b / times (line 14): ")
    assert lines[3] == f"{tmp_path / 'none.yaml'}: file: There is no such file."
    assert done.err == ""


def test_remarks_are_told_and_count_only_when_they_are_meant_to(tmp_path: Path) -> None:
    file = put(tmp_path, "a.yaml", SOUND.replace("You sit.", "You sit!"))
    done = call_here("practice", "check", file)
    assert done.status == 0
    assert done.text.splitlines()[1:] == [f"{file}: remark: expect: No exclamation marks."]
    assert call_here("practice", "check", "--strict", file).status == 1


def test_a_folder_and_a_zip_are_looked_through(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    put(folder, "a.yaml", SOUND)
    put(folder, "b.yaml", "id: b\n")
    packed = tmp_path / "pack.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "a.yaml", "a.yaml")
    done = call_here("practice", "check", str(folder), str(packed))
    assert done.status == 1
    assert f"{folder}/a.yaml: sound. " in done.text
    assert f"{folder}/b.yaml: format (line 1): " in done.text
    assert f"{packed}/a.yaml: sound. " in done.text


@pytest.mark.skipif(os.name != "posix", reason="no file is called so here")
def test_a_file_of_any_name_is_told_in_one_line(tmp_path: Path) -> None:
    file = put(tmp_path, "a\nb\x1b[31m.yaml", SOUND + "more: 1\n")
    done = call_here("practice", "check", file)
    assert (done.status, done.text.count("\n")) == (1, 1)
    assert "a�b�[31m.yaml: more (line " in done.text


def test_a_folder_without_a_practice_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = call_here("practice", "check", str(tmp_path / "empty"))
    assert (done.status, done.text) == (1, f"{tmp_path}/empty: pack: There is no practice in this pack.\n")


def test_what_comes_with_the_program_passes_strictly() -> None:
    folders = [str(paths.resource(name)) for name in ("practices", "programmes")]
    done = call_here("practice", "check", "--strict", *folders)
    assert (done.status, done.err) == (0, "")
    assert all(": sound. " in line for line in done.text.splitlines())


def test_without_a_file_it_is_wrong_usage() -> None:
    assert call_here("practice", "check").status == 2


def test_the_list_names_every_practice_for_programs_and_people() -> None:
    rows = call_here("practice", "list", "--json").json
    assert all(list(row) == ["id", "title", "theme", "people", "minutes"] for row in rows)
    by_id = {row["id"]: row for row in rows}
    assert by_id["sitting"] == {
        "id": "sitting",
        "title": "Just sit",
        "theme": "Your own time",
        "people": 1,
        "minutes": None,
    }
    assert by_id["listening-dyad"]["people"] == 2
    assert len(by_id) == len(list(paths.resource("practices").glob("*.yaml")))
    shown = call_here("practice", "list").text
    assert all(row["title"] in shown for row in rows)
