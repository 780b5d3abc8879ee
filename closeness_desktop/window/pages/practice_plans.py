"""The set-up of each practice as it was used last, kept in the journal."""

from __future__ import annotations

import secrets
from typing import Any

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.catalogue import plan_of
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.plan import BIGGEST_SEED, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.session_log import try_to

PLANS, GUIDED_PLANS = "sitting_plan", "guided_plan"
"""The journal's settings that hold them, by the practice's reference."""


def last_sitting(context: Context, practice: Practice) -> SittingPlan:
    """The set-up of a practice with a timer: the last one, or its own when there was none."""
    try:
        return SittingPlan.from_dict(_kept(context, PLANS)[practice.reference])
    except (KeyError, UsageError):  # none yet, or one of a version that allowed more
        return plan_of(practice)


def remember_sitting(context: Context, plan: SittingPlan) -> None:
    """Keep it for the next time."""
    _keep(context, PLANS, plan.practice, plan.as_dict())


def last_guided(context: Context, practice: Practice) -> GuidedPlan:
    """The set-up of a guided practice: the last one that still fits it, or its own."""
    own = GuidedPlan(practice.reference, digest=context.practices.catalogue.digest(practice))
    kept = _kept(context, GUIDED_PLANS).get(practice.reference)
    if kept is None:
        return own
    try:
        return GuidedPlan.from_dict({**kept, "practice": own.practice, "digest": own.digest, "seed": 0})
    except UsageError:
        return own


def begun(context: Context, plan: GuidedPlan) -> GuidedPlan:
    """Keep it for the next time, and give this session draws of its own."""
    _keep(context, GUIDED_PLANS, plan.practice, plan.as_dict())
    return plan.begun_with(secrets.randbelow(BIGGEST_SEED))


def _kept(context: Context, setting: str) -> dict[str, dict[str, Any]]:
    kept = context.journal.settings.get(setting, {})
    if not isinstance(kept, dict):
        return {}
    return {key: value for key, value in kept.items() if isinstance(value, dict)}


def _keep(context: Context, setting: str, reference: str, plan: dict[str, Any]) -> None:
    plans = {**_kept(context, setting), reference: plan}
    try_to(context, lambda: context.journal.settings.set(setting, plans))
