"""Promises that the source itself can be asked about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "closeness_desktop"
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets",
}  # fmt: skip
SOURCES = sorted(PACKAGE.rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """Every module that a file names in an import, wherever in the file it stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_module_can_reach_a_network(file: Path) -> None:
    """The program has no network code at all: nothing to switch off.

    One use of `socket` is none: a pair of ends within the process, by which a signal wakes Qt's loop.
    """
    reaching = {name for name in imported(file) for net in NETWORK if f"{name}.".startswith(f"{net}.")}
    used = set(re.findall(r"\bsocket\.(\w+)", file.read_text(encoding="utf-8")))
    assert reaching - {"socket"} == set()
    assert used <= {"socketpair"}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_qt_is_imported_by_name_and_its_events_come_by_themselves(file: Path) -> None:
    """Star imports of Qt cost time and memory at every start; processEvents lets a slot be entered twice."""
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"^\s*from PySide6\S* import \*", text, re.MULTILINE)
    assert "processEvents" not in text
