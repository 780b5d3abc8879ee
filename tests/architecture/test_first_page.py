"""The first page comes at once because little has to be loaded for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from closeness_desktop import paths
from closeness_desktop.vault import copies

LATER = {
    "asyncio", "closeness_desktop.demo", "closeness_desktop.journal", "closeness_desktop.vault",
    "cryptography", "http", "markdown_it", "msgspec", "numpy", "peewee", "pyqtgraph", "rich", "segno",
    "spylls", "sqlcipher3", "typer", "unittest", "yaml", "zxcvbn", "PySide6.QtMultimedia",
    "PySide6.QtPrintSupport", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTextToSpeech",
}  # fmt: skip


def test_the_page_that_asks_for_the_passphrase_loads_little(tmp_path: Path) -> None:
    """A fresh process that shows it holds nothing that only an open journal or the command line needs."""
    folder = tmp_path / "x.closeness"
    folder.mkdir()
    for name in paths.JOURNAL_MARKS:
        (folder / name).touch()
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from closeness_desktop import application\n"
        "import closeness_desktop.cli\n"
        "from closeness_desktop.settings import SettingsFile\n"
        f"app, window = application.build(SettingsFile(), Path({str(folder)!r}))\n"
        "window.show()\n"
        "print(type(window.gate).__name__, *sys.modules)\n"
        "window.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    gate, *loaded = done.stdout.split()
    assert gate == "UnlockPage"
    assert sorted(LATER & set(loaded)) == []


def test_both_name_the_key_file_alike() -> None:
    """The quick look of the first page looks for what the vault writes."""
    assert paths.JOURNAL_MARKS == (copies.FIRST, copies.SECOND)


def test_a_quick_look_tells_a_journal_from_other_folders(tmp_path: Path) -> None:
    """One copy of the key file is enough; no folder at all is no journal."""
    assert not paths.looks_like_journal(tmp_path)
    assert not paths.looks_like_journal(tmp_path / "nowhere")
    (tmp_path / copies.SECOND).touch()
    assert paths.looks_like_journal(tmp_path)
