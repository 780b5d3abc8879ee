"""Breathing patterns: which part of a breath it is after so many seconds, and how long whole breaths take.

Slow, even breathing at about 5.5 to 6 a minute, in and out alike, without holds, is what trials of five
minutes and more used (practice.md B.2: Fincham 2023; PMC10741869). Patterns that hold the breath are on offer
because people ask for them; the holds are left out until a person asks for those too, and CAUTION is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.effects import BreathPhase

OWN_PACE = "own"
"""In a plan: the circles are shown, and nobody sets the pace."""

OWN_PATTERN = "pattern"
"""In a plan: the pace is the plan's own pattern."""

CAUTION = (
    "Leave the holds out if you are pregnant, if you have a heart or lung condition, or if you are prone to "
    "panic. Breathe on whenever you want to."
)

SHORTEST_PART, LONGEST_PART = 2.0, 30.0
"""Seconds of one breath in or out, at least and at most; a hold takes up to as long. Faster than this is
another kind of breathing, which can make dizzy."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Seconds of each part of one breath; a part of 0 s is left out.

    per_minute: breaths a minute, as a person would say it.
    """

    per_minute: str
    inhale: float
    exhale: float
    hold: float = 0.0
    rest: float = 0.0

    @property
    def parts(self) -> tuple[tuple[BreathPhase, float], ...]:
        """The parts that take time, in order, with their seconds."""
        all_parts: tuple[tuple[BreathPhase, float], ...] = (
            ("in", self.inhale),
            ("hold", self.hold),
            ("out", self.exhale),
            ("rest", self.rest),
        )
        return tuple(part for part in all_parts if part[1] > 0)

    @property
    def cycle(self) -> float:
        """Seconds of one whole breath."""
        return self.inhale + self.hold + self.exhale + self.rest

    @property
    def holds(self) -> bool:
        """Whether the breath is held in it, full or empty."""
        return self.hold > 0 or self.rest > 0

    def without_holds(self) -> Pattern:
        """The same breath in and out, with nothing held."""
        return replace(self, hold=0.0, rest=0.0)

    def phase_at(self, elapsed: float) -> tuple[BreathPhase, float]:
        """Which part it is `elapsed` seconds after the first breath began, and how far into it (0 to 1)."""
        within = elapsed % self.cycle
        for phase, seconds in self.parts:
            if within < seconds:
                return phase, within / seconds
            within -= seconds
        return self.parts[-1][0], 1.0  # a rounding crumb past the end of the cycle

    def openness(self, elapsed: float) -> float:
        """How full the breath is: 0.0 after breathing out, 1.0 after breathing in; eased at both ends."""
        phase, fraction = self.phase_at(elapsed)
        eased = (1 - math.cos(math.pi * fraction)) / 2
        return {"in": eased, "hold": 1.0, "out": 1 - eased, "rest": 0.0}[phase]

    def changes(self) -> Iterator[tuple[float, BreathPhase, float]]:
        """Endlessly: offset at which a part begins, which part, and its seconds."""
        cycle = 0
        while True:
            start = cycle * self.cycle
            for phase, seconds in self.parts:
                yield start, phase, seconds
                start += seconds
            cycle += 1

    def whole_cycles(self, seconds: float) -> float:
        """The shortest time of whole breaths, at least one, that is not shorter than `seconds`."""
        return max(1, math.ceil(seconds / self.cycle - 1e-9)) * self.cycle


PATTERNS: Mapping[str, Pattern] = {
    "6": Pattern("6", 5.0, 5.0),
    "5.5": Pattern("5.5", 60 / 5.5 / 2, 60 / 5.5 / 2),
    "4-7-8": Pattern("3", 4.0, 8.0, hold=7.0),
    "box": Pattern("4", 4.0, 4.0, hold=4.0, rest=4.0),
}
"""The paces on offer, by the key that a plan keeps."""


def own_pattern(inhale: float, exhale: float, hold: float = 0.0, rest: float = 0.0) -> Pattern:
    """A pattern of a person's own, in seconds. Raises UsageError for one that nobody should breathe."""
    if not all(SHORTEST_PART <= part <= LONGEST_PART for part in (inhale, exhale)):
        raise UsageError("A breath in or out takes two to thirty seconds.")
    if not all(0 <= part <= LONGEST_PART for part in (hold, rest)):
        raise UsageError("A breath is held for up to thirty seconds.")
    per_minute = f"{60 / (inhale + hold + exhale + rest):.1f}".removesuffix(".0")
    return Pattern(per_minute, inhale, exhale, hold, rest)
