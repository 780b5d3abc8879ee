"""The word lists that practices pick from: needs, strengths, barriers. Each word with its meaning."""

from __future__ import annotations

from functools import cache

from closeness_desktop import paths

SETS = ("needs", "strengths", "barriers")
"""The sets that come with the program. Feelings are the journal's own; "own" has no list at all."""


@cache
def words_of(name: str) -> tuple[tuple[str, str], ...]:
    """Word and meaning of each, in the order of the file; nothing for a set without one."""
    place = ("words", f"{name}.yaml")
    if name not in SETS or not paths.resource(*place).is_file():
        return ()
    return tuple((str(one["name"]), str(one["meaning"])) for one in paths.read_yaml(*place))
