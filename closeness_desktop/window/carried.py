"""A session that goes on while the journal is locked: its time is told, its bells ring, nothing is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from closeness_desktop.clock import Clock
from closeness_desktop.practice import words
from closeness_desktop.practice.driver import Driver
from closeness_desktop.practice.effects import SOUNDS, Bell
from closeness_desktop.practice.plan import BEDS, Around
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.window.platform.sound import Sounds


@dataclass(frozen=True, slots=True)
class Going:
    """What a page hands over when the journal locks while its session runs: numbers and names of bells.

    page, session: where it goes on after unlocking. bells, ends_in: see practice.unseen. running: whether its
    time goes on; else it waits for the person. gap: seconds that the computer slept and that the person was
    being asked about, 0.0 for none.
    """

    page: str
    session: str
    bells: Sequence[tuple[float, Bell]] = ()
    ends_in: float | None = None
    around: Around = field(default_factory=Around)
    running: bool = True
    gap: float = 0.0


class Carried(QObject):
    """Drives the unseen session until it is taken up again.

    told: one line about the time, for the gate. line: what was told last.
    """

    told = Signal(str)

    def __init__(self, clock: Clock, going: Going, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A sound of one's own is content, even its name, and locked.
        around = going.around if going.around.bed in BEDS else replace(going.around, bed=None)
        bells = [(at, _built_in(bell)) for at, bell in going.bells]
        self.going = replace(going, bells=bells, around=around)
        self._driver = Driver(clock, Unseen(bells, going.ends_in))
        self.sounds = Sounds(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.line = ""

    @property
    def unseen(self) -> Unseen | None:
        """The time that passed, or what the person is to be asked about; None when it only waited."""
        return self._driver.session if self.going.running or self.going.gap else None

    def start(self) -> None:
        """Go on from now."""
        if not self.going.running:
            self._driver.session.gap = self.going.gap
            self._tell("Your session waits for you.")
            return
        self.sounds.begin(self.going.around, {bell.sound for _at, bell in self.going.bells})
        self.tick()

    def stop(self) -> None:
        """Stand still."""
        if self.going.running:
            self.tick()
            self._timer.stop()
            self.sounds.finish()

    @Slot()
    def tick(self) -> None:
        """Read the clock, ring what fell due, tell the time."""
        for effect in self._driver.tick():
            if isinstance(effect, Bell):
                self.sounds.ring(effect)
        unseen = self._driver.session
        self.sounds.foresee(unseen.bells_ahead())
        self._tell(_words(unseen))
        if unseen.ended or unseen.paused:
            self.sounds.pause_bed()
        else:
            self._timer.start(max(1, round(self._driver.wait() * 1000)))

    def _tell(self, line: str) -> None:
        if line != self.line:
            self.line = line
            self.told.emit(line)


def _words(unseen: Unseen) -> str:
    if unseen.ended:
        return "Your session is over. It is logged when you unlock."
    if unseen.paused:
        return "Your session has stood still since the computer slept."
    if unseen.remaining is None:
        return "Your session goes on."
    return f"Your session goes on: {words.clock(unseen.remaining, left=True)} left."


def _built_in(bell: Bell) -> Bell:
    return bell if bell.sound in SOUNDS else replace(bell, sound=SOUNDS[0])
