"""Bring a journal's tables up to this program's, with a verified backup first; refuse a newer journal."""

from __future__ import annotations

import logging
from pathlib import Path

from playhouse.migrations import Runner

from closeness_desktop.errors import BugError, NewerVersionError
from closeness_desktop.vault import Vault

LOGGER = logging.getLogger("closeness.journal")

# Scripts, not modules: beside this file in a checkout, a wheel, and a frozen copy that ships them as data.
SCRIPTS = Path(__file__).with_name("migrations")


def migrate(vault: Vault, scripts: Path = SCRIPTS) -> list[str]:
    """Run the migrations that this journal has not seen, and return their names.

    Each one is a transaction of its own, and `user_version` counts those that ran. Raises NewerVersionError
    when the journal has seen one that this program does not know; then nothing has been touched.
    """
    with vault.lock:
        runner = Runner(vault.database, str(scripts))
        known = {migration.name for migration in runner.migrations()}
        if not known:
            raise BugError("The program’s own migrations are missing.")
        applied = set(runner.applied())
        version: int = vault.database.execute_sql("PRAGMA user_version").fetchone()[0]
        if applied - known or version > len(known):
            raise NewerVersionError(
                "This journal was made by a newer version of Closeness. Please update it."
            )
        names: list[str] = []
        if applied != known:
            if applied:
                vault.backup()
            names = runner.up()
            LOGGER.info("migrations applied: %d", len(names))
        if version != len(known):
            vault.database.execute_sql(f"PRAGMA user_version = {len(known)}")
        return names
