"""Guided sessions for tests, and what happened in them."""

from __future__ import annotations

from typing import Any

from closeness_desktop.practice.effects import Effect, StepBegan
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession, Now
from tests.support.practices import practice


def session_of(*steps: Any, plan: dict[str, Any] | None = None, **practice_fields: Any) -> GuidedSession:
    """A session of these steps, at its beginning."""
    made = practice(*steps, **practice_fields)
    return GuidedSession(made, GuidedPlan(made.reference, **plan or {}))


def now(session: GuidedSession) -> Now:
    """The present step, which there must be."""
    assert session.now is not None
    return session.now


def began(effects: tuple[Effect, ...]) -> list[str]:
    """The paths of the steps that began."""
    return [one.path for one in effects if isinstance(one, StepBegan)]
