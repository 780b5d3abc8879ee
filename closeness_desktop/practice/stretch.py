"""How long each step of a practice takes when the whole is to take so long. Seconds throughout.

Steps with a weight (`flex`) share the difference between the wished total and the natural one, in proportion
to weight times length; breathing goes to whole breaths, and what that leaves over goes to the other steps.
Steps that wait for a person take no planned time. Steps under a condition keep their natural length and stand
outside the total while nobody knows whether they are met. None of this depends on answers; what they change
is in `on_the_way`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.format import Breathe, Practice, Silence
from closeness_desktop.practice.unroll import Stop, Talk, cycle, unroll

SHORTEST = 10.0
"""Seconds that a step may shrink to; a step that is shorter by nature keeps its length."""

CRUMB = 1e-6
"""Seconds that are a rounding error, not a difference."""


@dataclass(frozen=True, slots=True)
class Stretched:
    """lengths: seconds of each timed step, by path, those under a condition too. total: of all that are met.

    about: whether steps that wait for a person make the whole longer.
    """

    lengths: Mapping[str, float]
    total: float
    about: bool


def stretch(practice: Practice, seconds: float | None = None, talk: Talk = "full") -> Stretched:
    """The lengths for a total of `seconds` (None: the file's own). Raises UsageError for an impossible one.

    With less talk the time of the lines left out goes to the silences that stretch (or, without any, to what
    else does), so that the total stays. A practice without a `total` takes its natural time. Where nothing
    but breathing stretches, the total is the nearest that whole breaths allow.
    """
    stops = list(unroll(practice))
    counted = [one for one in stops if one.natural and not one.whens]
    lengths = {one.path: one.natural for one in stops if one.natural}
    if practice.total is not None:
        lengths |= _fit(counted, _wished(practice, seconds))
    if talk != "full":
        left = {one.path for one in unroll(practice, talk=talk)}
        dropped = [one for one in counted if one.path not in left]
        lengths = {path: length for path, length in lengths.items() if path in left}
        counted = [one for one in counted if one.path in left]
        lengths |= spread(counted, lengths, sum(one.natural for one in dropped))
    total = sum(lengths[one.path] for one in counted)
    return Stretched(lengths, total, any(one.open for one in stops))


def natural(practice: Practice) -> float:
    """Seconds of its timed part as the file has it."""
    return sum(one.natural for one in unroll(practice) if not one.whens)


def reach(practice: Practice) -> tuple[float, float | None]:
    """The least and the greatest total that its steps can be stretched to; None: there is no greatest.

    Every step that stretches stays at 10 seconds and one breath at the least. A total just above the least
    may still be impossible when breathing is rounded to whole breaths: only `stretch` can tell.
    """
    counted = [one for one in unroll(practice) if one.natural and not one.whens]
    flexible = [one for one in counted if one.flex]
    whole = sum(one.natural for one in counted)
    if not flexible:
        return whole, whole
    shrink = min((1 - floor(one) / one.natural) / one.flex for one in flexible)
    return whole - shrink * sum(map(_weight, flexible)), None


def _wished(practice: Practice, seconds: float | None) -> float:
    assert practice.total is not None  # noqa: S101 (the caller has looked)
    total = practice.total
    if seconds is None:
        return total.default
    if not total.min - CRUMB <= seconds <= total.max + CRUMB:
        raise UsageError(
            f"“{practice.title}” takes {_minutes(total.min)} to {_minutes(total.max)} minutes."
            if total.min < total.max
            else f"“{practice.title}” takes {_minutes(total.min)} minutes, no more and no less."
        )
    return seconds


def _fit(counted: Sequence[Stop], wished: float) -> dict[str, float]:
    """The lengths of the steps that stretch."""
    flexible = [one for one in counted if one.flex]
    change = wished - sum(one.natural for one in counted)
    weights = sum(map(_weight, flexible))
    lengths: dict[str, float] = {}
    for one in flexible:
        if isinstance(one.step, Breathe):
            breath = cycle(one.step)
            length = max(1, round((one.natural + change * _weight(one) / weights) / breath)) * breath
            lengths[one.path] = length
            change -= length - one.natural
    rest = [one for one in flexible if one.path not in lengths]
    weights = sum(map(_weight, rest))
    for one in rest:
        lengths[one.path] = one.natural + change * _weight(one) / weights
        if lengths[one.path] < floor(one) - CRUMB:
            raise UsageError(
                f"In {_minutes(wished)} minutes the step “{one.path}” would be too short to be of use."
            )
    return lengths


def spread(counted: Iterable[Stop], lengths: Mapping[str, float], spare: float) -> dict[str, float]:
    """The lengths of those steps that take up the time of steps left out; none when nothing stretches."""
    flexible = [one for one in counted if one.flex and not isinstance(one.step, Breathe)]
    takers = [one for one in flexible if isinstance(one.step, Silence)] or flexible
    weights = sum(map(_weight, takers))
    return {one.path: lengths[one.path] + spare * _weight(one) / weights for one in takers}


def _weight(stop: Stop) -> float:
    return stop.flex * stop.natural


def floor(stop: Stop) -> float:
    """Seconds that it is never shrunk below."""
    if isinstance(stop.step, Breathe):
        return cycle(stop.step)
    return min(SHORTEST, stop.natural)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}".removesuffix(".0")
