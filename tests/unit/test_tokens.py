"""Every pair of text and background in use can be read, in every variant."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.window.theme import tokens

VARIANTS = {
    "light": tokens.LIGHT,
    "dark": tokens.DARK,
    "contrast-light": tokens.CONTRAST_LIGHT,
    "contrast-dark": tokens.CONTRAST_DARK,
}
COLORS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


@pytest.fixture(params=VARIANTS, ids=list(VARIANTS))
def variant(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """Each variant in turn."""
    return VARIANTS[request.param]


def test_variants_name_the_same_tokens() -> None:
    assert all(set(variant) == set(tokens.LIGHT) for variant in VARIANTS.values())


def test_text_can_be_read_on_every_background_it_is_used_on(variant: Mapping[str, str]) -> None:
    poor = {
        pair: round(tokens.contrast(variant[pair[0]], variant[pair[1]]), 2)
        for pair in tokens.TEXT_PAIRS
        if tokens.contrast(variant[pair[0]], variant[pair[1]]) < 4.5
    }
    assert not poor


def test_marks_can_be_told_from_what_lies_under_them(variant: Mapping[str, str]) -> None:
    assert all(tokens.contrast(variant[mark], variant[ground]) >= 3 for mark, ground in tokens.MARK_PAIRS)


def test_quadrant_words_can_be_read_on_their_own_tint(variant: Mapping[str, str]) -> None:
    for quadrant in tokens.QUADRANTS:
        assert tokens.contrast(variant[quadrant], tokens.tint(variant, quadrant)) >= 4.5


@pytest.mark.parametrize("variant_name", ["contrast-light", "contrast-dark"])
def test_high_contrast_reaches_the_stricter_rule(variant_name: str) -> None:
    """WCAG 1.4.6 (AAA): 7:1 for text, and 3:1 for the line around a field (1.4.11)."""
    variant = VARIANTS[variant_name]
    assert all(tokens.contrast(variant[ink], variant[ground]) >= 7 for ink, ground in tokens.TEXT_PAIRS)
    assert tokens.contrast(variant["line"], variant["surface"]) >= 3


def test_contrast_agrees_with_the_figures_of_the_standard() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@given(COLORS, COLORS)
def test_contrast_is_symmetric_and_bounded(first: str, second: str) -> None:
    assert tokens.contrast(first, second) == tokens.contrast(second, first)
    assert 1 <= tokens.contrast(first, second) <= 21.001


@given(COLORS, COLORS)
def test_mixing_none_or_all_gives_back_the_colours(front: str, back: str) -> None:
    assert tokens.mix(front, back, 0) == back
    assert tokens.mix(front, back, 1) == front


@pytest.mark.parametrize(
    ("pleasantness", "energy", "quadrant"),
    [
        (0.5, 0.5, "lively-pleasant"),
        (0.5, -0.5, "calm-pleasant"),
        (-0.5, -0.5, "calm-unpleasant"),
        (-0.5, 0.5, "lively-unpleasant"),
        (0.0, 0.0, "lively-pleasant"),
        (None, 0.5, None),
        (0.5, None, None),
    ],
)
def test_a_place_on_the_field_has_a_quadrant(
    pleasantness: float | None, energy: float | None, quadrant: str | None
) -> None:
    assert tokens.quadrant_of(pleasantness, energy) == quadrant
