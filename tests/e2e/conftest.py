"""What tests of the whole program stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from tests.support.commands import Commands, call, copied


@pytest.fixture
def commands(empty_journal: Path, tmp_path: Path) -> Commands:
    """The program in processes of its own, with an empty journal of this test's own."""
    return copied(empty_journal, tmp_path, PASSPHRASE, call)
