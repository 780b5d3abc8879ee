"""Bells and cues laid in their places ahead: each is heard at its moment, not when the window gets to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_desktop.practice.effects import Bell

if TYPE_CHECKING:
    from closeness_desktop.window.platform.mixer import Mixer, Strike
    from closeness_desktop.window.platform.waves import Samples

AHEAD = 1.5
"""Seconds before its moment at which a bell is laid in its place."""

SAME = 0.5
"""Seconds by which a bell that rings may differ from its foreseen moment and still be that one."""


@dataclass(eq=False)
class _Laid:
    """One bell. due: by the monotonic clock, in seconds."""

    bell: Bell
    due: float
    strikes: list[Strike]


class Placed:
    """The bells of one open device. frame_in: the frame heard so many seconds from now."""

    def __init__(
        self, mixer: Mixer, frame_in: Callable[[float], int], samples: Callable[[str], Samples]
    ) -> None:
        self._mixer, self._frame_in, self._samples = mixer, frame_in, samples
        self._laid: list[_Laid] = []

    def lay(self, bells: Iterable[tuple[float, Bell]]) -> None:
        """What is to come now: seconds and bell, soonest first. What was laid and is not among it is taken
        back, unless it is being heard already.
        """
        now = time.monotonic()
        still = [one for one in self._laid if self._mixer.begun(one.strikes[0])]
        for seconds, bell in bells:
            if seconds > AHEAD:
                break
            one = self._find(bell, now + seconds)
            if one is None:
                one = _Laid(bell, now + seconds, self.place(bell, seconds))
            elif not self._mixer.begun(one.strikes[0]):  # the device's place in time is known better now
                for strike, at in zip(one.strikes, self._frames(bell, seconds), strict=True):
                    self._mixer.move(strike, at)
            still.append(one)
        for one in self._laid:
            for strike in () if one in still else one.strikes:
                self._mixer.drop(strike)
        self._laid = list(dict.fromkeys(still))

    def ring(self, bell: Bell) -> None:
        """It falls due: nothing is left to do if it was laid; otherwise it is struck as soon as may be."""
        one = self._find(bell, time.monotonic())
        if one is not None:
            self._laid.remove(one)
        else:
            self.place(bell, 0.0)

    def place(self, bell: Bell, seconds: float) -> list[Strike]:
        """Every strike of a bell that is due in `seconds`."""
        samples = self._samples(bell.sound)
        return [self._mixer.place(samples, at) for at in self._frames(bell, seconds)]

    def drop(self) -> None:
        """Take back every strike that has not begun."""
        self._laid.clear()
        self._mixer.drop_waiting()

    def _frames(self, bell: Bell, seconds: float) -> list[int]:
        first = max(self._frame_in(seconds), self._mixer.soonest)  # late, it keeps its spacing
        return [first + round(number * bell.spacing * self._mixer.rate) for number in range(bell.strikes)]

    def _find(self, bell: Bell, due: float) -> _Laid | None:
        """The same bell laid for about that moment, or heard already and not rung (a pause came between)."""
        for one in self._laid:
            if one.bell == bell and (abs(one.due - due) < SAME or self._mixer.begun(one.strikes[0])):
                return one
        return None
