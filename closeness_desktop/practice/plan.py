"""What a person wishes of a sitting, before it begins. Kept as the last used set-up and inside a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.breathing import OWN_PACE, PATTERNS
from closeness_desktop.practice.effects import SOUNDS, Sound

LONGEST = 24 * 3600
LONGEST_PREPARATION = 600
MOST_STRIKES = 9
SHORTEST_INTERVAL = 10


BEDS = ("rain", "brown", "sea")
"""The ambient beds that come with the program."""


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a session, timed or guided. Volumes: percent (0–100).

    bed: one of BEDS, "own:" and the id of a sound of one's own, or None for quiet. voice: whether the
    desktop's own voice says each line, where there is one. awake: keep the display awake.
    """

    bed: str | None = None
    bed_volume: int = 40
    bell_volume: int = 80
    voice: bool = False
    voice_volume: int = 80
    awake: bool = False


@dataclass(frozen=True, slots=True)
class SittingPlan:
    """A set-up that holds everything. Raises UsageError, one sentence, for what cannot be.

    practice: reference of the practice it is logged under, "id@version".
    seconds: from start bell to end bell, None for open-ended; with a breathing pace it is rounded up to whole
    breaths. prepare: seconds before the start bell (0–600). start_strikes, end_strikes: 0–9, 0 for none.
    interval: a bell every so many seconds (at least 10), None for none. overtime: count on past the end.
    breathing: a key of breathing.PATTERNS, OWN_PACE, or None for no circles.
    sound, interval_sound: what rings at both ends, and in between.
    """

    practice: str = "sitting@1"
    seconds: int | None = 600
    prepare: int = 10
    start_strikes: int = 1
    end_strikes: int = 3
    interval: int | None = None
    overtime: bool = False
    breathing: str | None = None
    sound: Sound = "bowl"
    interval_sound: Sound = "woodblock"

    def __post_init__(self) -> None:
        if self.seconds is not None and not 1 <= self.seconds <= LONGEST:
            raise UsageError("A sitting lasts from one second to 24 hours.")
        if not 0 <= self.prepare <= LONGEST_PREPARATION:
            raise UsageError("Preparation takes up to ten minutes.")
        if not (0 <= self.start_strikes <= MOST_STRIKES and 0 <= self.end_strikes <= MOST_STRIKES):
            raise UsageError("A bell is struck up to nine times.")
        if self.interval is not None and not SHORTEST_INTERVAL <= self.interval <= LONGEST:
            raise UsageError("Bells in between are at least ten seconds apart.")
        if self.breathing not in {None, OWN_PACE, *PATTERNS}:
            raise UsageError("There is no such breathing pace.")
        if not {self.sound, self.interval_sound} <= set(SOUNDS):
            raise UsageError("There is no such bell.")

    def as_dict(self) -> dict[str, str | int | bool | None]:
        """The plan as JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Mapping[str, object]) -> SittingPlan:
        """Read one's own kept plan tolerantly: what is missing, unknown or of another type is passed over.

        Raises UsageError for values that cannot be.
        """
        plan = cls()
        known = {}
        for field in fields(cls):
            if field.name in kept and _same_shape(getattr(plan, field.name), kept[field.name], field.name):
                known[field.name] = kept[field.name]
        return cls(**known)  # type: ignore[arg-type]  # each value's type was compared just now


_MAY_BE_NONE = {"seconds": int, "interval": int, "breathing": str}


def _same_shape(default: object, value: object, name: str) -> bool:
    if name in _MAY_BE_NONE:
        return value is None or type(value) is _MAY_BE_NONE[name]
    return type(value) is type(default)
