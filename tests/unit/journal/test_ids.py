"""Ids: version 7 of the UUID, in the order in which they were made."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.ids import known_form, new_id


def test_an_id_is_a_uuid_of_version_seven_made_now() -> None:
    """Its first 48 bits are the time in milliseconds (RFC 9562, 5.7)."""
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= after + 1


def test_ids_rise_even_within_a_millisecond_and_across_threads() -> None:
    """No two are the same, and each thread sees its own in order."""
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: [new_id() for _ in range(5000)], range(4)))
    for ids in made:
        assert ids == sorted(ids)
    assert len({ident for ids in made for ident in ids}) == 20_000


def test_ids_rise_though_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wall clock set back an hour must not put a new entry below an old one of the same moment."""
    first = new_id()
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now - 3_600_000_000_000)
    assert new_id() > first


@pytest.mark.parametrize(
    "text", ["", "x", "01987654-3210-7abc-8def-0123456789a", "01987654321-07abc-8def-0123456789ab", "٠" * 36]
)
def test_what_is_no_uuid_is_refused(text: str) -> None:
    """An id that comes from outside has one form."""
    with pytest.raises(UsageError):
        known_form(text)


def test_capital_letters_are_the_same_id() -> None:
    """It is kept in small ones."""
    ident = new_id()
    assert known_form(ident.upper()) == ident
