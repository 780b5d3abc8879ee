"""Breathing patterns: which part of a breath it is after so many seconds, and how long whole breaths take.

Slow, even breathing at about 5.5 to 6 a minute, in and out alike, without holds, is what trials of five
minutes and more used (practice.md B.2: Fincham 2023; PMC10741869). Holds are for patterns yet to come.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from closeness_desktop.practice.effects import BreathPhase

OWN_PACE = "own"
"""In a plan: the circles are shown, and nobody sets the pace."""


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
}
"""The paces on offer, by the key that a plan keeps."""
