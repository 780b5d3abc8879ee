"""What a guess costs: within its bounds on every computer."""

from __future__ import annotations

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import KnownError
from closeness_desktop.vault import cost as costs
from closeness_desktop.vault import keys
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import header_json

MIB = 1024


def test_the_default_is_tuned_on_this_computer() -> None:
    """At least 256 MiB (less only on a computer below 1 GiB), three passes, four lanes, in bounds."""
    found = vaults.default_cost()
    assert costs.fault(found) is None
    assert found.memory_kib >= min(256 * MIB, costs.memory_of_this_computer() // 4)
    assert (found.passes, found.lanes) == (3, 4)
    assert found.memory_kib <= 1024 * MIB


def test_a_small_computer_gets_what_it_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter of its memory, never below the floor."""
    for memory, expected in ((512 * MIB, 128 * MIB), (100 * MIB, 64 * MIB), (1024 * MIB, 256 * MIB)):
        monkeypatch.setattr(costs, "memory_of_this_computer", lambda memory=memory: memory)
        assert vaults.default_cost() == vaults.Cost(expected, 3, 4)


def test_a_fast_computer_gets_more_up_to_a_gibibyte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory grows with speed, in steps of 16 MiB, and a slow computer keeps 256 MiB."""
    monkeypatch.setattr(costs, "memory_of_this_computer", lambda: 64 * 1024 * MIB)
    for seconds, expected in ((0.5, 512), (0.01, 1024), (9.0, 256), (0.3, 848)):
        monkeypatch.setattr(costs, "_seconds_for", lambda memory, seconds=seconds: seconds)
        assert vaults.default_cost() == vaults.Cost(expected * MIB, 3, 4)


def test_changing_the_passphrase_takes_the_default_of_the_day(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the old slot's cost: a journal made years ago gets what today's computers can bear."""
    monkeypatch.setattr(costs, "_seconds_for", lambda memory: 9.0)
    with locked.open() as vault:
        vault.set_passphrase("new one")
    (slot,) = [
        s for s in header_json(locked.file("vault.hdr").read_bytes())["slots"] if s["type"] == "passphrase"
    ]
    assert slot["kdf"]["m"] == costs.default_cost().memory_kib > vaults.FLOOR.memory_kib


def test_memory_that_is_not_there_is_one_sentence() -> None:
    """The library refuses at once what the computer cannot give."""
    with pytest.raises(KnownError, match="memory"):
        keys.from_passphrase("x", bytes(16), vaults.Cost(2**32 - 1, 3, 4))
