"""Where things lie: the resources that ship with the program, and the folders it may write to."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

import platformdirs

from closeness_desktop import APP_NAME
from closeness_desktop.errors import BugError

JOURNAL_MARKS = ("vault.hdr", "vault.hdr.2")
"""The key file of a journal and its second copy, as the vault names them."""

_PACKAGE = Path(__file__).resolve().parent


def resource_root() -> Path:
    """The folder `resources/`: inside the package in a wheel or frozen copy, beside it in a checkout."""
    candidates = [_PACKAGE / "resources", _PACKAGE.parent / "resources"]
    if frozen := getattr(sys, "_MEIPASS", None):
        candidates[:0] = [Path(frozen) / "closeness_desktop" / "resources", Path(frozen) / "resources"]
    for candidate in candidates:
        if (candidate / "feelings").is_dir():
            return candidate
    raise BugError("The program's own resources are missing.")


def resource(*parts: str) -> Path:
    """One file or folder of `resources/`."""
    return resource_root().joinpath(*parts)


def read_yaml(*parts: str) -> Any:
    """What a YAML file of `resources/` holds. libyaml, where it is there, reads it ten times as fast."""
    import yaml  # costs more than opening a journal does

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(resource(*parts).read_bytes(), Loader=loader)  # noqa: S506  # a safe loader, either way


def data_folder() -> Path:
    """Where journals live unless a person says otherwise (not made by this call)."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False)


def config_folder() -> Path:
    """Where settings without content live (not made by this call)."""
    return platformdirs.user_config_path(APP_NAME, appauthor=False)


def state_folder() -> Path:
    """Where logs and the marks of journals seen live (not made by this call)."""
    return platformdirs.user_state_path(APP_NAME, appauthor=False)


def default_journal() -> Path:
    """The journal that is opened when no other is named."""
    return data_folder() / "My journal.closeness"


def shown(place: Path) -> str:
    """A path as a person reads it: the home folder as “~”, and a line may break after each folder."""
    home = Path.home()
    text = f"~/{place.relative_to(home).as_posix()}" if place.is_relative_to(home) else str(place)
    return text.replace("/", "/\u200b")


def looks_like_journal(folder: Path) -> bool:
    """Whether a journal's key file lies there: for the first page, which must not wait for the vault."""
    with contextlib.suppress(OSError):
        return any((folder / name).is_file() for name in JOURNAL_MARKS)
    return False


def make_private(folder: Path) -> Path:
    """Make a folder, and those above it that are missing, readable to its owner alone (mode 0700)."""
    missing = [folder, *folder.parents]
    for parent in reversed([path for path in missing if not path.exists()]):
        parent.mkdir(mode=0o700, exist_ok=True)
        parent.chmod(0o700)
    return folder
