"""What an answer does to the lengths of a practice: the chosen total stays whatever way it takes. Seconds.

Which steps are met is known when the question before them is answered. What they take longer comes out of the
silences with a `flex` that follow that question, none of which is cut below ten seconds; what they take less
goes there too. Turns stay as they are, so that both speak as long. Where nothing is left to give, the rest
comes on top, and the total says so from the answer on.

All of it follows from the layout alone. An answer changes nothing before its question, so what lies behind
keeps the length that it had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from closeness_desktop.practice.format import Silence
from closeness_desktop.practice.stretch import Stretched, floor, spread
from closeness_desktop.practice.unroll import Stop


def on_the_way(planned: Stretched, before: Sequence[Stop], stops: Sequence[Stop]) -> Stretched:
    """The lengths that `planned` comes to with the answers so far. total: of the timed steps that are met.

    before: the layout without any answers. stops: the layout with them.
    """
    lengths = dict(planned.lengths)
    for question, longer in sorted(_changes(planned.lengths, before, stops).items()):
        following = [one for one in stops[question + 1 :] if _gives(one)]
        lengths |= _cut(following, lengths, longer) if longer > 0 else spread(following, lengths, -longer)
    total = sum(lengths.get(one.path, 0.0) for one in stops if one.met)
    return replace(planned, lengths=lengths, total=total)


def _gives(stop: Stop) -> bool:
    return isinstance(stop.step, Silence) and stop.flex > 0 and not stop.whens


def _changes(
    lengths: Mapping[str, float], before: Sequence[Stop], stops: Sequence[Stop]
) -> Mapping[int, float]:
    """Seconds that it takes longer than planned (below 0: less), by the index of the question behind it."""
    changes: defaultdict[int, float] = defaultdict(float)
    asked: dict[str, int] = {}
    for index, stop in enumerate(stops):
        if stop.whens and stop.met and stop.path in lengths:
            changes[max(asked.get(when.answer, 0) for when in stop.whens)] += lengths[stop.path]
        if stop.open:
            asked[stop.step.id] = index
    still_there = {stop.path for stop in stops}
    for stop in before:  # items of a list that the answer does not fit
        if not stop.whens and stop.path in lengths and stop.path not in still_there:
            changes[max(asked.get(answer, 0) for answer in stop.matches)] -= lengths[stop.path]
    return changes


def _cut(silences: Sequence[Stop], lengths: Mapping[str, float], seconds: float) -> dict[str, float]:
    """The lengths of silences that give up so many seconds, each in proportion to what it can spare."""
    spare = {one.path: max(0.0, lengths[one.path] - floor(one)) for one in silences}
    whole = sum(spare.values())
    share = min(1.0, seconds / whole) if whole else 0.0
    return {path: lengths[path] - share * one for path, one in spare.items()}
