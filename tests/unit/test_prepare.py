"""Setting up: what is missing is named, and the environment is made once and mended when it is broken."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "prepare.py"


@pytest.fixture(scope="module")
def prepare() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("prepare", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the same shape, whose lock files ask for nothing that has to be fetched."""
    root = tmp_path / "project"
    (root / "packaging").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    for name in ("requirements", "requirements-dev", "requirements-build"):
        (root / "packaging" / f"{name}.lock").write_text("")
    return root


def test_the_script_can_be_read_by_an_old_python() -> None:
    """An interpreter that is too old meets a sentence, not a syntax error."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))
    top = {node.names[0].name.split(".")[0] for node in tree.body if isinstance(node, ast.Import)}
    assert top <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        ((3, 6, 15), False),
        ((3, 10, 13), False),
        ((3, 11, 0), True),
        ((3, 12, 9), True),
        ((3, 13, 0), True),
        ((3, 14, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_that_fit(prepare: ModuleType, version: tuple[int, int, int], fits: bool) -> None:
    """3.11 to 3.13, as pyproject says."""
    assert prepare.supported(version) is fits


def test_the_range_is_the_one_of_pyproject(prepare: ModuleType) -> None:
    """One range in two places."""
    low, high = prepare.OLDEST, prepare.NEWEST
    wanted = f'requires-python = ">={low[0]}.{low[1]},<{high[0]}.{high[1] + 1}"'
    assert wanted in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_newest_interpreter_that_fits_is_taken(prepare: ModuleType) -> None:
    """`python3` is too old, but `python3.12` and `python3.11` lie on the PATH."""
    there = {"python3.11": "/a/python3.11", "python3.12": "/b/python3.12"}
    assert prepare.other_python(there.get) == "/b/python3.12"
    assert prepare.other_python({}.get) is None


def test_too_old_says_what_is_needed(prepare: ModuleType) -> None:
    """The sentence names the range, what there is, and what to do."""
    said = prepare.too_old((3, 9, 18))
    assert "3.11 to 3.13" in said
    assert "3.9.18" in said
    assert "make run PYTHON=" in said


def test_every_missing_part_is_named_with_its_package(prepare: ModuleType) -> None:
    """On a bare Debian neither venv nor Qt's libraries are there."""
    wanted = prepare.libraries(display=False)
    parts = prepare.missing_parts(wanted, has_library=lambda name: False, has_module=lambda name: None)
    assert parts[0] == ("venv and ensurepip", f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    assert ("libEGL.so.1", "libegl1") in parts
    assert ("libpulse.so.0", "libpulse0") in parts
    assert len(parts) == 1 + len(wanted)


def test_nothing_is_missing_where_all_is_there(prepare: ModuleType) -> None:
    """A complete system is left alone."""
    wanted = prepare.libraries(display=True)
    assert prepare.missing_parts(wanted, has_library=lambda name: True) == []


def test_a_display_needs_more_libraries_than_none(prepare: ModuleType) -> None:
    """A machine without a display is spared those of X11 and Wayland."""
    assert "libxcb-cursor.so.0" in prepare.libraries(display=True)
    assert "libxcb-cursor.so.0" not in prepare.libraries(display=False)


def test_the_loader_is_asked(prepare: ModuleType) -> None:
    """A library of this very process is found, one that nobody made is not."""
    assert not prepare.loads("libnobody-made-this.so.1")
    assert sys.platform != "linux" or prepare.loads("libc.so.6")


def test_the_line_to_paste_is_one_line(prepare: ModuleType) -> None:
    """It can be pasted as it is."""
    line = prepare.apt_line(["python3.11-venv", "libegl1"])
    assert "\n" not in line
    assert line.startswith("sudo apt-get")
    assert line.endswith("python3.11-venv libegl1")


def test_a_fingerprint_follows_the_lock_and_pyproject(prepare: ModuleType, project: Path) -> None:
    """The environment is made again when, and only when, what it is made from changes."""
    before = {kind: prepare.fingerprint(kind, project) for kind in ("run", "test")}
    assert before == {kind: prepare.fingerprint(kind, project) for kind in ("run", "test")}
    (project / "packaging" / "requirements-dev.lock").write_text("# more\n")
    assert prepare.fingerprint("run", project) == before["run"]
    assert prepare.fingerprint("test", project) != before["test"]
    (project / "pyproject.toml").write_text("[project]\nname = 'y'\n")
    assert prepare.fingerprint("run", project) != before["run"]


@pytest.mark.parametrize("content", [None, "", "{", "[]", "ü"])
def test_a_broken_stamp_counts_as_none(prepare: ModuleType, tmp_path: Path, content: str | None) -> None:
    """A half-written stamp makes the environment anew, and nothing worse."""
    if content is not None:
        (tmp_path / prepare.STAMP).write_text(content, encoding="utf-8")
    assert prepare.read_stamp(tmp_path) == {}


def test_a_folder_that_is_no_environment_is_left_alone(
    prepare: ModuleType, project: Path, tmp_path: Path
) -> None:
    """Naming the wrong folder as VENV loses nothing."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(prepare.MissingError, match="holds something else"):
        prepare.prepare("run", folder, project)
    assert (folder / "letter.txt").read_text() == "dear"


def test_a_broken_environment_is_made_anew(prepare: ModuleType, project: Path, tmp_path: Path) -> None:
    """Half an environment, with a stamp that says it is whole, is replaced; a failed step leaves no stamp."""
    venv = tmp_path / "venv"
    venv.mkdir()
    (venv / "pyvenv.cfg").write_text("")
    (venv / "rubbish").write_text("left over")
    have = {"run": prepare.fingerprint("run", project)}
    (venv / prepare.STAMP).write_text(json.dumps({"origin": prepare.origin(project), "have": have}))
    assert not prepare.alive(venv)
    # The project's pyproject names no package that could be linked, so the last step fails for certain.
    with pytest.raises(prepare.MissingError, match="could not be linked"):
        prepare.prepare("run", venv, project)
    assert not (venv / "rubbish").exists()
    assert prepare.interpreter(venv).exists()
    assert not (venv / prepare.STAMP).exists()


def test_without_leave_to_install_there_is_one_line_to_paste(tmp_path: Path) -> None:
    """The script, run as it is on a machine where nothing may be installed: named, one line, exit 1."""
    program = (
        "import runpy, os, sys, ctypes\n"
        "def refuse(name, *rest): raise OSError(name)\n"
        "ctypes.CDLL = refuse\n"
        "os.geteuid = lambda: 1000\n"
        f"sys.argv = ['prepare.py', 'run', '--venv', {str(tmp_path / 'v')!r}]\n"
        f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')\n"
    )
    path = tmp_path / "bin"
    path.mkdir()
    (path / "apt-get").write_text("#!/bin/sh\nexit 99\n")
    (path / "apt-get").chmod(0o755)
    environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 1
    assert "Missing from this system:" in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("sudo apt-get")]
    assert len(lines) == 1
    assert "libegl1" in lines[0]
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "v").exists()


def test_what_runs_is_pinned_alike_where_it_is_tested() -> None:
    """`make test` leaves an environment that `make run` may use: same parts, same versions."""

    def pins(name: str) -> set[str]:
        lines = (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines()
        return {line.rstrip(" \\") for line in lines if "==" in line}

    tested = pins("requirements-dev.lock")
    assert pins("requirements.lock") <= tested
    assert pins("requirements-build.lock") <= tested
