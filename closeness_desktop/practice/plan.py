"""What a person wishes of a sitting, before it begins. Kept as last used, in presets and in snapshots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import intervals
from closeness_desktop.practice.breathing import OWN_PACE, OWN_PATTERN, PATTERNS, Pattern, own_pattern
from closeness_desktop.practice.effects import SOUNDS, Sound
from closeness_desktop.practice.intervals import Intervals

LONGEST = 24 * 3600
LONGEST_PREPARATION = 600
MOST_STRIKES = 9
LOUDEST = 100
BIGGEST_SEED = 2**31
"""Seeds of what is drawn at random lie below it."""

OWN_SOUND, PACK_SOUND = "own:", "pack:"

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

    def __post_init__(self) -> None:
        if self.bed is not None and self.bed not in BEDS and not self.bed.startswith((OWN_SOUND, PACK_SOUND)):
            raise UsageError("There is no such sound to sit in.")
        if not all(0 <= one <= LOUDEST for one in (self.bed_volume, self.bell_volume, self.voice_volume)):
            raise UsageError("A volume lies between 0 and 100.")

    def as_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def read(cls, kept: object) -> Around:
        """What `as_dict` gave, read as tolerantly as a plan. Raises UsageError for values that cannot be."""
        return cls(**_known(cls, kept)) if isinstance(kept, Mapping) else cls()


@dataclass(frozen=True, slots=True)
class SittingPlan:
    """A set-up that holds everything. Raises UsageError, one sentence, for what cannot be.

    practice: reference of the practice it is logged under, "id@version".
    seconds: from start bell to end bell, None for open-ended; with a breathing pace it is rounded up to whole
    breaths. prepare: seconds before the start bell (0–600). start_strikes, end_strikes: 0–9, 0 for none.
    intervals: when bells ring in between, None for none; interval_strikes: 1–9 for each of them.
    overtime: count on past the end.
    breathing: a key of breathing.PATTERNS, OWN_PATTERN (then `pattern` says which), OWN_PACE, or None for no
    circles. holds: whether the breath is held where the pattern says so; otherwise those parts are left out.
    cues: whether each part of a breath has its own soft sound, for closed eyes.
    sound, interval_sound: what rings at both ends, and in between. around: what is heard and seen meanwhile.
    seed: of the bells at random, drawn anew for each sitting (`begun_with`).
    """

    practice: str = "sitting@1"
    seconds: int | None = 600
    prepare: int = 10
    start_strikes: int = 1
    end_strikes: int = 3
    intervals: Intervals | None = None
    overtime: bool = False
    breathing: str | None = None
    sound: Sound = "bowl"
    interval_sound: Sound = "woodblock"
    interval_strikes: int = 1
    pattern: Pattern = field(default_factory=lambda: own_pattern(4.0, 6.0))
    holds: bool = False
    cues: bool = False
    around: Around = field(default_factory=Around)
    seed: int = 0

    def __post_init__(self) -> None:
        if self.seconds is not None and not 1 <= self.seconds <= LONGEST:
            raise UsageError("A sitting lasts from one second to 24 hours.")
        if not 0 <= self.prepare <= LONGEST_PREPARATION:
            raise UsageError("Preparation takes up to ten minutes.")
        if not (0 <= self.start_strikes <= MOST_STRIKES and 0 <= self.end_strikes <= MOST_STRIKES):
            raise UsageError("A bell is struck up to nine times.")
        if not 1 <= self.interval_strikes <= MOST_STRIKES:
            raise UsageError("A bell in between is struck one to nine times.")
        if self.breathing not in {None, OWN_PACE, OWN_PATTERN, *PATTERNS}:
            raise UsageError("There is no such breathing pace.")
        if not (is_sound(self.sound) and is_sound(self.interval_sound)):
            raise UsageError("There is no such bell.")

    def begun_with(self, seed: int) -> SittingPlan:
        """The same set-up for one sitting, whose bells at random fall where this seed has them."""
        return replace(self, seed=seed % BIGGEST_SEED)

    def as_dict(self) -> dict[str, Any]:
        """The plan as JSON values."""
        kept: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        kept["intervals"] = intervals.as_dict(self.intervals) if self.intervals is not None else None
        pattern = self.pattern
        kept["pattern"] = {
            "in": pattern.inhale,
            "hold": pattern.hold,
            "out": pattern.exhale,
            "rest": pattern.rest,
        }
        kept["around"] = self.around.as_dict()
        return kept

    @classmethod
    def from_dict(cls, kept: Mapping[str, object]) -> SittingPlan:
        """Read one's own kept plan tolerantly: what is missing, unknown or of another type is passed over.

        Raises UsageError for values that cannot be.
        """
        known = _known(cls, kept)
        known["intervals"] = intervals.read(kept.get("intervals", kept.get("interval")))
        known["pattern"] = _pattern(kept.get("pattern"))
        known["around"] = Around.read(kept.get("around"))
        return cls(**known)


def pattern_of(plan: SittingPlan) -> Pattern | None:
    """The pattern that sets the pace; None for one's own pace and for no breathing at all."""
    pattern = plan.pattern if plan.breathing == OWN_PATTERN else PATTERNS.get(plan.breathing or "")
    if pattern is None or plan.holds:
        return pattern
    return pattern.without_holds()


def is_sound(name: str) -> bool:
    """Whether a bell can be called so; one of a person's own may be gone when it is needed."""
    return name in SOUNDS or name.startswith((OWN_SOUND, PACK_SOUND))


_MAY_BE_NONE: Mapping[str, type] = {"seconds": int, "breathing": str, "bed": str}


def _known(cls: Callable[[], object], kept: Mapping[str, object]) -> dict[str, Any]:
    """Those values of `kept` that are of the plain types that the fields of `cls` have."""
    plan = cls()
    known: dict[str, Any] = {}
    for one in fields(plan):  # type: ignore[arg-type]  # both classes are dataclasses
        if one.name not in kept:
            continue
        default, value = getattr(plan, one.name), kept[one.name]
        expected = _MAY_BE_NONE.get(one.name, type(default))
        if type(value) is expected or (value is None and one.name in _MAY_BE_NONE):
            known[one.name] = value
    return known


def _pattern(kept: object) -> Pattern:
    parts = [kept.get(part) if isinstance(kept, Mapping) else None for part in ("in", "out", "hold", "rest")]
    numbers = [float(part) for part in parts if type(part) in (int, float)]  # type: ignore[arg-type]
    return own_pattern(*numbers) if len(numbers) == len(parts) else SittingPlan().pattern
