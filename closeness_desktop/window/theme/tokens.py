"""The colours, sizes and spaces of the program, each named once. Pure Python, no Qt.

Source: the table of the visual language. Text meets WCAG 2.2 AA (1.4.3, 1.4.11) on every background it is
used on; `TEXT_PAIRS` and `MARK_PAIRS` list those uses, and a test computes each in every variant.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Quadrant = Literal["lively-pleasant", "calm-pleasant", "calm-unpleasant", "lively-unpleasant"]
QUADRANTS: tuple[Quadrant, ...] = (
    "lively-pleasant",
    "calm-pleasant",
    "calm-unpleasant",
    "lively-unpleasant",
)

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "background": "#F6F2EA",
        "rail": "#EFE9DD",
        "surface": "#FFFDF9",
        "line": "#E2DACB",
        "ink": "#2A2830",
        "ink-soft": "#645F6A",
        "teal": "#2B6A6C",
        "teal-wash": "#D7E7E4",
        "coral": "#A43F27",
        "coral-wash": "#F7E1D8",
        "lively-pleasant": "#8A5A10",
        "calm-pleasant": "#22694A",
        "calm-unpleasant": "#3A5B9E",
        "lively-unpleasant": "#A03255",
        "on-fill": "#FFFFFF",
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "background": "#17181D",
        "rail": "#1C1E24",
        "surface": "#22242B",
        "line": "#33363F",
        "ink": "#ECE7DE",
        "ink-soft": "#ABA6B1",
        "teal": "#86C7C1",
        "teal-wash": "#24403F",
        "coral": "#F0977C",
        "coral-wash": "#4A2E27",
        "lively-pleasant": "#E0B25C",
        "calm-pleasant": "#7CC79E",
        "calm-unpleasant": "#9BB8F3",
        "lively-unpleasant": "#F09AB4",
        "on-fill": "#17181D",
    }
)

CONTRAST_LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "background": "#FFFFFF",
        "rail": "#FFFFFF",
        "surface": "#FFFFFF",
        "line": "#6B6670",
        "ink": "#000000",
        "ink-soft": "#3A363F",
        "teal": "#0B4A4C",
        "teal-wash": "#DDEEEB",
        "coral": "#7A2410",
        "coral-wash": "#F9E6DF",
        "lively-pleasant": "#5E3A00",
        "calm-pleasant": "#0B4A2E",
        "calm-unpleasant": "#1F3C78",
        "lively-unpleasant": "#7A1638",
        "on-fill": "#FFFFFF",
    }
)

CONTRAST_DARK: Mapping[str, str] = MappingProxyType(
    {
        "background": "#000000",
        "rail": "#000000",
        "surface": "#0B0B0D",
        "line": "#8D8995",
        "ink": "#FFFFFF",
        "ink-soft": "#D8D4DC",
        "teal": "#A8E4DE",
        "teal-wash": "#123432",
        "coral": "#FFB9A3",
        "coral-wash": "#3D211A",
        "lively-pleasant": "#F4CE85",
        "calm-pleasant": "#A2E4BF",
        "calm-unpleasant": "#BED2FF",
        "lively-unpleasant": "#FFBDD0",
        "on-fill": "#000000",
    }
)

SIZES: tuple[int, ...] = (13, 15, 17, 27)
"""Text sizes in pixels at the desktop's default text size: small, interface, reading, title."""

SPACES: tuple[int, ...] = tuple(range(4, 52, 4))
"""Spaces in pixels, in steps of 4."""

CARD_RADIUS = 14
CARD_PADDING = 20
FIELD_RADIUS = 9

TINT = 0.16
"""Share of a quadrant's colour in its tint over the surface."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "ink-soft", "teal", "coral") for ground in ("background", "surface")),
    *((ink, "rail") for ink in ("ink", "ink-soft")),
    *((ink, "teal-wash") for ink in ("ink", "ink-soft", "teal")),
    ("ink", "coral-wash"),
    ("coral", "coral-wash"),
    ("on-fill", "teal"),
    ("on-fill", "coral"),
    *((quadrant, ground) for quadrant in QUADRANTS for ground in ("surface", "background")),
    *(("on-fill", quadrant) for quadrant in QUADRANTS),
)
"""(text, background) as used in the window: at least 4.5:1. Quadrant words also stand on their own tint."""

MARK_PAIRS: tuple[tuple[str, str], ...] = (
    *((mark, ground) for mark in ("teal", "coral") for ground in ("background", "surface", "rail")),
    ("teal", "teal-wash"),
    *((quadrant, ground) for quadrant in QUADRANTS for ground in ("surface", "background")),
)
"""(mark, background), for icons, focus rings, dots and bars: at least 3:1."""


def mix(front: str, back: str, share: float) -> str:
    """The colour of `front` at opacity `share` (0..1) over an opaque `back`, as "#RRGGBB"."""
    pairs = zip(_channels(front), _channels(back), strict=True)
    return "#" + "".join(f"{round(f * share + b * (1 - share)):02X}" for f, b in pairs)


def tint(tokens: Mapping[str, str], name: str, over: str = "surface") -> str:
    """The pale ground of a quadrant: its own colour at `TINT` over `over`."""
    return mix(tokens[name], tokens[over], TINT)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two opaque colours, 1..21 (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def quadrant_of(pleasantness: float | None, energy: float | None) -> Quadrant | None:
    """Where on the field a feeling lies; None when it is not placed. Zero counts as pleasant, as lively."""
    if pleasantness is None or energy is None:
        return None
    if energy >= 0:
        return "lively-pleasant" if pleasantness >= 0 else "lively-unpleasant"
    return "calm-pleasant" if pleasantness >= 0 else "calm-unpleasant"


QUADRANT_WORDS: Mapping[Quadrant, str] = MappingProxyType(
    {
        "lively-pleasant": "pleasant, high energy",
        "calm-pleasant": "pleasant, low energy",
        "calm-unpleasant": "unpleasant, low energy",
        "lively-unpleasant": "unpleasant, high energy",
    }
)
"""A quadrant said in words, for a screen reader and a tooltip."""


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    """Relative luminance, 0..1 (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
