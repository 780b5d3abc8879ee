"""The rules of time: a total where something is timed, and one that the steps can really come to."""

from __future__ import annotations

from collections.abc import Iterator

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.format import LONGEST, Practice, Total
from closeness_desktop.practice.plain_yaml import Path
from closeness_desktop.practice.stretch import CRUMB, reach, stretch
from closeness_desktop.practice.unroll import unroll

Found = Iterator[tuple[Path, str]]


def of(practice: Practice) -> Found:
    """What is wrong with its times. Its loops come to no more steps than they may."""
    total = practice.total
    if total is not None and not total.min <= total.default <= total.max:
        yield ("total",), "The default lies between min and max."
    elif practice.timer is None:
        stops = list(unroll(practice))
        timed = sum(stop.natural for stop in stops if not stop.whens)
        under_conditions = sum(stop.natural for stop in stops if stop.whens)
        if timed + under_conditions > LONGEST:
            yield ("steps",), f"The timed steps take longer than {LONGEST // 3600} hours."
        elif total is None and timed:
            yield (), f"“total” is missing. As they stand, the timed steps take {timed:.0f} seconds."
        elif total is not None and not timed:
            yield ("total",), "Nothing in it is timed; leave “total” out."
        elif total is not None and total.max + under_conditions > LONGEST:
            yield ("total",), f"With the steps under conditions it takes longer than {LONGEST // 3600} hours."
        elif total is not None and (sentence := _out_of_reach(practice, total, timed)):
            yield ("total",), sentence


def _out_of_reach(practice: Practice, total: Total, timed: float) -> str:
    least, most = reach(practice)
    if most is not None and max(total.max - most, most - total.min) > CRUMB:
        return f"Nothing in it stretches: min, default and max are {timed:g}, or some steps get a “flex”."
    if total.min < least - CRUMB:
        return f"With every step long enough to be of use it cannot be shorter than {least:g} seconds."
    for name, seconds in (("min", total.min), ("default", total.default), ("max", total.max)):
        try:
            reached = stretch(practice, seconds).total
        except UsageError as error:
            return f"{name}: {error}"
        if abs(reached - seconds) > CRUMB:
            return (
                f"{name}: only whole breaths stretch, so {reached:g} seconds is the nearest it comes to. "
                "Give a silence a “flex” too."
            )
    return ""
