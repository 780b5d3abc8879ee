"""What follows from time that nobody was there for, by kind of step (practice.md A.4).

Those who sit in silence disagree about it, so they are asked. What is said, breathed or spoken was heard by
nobody, so it starts again. What is written is kept as it stands, and waits.
"""

from __future__ import annotations

from closeness_desktop.practice.format import OPEN, Bell, Gap, Silence, Step


def policy(step: Step) -> Gap:
    """What to do about a gap in this step: what its file says, or what its kind does."""
    if step.gap is not None:
        return step.gap
    if isinstance(step, (*OPEN, Bell)):  # a bell takes no time, so no gap falls into it
        return "continue"
    return "ask" if isinstance(step, Silence) else "pause"
