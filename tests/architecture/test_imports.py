"""The command line starts fast because it loads no window."""

from __future__ import annotations

import subprocess
import sys


def test_command_line_loads_neither_qt_nor_numpy() -> None:
    """A fresh process that imports the command line holds no module of Qt, pyqtgraph or numpy."""
    program = "import closeness_desktop.cli, closeness_desktop.terminal.app, sys; print(*sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    heavy = [
        name for name in out.split() if name.split(".")[0] in {"PySide6", "shiboken6", "numpy", "pyqtgraph"}
    ]
    assert heavy == []
