"""Questions to begin writing with: 150 in five themes, and which one comes next."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from closeness_desktop import paths


@dataclass(frozen=True, slots=True)
class PromptTheme:
    """A chapter that prompts belong to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class WritingPrompt:
    """One question. id: what the journal remembers it by. theme: id of its PromptTheme."""

    id: str
    theme: str
    text: str


@cache
def prompts() -> tuple[WritingPrompt, ...]:
    """All of them, in the order of their file."""
    return tuple(
        WritingPrompt(id, theme["id"], text) for theme in _file() for id, text in theme["prompts"].items()
    )


@cache
def themes() -> tuple[PromptTheme, ...]:
    """The themes, in the order of the book."""
    return tuple(PromptTheme(theme["id"], theme["name"]) for theme in _file())


def find(id: str) -> WritingPrompt | None:
    """The prompt with this id; None for one that this version no longer has."""
    return next((each for each in prompts() if each.id == id), None)


def choose(seen: Collection[str], chance: random.Random, theme: str = "") -> WritingPrompt | None:
    """Any prompt of a theme, or of all, that is not among those `seen`; None when there is none left."""
    left = [each for each in prompts() if theme in ("", each.theme) and each.id not in seen]
    return chance.choice(left) if left else None


@cache
def _file() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = paths.read_yaml("prompts", "en.yaml")
    return found
