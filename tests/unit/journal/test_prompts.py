"""Prompts: 150 of our own, fit to be read, and none twice in a month."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.journal.prompts import A_MONTH
from closeness_desktop.practice import lint, prompts, readability

DAY = 24 * 60 * 60
ALL = prompts.prompts()


def test_there_are_a_hundred_and_fifty_prompts_thirty_to_a_theme() -> None:
    """Each with an id and a text of its own."""
    assert Counter(each.theme for each in ALL) == {theme.id: 30 for theme in prompts.themes()}
    assert len({each.id for each in ALL}) == len({each.text.casefold() for each in ALL}) == len(ALL) == 150
    assert prompts.find("k01") == ALL[0]
    assert prompts.find("gone") is None


def test_every_prompt_reads_well() -> None:
    """Held to what practices are held to, short, and open: nothing that yes or no would answer."""
    closed = re.compile(r"(?i)(?:do|does|did|is|are|was|were|have|has|had|can|could|would|will|should) ")
    assert [(each.id, found) for each in ALL for found in lint.remarks(each.text)] == []
    assert [each.id for each in ALL if len(each.text) > 90 or not each.text.endswith(("?", "."))] == []
    assert [each.id for each in ALL if closed.match(each.text)] == []
    for theme in prompts.themes():
        grade = readability.grade(each.text for each in ALL if each.theme == theme.id)
        assert grade <= readability.HARDEST


@given(st.sets(st.sampled_from([each.id for each in ALL])), st.integers(), st.sampled_from(["", "empathy"]))
def test_what_was_seen_is_never_chosen(seen: set[str], seed: int, theme: str) -> None:
    """Nor is one of another theme; where all were seen there is none."""
    found = prompts.choose(seen, random.Random(seed), theme)
    left = {each.id for each in ALL if theme in ("", each.theme)} - seen
    assert (found is None) == (not left)
    assert found is None or found.id in left


def test_a_prompt_that_was_shown_is_remembered_for_a_month(
    made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    """By the person's days; what is shown today can be gone back to, and taken back."""
    made, key = made_journal
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    clock = DrivenClock(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
    with vaults.open_with_recovery_key(folder, key) as vault:
        journal = Journal(vault, clock=clock, zone="Europe/Berlin")
        first, second = journal.prompts.show("k01"), journal.prompts.show("b02")
        assert journal.prompts.of_today() == [first, second]
        assert journal.prompts.seen() == {"k01", "b02"}
        journal.prompts.remove(second.id)
        assert journal.prompts.of_today() == [first]
        assert journal.prompts.seen() == {"k01"}
        entry = journal.entries.add(body="> asked\n\nanswered")
        journal.prompts.wrote("k01", entry.id)
        journal.prompts.wrote("never shown", entry.id)
        assert journal.prompts.of_today()[0].entry == entry.id

        clock.advance((A_MONTH - 1) * DAY)
        assert journal.prompts.seen() == {"k01"}
        assert journal.prompts.of_today() == []
        clock.advance(DAY)
        assert journal.prompts.seen() == set()
