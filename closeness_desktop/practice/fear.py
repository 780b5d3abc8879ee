"""The question before a practice with someone: its words, and which practices it stands before.

Joint work can make things worse with someone who frightens you (practice.md B.4). The answer is kept nowhere.
"""

from __future__ import annotations

from closeness_desktop.practice.format import Practice

QUESTION_ONE = "Are you ever afraid of anyone this is about?"
QUESTION_TWO = "Are you ever afraid of the person you want to do this with?"
ALONE = "Answer it alone, before the other one sits down with you."
WHY = (
    "Practices like this one ask you to show what moves you. With someone who frightens you, that can be "
    "turned against you later."
)
WHY_ONE = (
    "A practice like this one may lead you to tell someone more, and it leaves words that could be found. "
    "With someone who frightens you, that can be turned against you later."
)
UNKEPT = "Your answer is kept nowhere. It only decides what you see next."

NOTE = (
    "Then leave this one for now. Opening up needs someone who can hear a no without making you pay for it. "
    "You owe nobody a reason for leaving it."
)
NOTE_MORE = (
    "There are other practices that you do by yourself. And there are people who know this kind of fear "
    "well, and who listen first."
)


BEFORE_SAYING = frozenset({"fear-check", "things-unsaid", "small-step"})
"""Practices of other themes that end in telling somebody something."""


def asked_before(practice: Practice) -> bool:
    """Whether it is asked: before all that two do together, and what is meant for saying or mending."""
    return practice.people == 2 or practice.theme in ("say-it", "repair") or practice.id in BEFORE_SAYING


def why(people: int) -> str:
    """Why it is asked. people: of the practice, 1 or 2."""
    return WHY if people == 2 else WHY_ONE
