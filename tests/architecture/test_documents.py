"""The documents lead where they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_link_and_picture_of_a_document_is_there(document: Path) -> None:
    """Links within the project name files that exist; what stands as code is no link."""
    text = re.sub(r"`[^`\n]*`", "", document.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (document.parent / target).exists()] == []


def test_the_readme_gives_the_two_commands_and_the_lines_for_other_systems() -> None:
    """A newcomer finds the way in, and the lock file named there is the one there is."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("run", "test"):
        assert f"make {command} " in text
        assert f"\n{command}:" in makefile
    for lock in re.findall(r"-r (\S+\.lock)", text):
        assert (ROOT / lock.replace("\\", "/")).is_file()
