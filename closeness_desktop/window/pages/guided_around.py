"""What surrounds a guided session for the ears and for the display: bells, cues, a bed, a voice, light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, get_args

from closeness_desktop.practice import outline
from closeness_desktop.practice.effects import Bell, BreathChanged, BreathPhase, Effect, Said, Sound
from closeness_desktop.practice.format import Bell as BellStep
from closeness_desktop.practice.format import Breathe, Prompt, Turn
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.window.pages.session_around import FORESEEN, begin_heard
from closeness_desktop.window.platform import awake
from closeness_desktop.window.platform.awake import Awake
from closeness_desktop.window.platform.sound import Load, Sounds


class Voice(Protocol):
    """The desktop's own voice, where there is one."""

    @property
    def available(self) -> bool:
        """Whether something can be said."""

    def set_volume(self, percent: int) -> None:
        """How loud the next line is said, 0–100."""

    def say(self, line: str) -> None:
        """Say one line, after what is being said."""

    def stop(self) -> None:
        """Be silent at once."""


class Surroundings:
    """Carries out what is heard of a session's effects. Nothing here raises or ends a session."""

    def __init__(self, sounds: Sounds, voice: Voice | None = None) -> None:
        self.sounds = sounds
        self._voice = voice
        self._awake = Awake()
        self._session: GuidedSession | None = None

    def begin(self, session: GuidedSession, load: Load | None) -> str:
        """Make ready for a session; returns a sentence for the person when it will be silent or dark."""
        self.finish()
        self._session = session
        names = tuple(dict.fromkeys(_sounds(session)))
        self.sounds.begin(session.plan.around, names, load)
        if (
            self._speaks(session) and self._voice is not None
        ):  # which looks for the voice, before the first line
            self._voice.set_volume(session.plan.around.voice_volume)
        if names and not self.sounds.available:
            return self.sounds.why
        if session.plan.around.awake and not self._awake.hold():
            return awake.CANNOT
        return ""

    def when_heard(self, start: Callable[[float], None]) -> None:
        """Call `start` with the seconds in which its first sound will be heard (see Sounds.when_heard); at
        once when nothing is to be heard at its beginning.
        """
        begin_heard(self.sounds, self._session, start)

    def hear(self, effect: Effect) -> None:
        """Ring, breathe, say."""
        session = self._session
        if isinstance(effect, Bell):
            self.sounds.ring(effect)
        elif isinstance(effect, BreathChanged) and session is not None and session.plan.cues:
            self.sounds.cue(effect.phase)
        elif isinstance(effect, Said) and self._speaks(session) and self._voice is not None:
            self._voice.say(effect.text)

    def foresee(self) -> None:
        """Lay the bells and cues to come in their places, so that none is late."""
        if (session := self._session) is not None:
            breaths = session.breaths_ahead(FORESEEN) if session.plan.cues else ()
            self.sounds.foresee(session.bells_ahead(FORESEEN), breaths)

    def stand_still(self) -> None:
        """The session pauses."""
        self.sounds.hush()
        self.sounds.pause_bed()
        self._awake.release()
        if self._voice is not None:
            self._voice.stop()

    def go_on(self) -> None:
        """The session goes on."""
        self.sounds.resume_bed()
        if self._session is not None and self._session.plan.around.awake:
            self._awake.hold()

    def quiet(self) -> None:
        """Nothing more of what is under way: the person went on, or back."""
        self.sounds.hush()
        if self._voice is not None:
            self._voice.stop()

    def end(self) -> None:
        """The session came to its end: its last bell may ring out, all else is over."""
        self._session = None
        self._awake.release()
        self.sounds.pause_bed()

    def finish(self, *, at_once: bool = False) -> None:
        """The session is over, or the page is left. at_once: no bell may fade."""
        self._session = None
        self._awake.release()
        if self._voice is not None:
            self._voice.stop()
        self.sounds.finish(at_once=at_once)

    def _speaks(self, session: GuidedSession | None) -> bool:
        return (
            session is not None
            and session.plan.around.voice
            and self._voice is not None
            and self._voice.available
        )


def _sounds(session: GuidedSession) -> Iterator[Sound]:
    """Everything that a session may strike, to be loaded ahead."""
    for step, _times in outline.each(session.practice):
        if isinstance(step, BellStep):
            yield step.sound
        elif (isinstance(step, Turn) and step.warn) or (isinstance(step, Prompt) and step.secs):
            yield "bell"
        elif isinstance(step, Breathe) and session.plan.cues:
            yield from (f"breath-{phase}" for phase in get_args(BreathPhase))
