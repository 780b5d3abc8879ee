"""Random walks through a real journal, beside one kept in plain dictionaries: no difference, ever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.walking import Walk


@pytest.mark.parametrize("walks", [range(60), pytest.param(range(1000), marks=pytest.mark.nightly)])
def test_a_random_walk_leads_to_the_same_journal_as_in_plain_dictionaries(
    walks: range, made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    """Write, edit, tag, delete, undo, search, type, lock and unlock, each walk in a journal of its own."""
    made, key = made_journal
    for number in walks:
        folder = tmp_path / "A journal.closeness"
        shutil.copytree(made, folder)
        Walk(number, folder, key).go()
        shutil.rmtree(folder)
