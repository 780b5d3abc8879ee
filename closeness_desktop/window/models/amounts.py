"""Own numbers as a person writes and reads them."""

from __future__ import annotations

import re

from closeness_desktop.records import Measure, Measured

_HOURS = re.compile(r"(\d{1,4})\s*[:h]\s*([0-5]?\d)\s*(?:m|min)?\Z", re.ASCII | re.IGNORECASE)
_PLAIN = re.compile(r"[+\-−]?(?:\d{1,12}(?:[.,]\d{0,6})?|[.,]\d{1,6})\Z", re.ASCII)


def read(text: str, unit: str = "") -> float | None:
    """The number in what was typed; None where it is none.

    A comma or a point parts the decimals; “7:30” and “7h30” are seven and a half; the unit may stand behind.
    """
    typed = text.strip().removesuffix(unit).strip()
    if (hours := _HOURS.match(typed)) is not None:
        return int(hours[1]) + int(hours[2]) / 60
    if _PLAIN.match(typed) is None:
        return None
    return float(typed.replace(",", ".").replace("−", "-"))


def amount(value: float) -> str:
    """A number without needless decimals: "7", "7.5", "6.33"."""
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.15g}"


def behind(measure: Measure) -> str:
    """What stands behind a value: its unit, or of how many it is."""
    if measure.unit:
        return measure.unit
    return f"of {amount(measure.high)}" if measure.low is not None and measure.high is not None else ""


def bounds(measure: Measure) -> str:
    """Which values it takes, in words; "" for any."""
    low, high = measure.low, measure.high
    if low is not None and high is not None:
        return f"{amount(low)} to {amount(high)}"
    if low is not None:
        return f"{amount(low)} or more"
    return f"{amount(high)} or less" if high is not None else ""


def in_words(measured: Measured) -> str:
    """ "Hours slept 7.5 h", "Rested 6 of 10"."""
    measure = measured.measure
    return " ".join(filter(None, (measure.name, amount(measured.value), behind(measure))))
