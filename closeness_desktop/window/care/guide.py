"""What the help page says, read from `resources/help`: when to ask someone, and whom one can call.

Only imported when help is first shown: it needs msgspec and YAML, which the first page does not wait for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

import msgspec
import yaml
from msgspec import Meta, Struct

from closeness_desktop import paths

Text = Annotated[str, Meta(min_length=1, max_length=400)]


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One helpline. number: as people write it. hours: "" where they were not confirmed."""

    name: Text
    number: Annotated[str, Meta(pattern=r"\A[0-9][0-9 ]*\Z")]
    about: Text
    hours: str = ""


class Country(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to call in one country. code: ISO 3166. emergency: the number for danger now."""

    code: Annotated[str, Meta(pattern=r"\A[A-Z]{2}\Z")]
    name: Text
    emergency: Text
    lines: Annotated[tuple[Line, ...], Meta(min_length=1)]


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One card of the page: lines one below the other, and a sentence after them, "" for none."""

    id: Text
    title: Text
    lines: Annotated[tuple[Text, ...], Meta(min_length=1)]
    after: str


class Guide(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole page. checked: year and month in which numbers were looked up. review: by whom, if anyone."""

    checked: Annotated[str, Meta(pattern=r"\A\d{4}-\d{2}\Z")]
    review: Text
    lead: Text
    danger: Text
    changed: Text
    sections: tuple[Section, ...]
    countries: Annotated[tuple[Country, ...], Meta(min_length=1)]


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Leaves every scalar as it is written: a number to call is no number."""


@lru_cache(maxsize=1)
def guide() -> Guide:
    """The page in English, read once."""
    text = paths.resource("help", "en.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=_LOADER), Guide)  # noqa: S506  # it makes nothing but text


def country_for(code: str) -> Country | None:
    """The country of an ISO 3166 code; None when nothing is known there."""
    return next((one for one in guide().countries if one.code == code), None)
