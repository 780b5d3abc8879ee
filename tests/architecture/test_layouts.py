"""The program finds its resources wherever it is put: in a checkout, and in an installed wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from closeness_desktop import paths

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("pyproject.toml", "README.md", "LICENSE", "closeness_desktop", "resources")


def ignored(file: Path) -> bool:
    """Whether a file is only what Python left there."""
    return "__pycache__" in file.parts


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the project, without the network."""
    project = tmp_path_factory.mktemp("project")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, project / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next((project / "dist").glob("*.whl"))


def test_a_checkout_finds_the_resources_beside_the_package() -> None:
    """In an editable install the resources lie outside the package."""
    assert paths.resource_root() == ROOT / "resources"


def test_every_resource_and_module_is_in_the_wheel(wheel: Path) -> None:
    """Nothing of the package or its resources is left behind, and nothing else comes along."""
    files = [file for name in ("closeness_desktop", "resources") for file in (ROOT / name).rglob("*")]
    names = {file.relative_to(ROOT).as_posix() for file in files if file.is_file() and not ignored(file)}
    wanted = {f"closeness_desktop/{name}" if name.startswith("resources/") else name for name in names}
    with zipfile.ZipFile(wheel) as archive:
        there = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert there == wanted
    assert any(name.endswith("/LICENSE") for name in licences)


def test_an_installed_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    """Installed and started elsewhere, it reads its feelings and makes a journal's tables."""
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, str(target), str(wheel)], check=True)
    program = (
        "import sys\n"
        f"sys.path.insert(0, {str(target)!r})\n"
        "from pathlib import Path\n"
        "import closeness_desktop\n"
        "from closeness_desktop import paths, vault\n"
        "from closeness_desktop.journal import Journal\n"
        f"assert Path(closeness_desktop.__file__).is_relative_to({str(target)!r})\n"
        f"assert paths.resource_root() == Path({str(target)!r}, 'closeness_desktop', 'resources')\n"
        f"folder = Path({str(tmp_path / 'j.closeness')!r})\n"
        "journal = Journal(vault.create(folder, 'a long passphrase', cost=vault.FLOOR))\n"
        "print(len(journal.feelings.all()))\n"
        "journal.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100
