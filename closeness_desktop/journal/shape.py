"""The shape in which entries leave and enter as JSON: what `list --json` prints and `write --json` takes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from closeness_desktop import clock
from closeness_desktop.errors import UsageError
from closeness_desktop.journal.ids import known_form
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import ENTRY_KINDS, Entry, Moment, Strength

_TYPES: dict[str, tuple[type, ...]] = {
    "id": (str,), "at": (str,), "zone": (str,), "day": (str,), "kind": (str,), "title": (str,),
    "body": (str,), "feelings": (list, tuple), "tags": (list, tuple), "people": (list, tuple),
    "starred": (bool,), "session": (str, type(None)),
}  # fmt: skip
_WORDS_FOR = {str: "text", bool: "true or false", list: "a list", int: "a whole number"}
_EXACT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?P<offset>Z|[+-]\d\d:\d\d(?::\d\d)?)\Z", re.ASCII
)


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as `list --json` prints it. `at`: ISO 8601 with offset, milliseconds if there are any."""
    at = clock.local_time(entry.at)
    return {
        "id": entry.id,
        "at": at.isoformat(timespec="milliseconds" if entry.at.utc_ms % 1000 else "seconds"),
        "zone": entry.at.zone,
        "day": entry.at.day,
        "kind": entry.kind,
        "title": entry.title,
        "body": entry.body,
        "feelings": [{"name": feeling.name, "strength": feeling.strength} for feeling in entry.feelings],
        "tags": list(entry.tags),
        "people": list(entry.people),
        "starred": entry.starred,
        "session": entry.session,
    }


@dataclass(frozen=True, slots=True)
class Incoming:
    """An entry as it comes from JSON. `fields`: what of title, body, kind, feelings … was given, checked."""

    id: str | None
    at: str | None
    zone: str | None
    fields: dict[str, Any]

    def moment(self, zone: str, day_start: int) -> Moment:
        """The moment that `at`, which must be there, and `zone` mean; the argument stands in for a zone.

        Raises UsageError for a time or zone that does not exist.
        """
        at = self.at or ""
        exact = _EXACT.match(at)
        if exact is None:
            return clock.parse_when(at, self.zone or zone, day_start)
        try:
            when = dt.datetime.fromisoformat(at)
        except ValueError as error:
            raise UsageError(f"There is no such day or time: “{at}”.") from error
        offset = "+00:00" if exact["offset"] == "Z" else exact["offset"]
        fixed = offset if len(offset) == len("+00:00") else zone  # no zone is written with seconds
        return clock.moment(when, self.zone or fixed, day_start)


def read_item(item: object) -> Incoming:
    """Check one entry of `write --json`. Raises UsageError that names the key at fault."""
    if not isinstance(item, Mapping):
        raise UsageError("An entry is written as an object: {…}.")
    for key, value in item.items():
        if key not in _TYPES:
            raise UsageError(f"“{key}” is no key of an entry.")
        if not isinstance(value, _TYPES[key]):
            raise UsageError(f"“{key}” should be {_WORDS_FOR[_TYPES[key][0]]}.")
        if isinstance(value, str):
            check_storable(value, key)
    if item.get("kind", "entry") not in ENTRY_KINDS:
        raise UsageError(f"“kind” is one of {', '.join(ENTRY_KINDS)}.")
    fields = {key: item[key] for key in ("kind", "title", "body", "starred", "session") if key in item}
    fields |= {key: _names(key, item[key]) for key in ("tags", "people") if key in item}
    if "feelings" in item:
        fields["feelings"] = tuple(_strength(value) for value in item["feelings"])
    id = known_form(item["id"]) if "id" in item else None
    if id is None and not any(fields.get(key) for key in ("title", "body", "feelings")):
        raise UsageError("There is neither text nor a feeling in it.")
    return Incoming(id, item.get("at"), item.get("zone"), fields)


def _names(key: str, values: list[object]) -> tuple[str, ...]:
    names = []
    for value in values:
        if not isinstance(value, str):
            raise UsageError(f"“{key}” should be a list of names.")
        names.append(check_storable(value, key))
    return tuple(names)


def _strength(value: object) -> Strength:
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str):
        raise UsageError("“feelings” should be a list of {“name”: …, “strength”: …}.")
    for key in value:
        if key not in ("name", "strength"):
            raise UsageError(f"“{key}” is no key of a feeling.")
    strength = value.get("strength", 1)
    if type(strength) is not int or not 1 <= strength <= 3:
        raise UsageError("“strength” is 1, 2 or 3.")
    return Strength(check_storable(value["name"], "feelings"), strength)
