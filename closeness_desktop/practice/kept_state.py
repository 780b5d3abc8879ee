"""A guided session as JSON, and back. What must not be kept is left out on writing, never on reading.

Left out: answers and drafts meant to be kept nowhere, and the guest's until they said yes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import msgspec

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.answers import Value
from closeness_desktop.practice.format import Practice, Role
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.route import Route
from closeness_desktop.practice.unroll import Stop
from closeness_desktop.records import SessionEnd

_KEY = "guided/1"
_UNREADABLE = "What was kept of this session cannot be read by this version."


@dataclass(frozen=True, slots=True)
class State:
    """All that a session is made of. Numbers as in `course.Course`. ended: how, if it is over already."""

    route: Route
    position: float
    began: float
    given: int
    with_guest: bool
    ended: SessionEnd | None = None


def is_guided(snapshot: str) -> bool:
    """Whether a snapshot is a guided session's, of any version, or a sitting's."""
    try:
        kept = json.loads(snapshot)
    except ValueError:
        return False
    return isinstance(kept, dict) and any(str(key).startswith("guided/") for key in kept)


def write(state: State) -> str:
    """The state as JSON."""
    route = state.route
    kept = {stop.path for stop in route.stops if _may_keep(stop, route.plan.guest, state.with_guest)}
    told = _telling(route, kept)
    trail = [path for path in route.trail if path not in told]
    at, began, given = route.here.path, state.began, state.given
    if at in told and trail:  # the question before it is asked again: its answer is not kept either
        at, began, given = trail.pop(), state.position, 0
    return json.dumps(
        {
            _KEY: route.plan.as_dict(),
            "made_of": _fingerprint(route.practice),
            "at": at,
            "trail": trail,
            "answers": {path: value for path, value in route.values.items() if path in kept},
            "drafts": {path: value for path, value in route.drafts.items() if path in kept},
            "position": state.position,
            "began": began,
            "given": given,
            "with_guest": state.with_guest,
            "ended": state.ended,
        },
        separators=(",", ":"),
        sort_keys=True,
        ensure_ascii=False,
    )


def read(text: str, practice: Practice) -> State:
    """What `write` wrote. Raises UsageError when it is not that, or is of another or a changed practice."""
    try:
        kept = json.loads(text)
        plan = GuidedPlan.from_dict(kept[_KEY])
        if plan.practice != practice.reference or kept["made_of"] != _fingerprint(practice):
            raise UsageError(
                "This practice has changed since; what was kept of the session no longer fits it."
            )
        route = Route(practice, plan, list(map(str, kept["trail"])))
        route.values, route.drafts = _values(kept["answers"]), _values(kept["drafts"])
        route.lay_out()
        at = route.find(kept["at"])
        if at is None:
            raise UsageError(_UNREADABLE)
        route.at = at
        numbers = float(kept["position"]), float(kept["began"]), int(kept["given"])
        ended = kept["ended"]
        if ended is not None and ended not in get_args(SessionEnd):
            raise UsageError(_UNREADABLE)
        return State(route, *numbers, kept["with_guest"] is True, ended)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(_UNREADABLE) from error


def _telling(route: Route, kept: Collection[str]) -> set[str]:
    """Stops that are met only because of an answer that is not to be kept: being there would tell it."""
    latest: dict[str, str] = {}
    told: set[str] = set()
    for stop in route.stops:
        if any(when.answer in latest and latest[when.answer] not in kept for when in stop.whens):
            told.add(stop.path)
        if stop.met and stop.open:
            latest[stop.step.id] = stop.path
    return told


def _may_keep(stop: Stop, guest: Role, with_guest: bool) -> bool:
    return getattr(stop.step, "keep", "never") != "never" and (with_guest or stop.role != guest)


def _values(kept: Mapping[str, Any]) -> dict[str, Value]:
    return {path: tuple(value) if isinstance(value, list) else value for path, value in kept.items()}


def _fingerprint(practice: Practice) -> str:
    """SHA-256 of all that the practice says, whatever its file looks like."""
    return hashlib.sha256(msgspec.json.encode(practice)).hexdigest()
