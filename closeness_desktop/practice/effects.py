"""What a session asks the world to do: ring, say that something changed, ask, end. Plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from closeness_desktop.records import SessionEnd

Sound: TypeAlias = str
"""One of SOUNDS, or "own:" and the id of a sound of one's own, or "pack:" and its pack's id and its name."""
SOUNDS: tuple[Sound, ...] = ("bowl", "bell", "chime", "woodblock")

Phase = Literal["prepare", "sit", "overtime", "ended"]
BreathPhase = Literal["in", "hold", "out", "rest"]
Mark = Literal["start", "interval", "end", "step", "warn", "time"]


@dataclass(frozen=True, slots=True)
class Bell:
    """Ring `sound` `strikes` times (at least once), `spacing` seconds from one strike to the next.

    mark: what the bell means, for the caption of those who do not hear it. step: a bell of a practice file;
    warn: a turn is nearly over; time: the time meant for writing has passed.
    """

    sound: Sound
    strikes: int
    spacing: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The session went into `phase`."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class BreathChanged:
    """The next part of a breath began and lasts `seconds`."""

    phase: BreathPhase
    seconds: float


@dataclass(frozen=True, slots=True)
class GapFound:
    """Nobody counted for `seconds` (the computer slept). The session stands still until it is answered."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """The session is over: how, and how many whole seconds of it were really sat.

    slept: seconds that the end was slept through; 0.0 when it was reached or chosen.
    """

    ended: SessionEnd
    done: int
    slept: float = 0.0


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A guided practice came to a step. `GuidedSession.now` tells what it is."""

    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """One line of guidance: a caption, and what a voice says. seconds: the time it is given."""

    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """Nobody was there for `seconds`; the session stands still at the start of its step until resumed."""

    seconds: float


Effect: TypeAlias = Bell | PhaseChanged | BreathChanged | GapFound | Finished | StepBegan | Said | SteppedBack


def one_bell(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """The same effects with no bell, breath or line but the last: after a gap there is one bell, no storm."""
    kept: list[Effect] = []
    met: set[type] = set()
    for effect in reversed(list(effects)):
        if isinstance(effect, Bell | BreathChanged | Said):
            if type(effect) in met:
                continue
            met.add(type(effect))
        kept.append(effect)
    return tuple(reversed(kept))
