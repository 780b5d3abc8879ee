"""Making, opening and locking a journal."""

from __future__ import annotations

from closeness_desktop import vault as vaults
from tests.conftest import PASSPHRASE


def test_what_was_saved_is_there_after_locking(vault: vaults.Vault) -> None:
    """A row survives a lock and an opening, without any notice."""
    vault.database.execute_sql("CREATE TABLE note (text TEXT)")
    vault.database.execute_sql("INSERT INTO note VALUES ('quiet')")
    vault.close()
    with vaults.open(vault.folder, PASSPHRASE, seen=vault.counter) as again:
        assert again.database.execute_sql("SELECT text FROM note").fetchall() == [("quiet",)]
        assert again.notices == ()
        assert again.id == vault.id
