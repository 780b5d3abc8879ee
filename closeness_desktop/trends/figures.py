"""The few figures that trends stand on: an interval for a share, a median, a middle half."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from typing import Literal

from closeness_desktop.records import PlacedStrength

Z95 = statistics.NormalDist().inv_cdf(0.975)
"""How many standard errors a 95 % interval reaches to either side (1.96)."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval for a share of `hits` in `of`, 0..1; without any, all is possible: 0 to 1.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209. Unlike the plain one it stays inside 0..1 and is
    of use with few days. It holds for days that do not depend on each other.
    """
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    squared = Z95 * Z95
    scale = 1 + squared / of
    middle = (share + squared / (2 * of)) / scale
    reach = Z95 * math.sqrt(share * (1 - share) / of + squared / (4 * of * of)) / scale
    low = 0.0 if hits == 0 else middle - reach
    high = 1.0 if hits == of else middle + reach
    return low, high


def median(values: Iterable[float]) -> float | None:
    """The middle value, or halfway between the two middle ones; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def middle_half(values: Sequence[float]) -> tuple[float, float]:
    """The first and third quartile, read off by straight lines between the ordered values (type 7).

    Source: Hyndman and Fan, Am. Stat. 50 (1996) 361. Raises ValueError of nothing.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    return _quantile(ordered, 0.25), _quantile(ordered, 0.75)


def weighted(feelings: Iterable[PlacedStrength], axis: Literal["pleasantness", "energy"]) -> float | None:
    """The mean of "pleasantness" or "energy" (−1..1) over feelings, weighted by strength.

    None when no feeling has a place. The mean is kept within the range of its values,
    which rounding alone could leave.
    """
    total = 0
    products = []
    places = []
    for feeling in feelings:
        place: float | None = feeling.pleasantness if axis == "pleasantness" else feeling.energy
        if place is not None:
            products.append(place * feeling.strength)
            places.append(place)
            total += feeling.strength
    if not total:
        return None
    return min(max(math.fsum(products) / total, min(places)), max(places))


def _quantile(ordered: Sequence[float], at: float) -> float:
    place = at * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
