"""Notes for tests, made from what matters to them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping

from hypothesis import strategies as st

from closeness_desktop.records import MoodNote, PlacedStrength

FIELD: dict[str, tuple[float, float] | None] = {
    "calm": (0.4, -0.5),
    "glad": (0.8, 0.3),
    "sad": (-0.6, -0.5),
    "tense": (-0.4, 0.6),
    "Äther": None,
}
DAY = dt.date(2026, 11, 24)
_numbers = itertools.count()


def note(day: dt.date | str, named: Mapping[str, int] | str, minute: int = 0) -> MoodNote:
    """An entry of a day that names feelings with strengths ("calm" alone is strength 1)."""
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    strengths = {named: 1} if isinstance(named, str) else named
    feelings = tuple(
        PlacedStrength(name, strength, *(FIELD[name] or (None, None))) for name, strength in strengths.items()
    )
    utc_ms = ((day - dt.date(1970, 1, 1)).days * 24 * 60 + minute) * 60_000
    return MoodNote(f"entry-{next(_numbers)}", day, utc_ms, feelings)


def notes() -> st.SearchStrategy[list[MoodNote]]:
    """A few dozen notes over some seventy days."""
    one = st.builds(
        note,
        st.integers(-35, 35).map(lambda away: DAY + dt.timedelta(days=away)),
        st.dictionaries(st.sampled_from(sorted(FIELD)), st.integers(1, 3), min_size=1, max_size=4),
        st.integers(0, 1439),
    )
    return st.lists(one, max_size=40)
