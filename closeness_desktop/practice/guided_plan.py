"""What a person wishes of a guided practice, before it begins. Kept as the last set-up and in snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.format import LONGEST, Role
from closeness_desktop.practice.plan import BIGGEST_SEED, Around
from closeness_desktop.practice.unroll import Talk


@dataclass(frozen=True, slots=True)
class GuidedPlan:
    """A set-up. Raises UsageError, one sentence, for what cannot be.

    practice: reference of the practice, "id@version". seconds: of its timed part, None for the file's own.
    talk: how much is said; what is left out becomes quiet. around: what is heard and seen meanwhile.
    seed: of what is drawn at random, drawn anew for each session (`begun_with`). digest: SHA-256 of the
    practice's file, kept with the session so that an old log stays readable.
    guest: of two, the one whose journal this is not: nothing of theirs is kept unless they say so.
    cues: whether each part of a breath has its own soft sound, for closed eyes.
    """

    practice: str
    seconds: float | None = None
    talk: Talk = "full"
    around: Around = field(default_factory=Around)
    seed: int = 0
    digest: str = ""
    guest: Role = "second"
    cues: bool = False

    def __post_init__(self) -> None:
        if not self.practice:
            raise UsageError("A plan belongs to a practice.")
        if self.seconds is not None and not 0 < self.seconds <= LONGEST:
            raise UsageError("A guided practice takes up to four hours.")
        if self.talk not in get_args(Talk):
            raise UsageError("Talk is full, less or least.")
        if self.guest not in get_args(Role):
            raise UsageError("A guest is the first or the second.")
        if not 0 <= self.seed < BIGGEST_SEED:
            raise UsageError("That is no seed.")

    def begun_with(self, seed: int) -> GuidedPlan:
        """The same set-up for one session, whose draws fall as this seed has them."""
        return replace(self, seed=seed % BIGGEST_SEED)

    def as_dict(self) -> dict[str, Any]:
        """The plan as JSON values."""
        return {
            "practice": self.practice,
            "seconds": self.seconds,
            "talk": self.talk,
            "around": self.around.as_dict(),
            "seed": self.seed,
            "digest": self.digest,
            "guest": self.guest,
            "cues": self.cues,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, object]) -> GuidedPlan:
        """Read one's own kept plan tolerantly: what is missing, unknown or of another type is passed over.

        Raises UsageError for values that cannot be, and without a practice.
        """
        seconds = kept.get("seconds")
        known: dict[str, Any] = {
            name: kept[name]
            for name, kind in (
                ("practice", str),
                ("talk", str),
                ("seed", int),
                ("digest", str),
                ("guest", str),
                ("cues", bool),
            )
            if type(kept.get(name)) is kind
        }
        return cls(
            **{"practice": "", **known},
            seconds=float(seconds) if type(seconds) in (int, float) else None,  # type: ignore[arg-type]
            around=Around.read(kept.get("around")),
        )
