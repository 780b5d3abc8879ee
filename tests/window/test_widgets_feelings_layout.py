"""Which words the field shows and where: rules that hold for any words, sizes and fields."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.records import Feeling
from closeness_desktop.window.theme.tokens import QUADRANTS, quadrant_of
from closeness_desktop.window.widgets.feelings_layout import (
    Box,
    matches,
    nearest_free,
    neighbour,
    pick,
    place,
    quadrant_boxes,
)

AXIS = st.floats(-1, 1, allow_nan=False)


def feeling(
    name: str, pleasantness: float | None = 0.5, energy: float | None = 0.5, meaning: str = ""
) -> Feeling:
    """A feeling at a place."""
    return Feeling(name, name, meaning, pleasantness, energy)


@st.composite
def words(draw: st.DrawFn, most: int = 24) -> list[tuple[Feeling, float, float]]:
    """Words with their places and sizes."""
    count = draw(st.integers(0, most))
    return [
        (feeling(f"word{n}", draw(AXIS), draw(AXIS)), draw(st.floats(20, 120)), draw(st.floats(16, 40)))
        for n in range(count)
    ]


@given(words(), st.floats(240, 900), st.floats(200, 600))
def test_words_never_overlap_and_never_leave_their_quadrant(
    sized: list[tuple[Feeling, float, float]], width: float, height: float
) -> None:
    areas = quadrant_boxes(width, height, 4)
    found = place(sized, areas, 4)
    boxes = list(found.items())
    for number, (name, box) in enumerate(boxes):
        word = next(word for word, _, _ in sized if word.name == name)
        quadrant = quadrant_of(word.pleasantness, word.energy)
        assert quadrant is not None
        assert areas[quadrant].holds(box)
        assert not any(box.meets(other, 3.99) for _, other in boxes[:number])


@given(words(most=3))
def test_a_few_words_always_find_room(sized: list[tuple[Feeling, float, float]]) -> None:
    assert len(place(sized, quadrant_boxes(600, 400, 4), 4)) == len(sized)


@given(AXIS, AXIS)
def test_a_word_alone_stands_at_its_own_place(pleasantness: float, energy: float) -> None:
    areas = quadrant_boxes(404, 204, 4)
    box = place([(feeling("calm", pleasantness, energy), 40, 20)], areas, 4)["calm"]
    quadrant = quadrant_of(pleasantness, energy)
    assert quadrant is not None
    area = areas[quadrant]
    across = pleasantness if pleasantness >= 0 else 1 + pleasantness
    assert box.x == pytest.approx(area.x + across * 160)


@given(words())
def test_words_that_stand_stay_when_nothing_is_in_their_way(
    sized: list[tuple[Feeling, float, float]],
) -> None:
    areas = quadrant_boxes(600, 400, 4)
    first = place(sized, areas, 4)
    standing = [each for each in sized if each[0].name in first]
    again = place(standing, areas, 4, {name: (box.x, box.y) for name, box in first.items()})
    assert {name: (round(b.x, 3), round(b.y, 3)) for name, b in again.items()} == {
        name: (round(b.x, 3), round(b.y, 3)) for name, b in first.items()
    }


def test_a_full_area_has_no_room() -> None:
    area = Box(0, 0, 100, 40)
    assert nearest_free((0, 0), 50, 20, area, [Box(0, 0, 100, 40)], 4) is None
    assert nearest_free((0, 0), 120, 20, area, [], 4) is None


ATLAS = [
    feeling(f"{quadrant}-{number}", x * (number + 1) / 10, y * (number + 1) / 10)
    for quadrant, (x, y) in zip(QUADRANTS, ((1, 1), (1, -1), (-1, -1), (-1, 1)), strict=True)
    for number in range(8)
]
NAMES = [each.name for each in ATLAS]


@given(st.lists(st.sampled_from(NAMES), unique=True), st.lists(st.sampled_from(NAMES), unique=True))
def test_the_field_shows_what_was_chosen_and_something_in_every_direction(
    used: list[str], keep: list[str]
) -> None:
    shown = pick(ATLAS, used, keep)
    names = [each.name for each in shown]
    assert len(set(names)) == len(names) == max(16, len(keep))
    assert names[: len(keep)] == keep
    if len(keep) <= 4:
        tally = Counter(quadrant_of(each.pleasantness, each.energy) for each in shown)
        assert min(tally[quadrant] for quadrant in QUADRANTS) >= 2


def test_the_most_used_words_come_first() -> None:
    used = ["calm-pleasant-7", "lively-unpleasant-6"]
    assert [each.name for each in pick(ATLAS, used, ())][:2] == used


def test_hidden_and_unplaced_words_are_not_shown() -> None:
    hidden = Feeling("h", "hidden", "", 0.5, 0.5, hidden=True)
    assert pick([hidden, feeling("nowhere", None, None)], ["hidden", "nowhere"], ()) == []


def test_what_begins_with_the_letters_is_found_first() -> None:
    atlas = [
        feeling("at ease"), feeling("sad"), feeling("safe", meaning="No harm is near."),
        feeling("unsafe"), feeling("calm", meaning="Like a safe place."),
    ]  # fmt: skip
    assert [each.name for each in matches(atlas, " SAFE ")] == ["safe", "unsafe", "calm"]
    assert [each.name for each in matches(atlas, "sa")] == ["sad", "safe", "unsafe"]
    assert matches(atlas, "  ") == []


def test_arrows_go_to_the_near_word_in_that_direction() -> None:
    places = {
        "middle": Box(100, 100, 20, 10),
        "right": Box(160, 104, 20, 10),
        "far right": Box(300, 100, 20, 10),
        "above": Box(96, 20, 20, 10),
        "below": Box(100, 180, 20, 10),
    }
    assert neighbour("middle", places, 1, 0) == "right"
    assert neighbour("right", places, 1, 0) == "far right"
    assert neighbour("middle", places, 0, -1) == "above"
    assert neighbour("middle", places, 0, 1) == "below"
    assert neighbour("above", places, 0, -1) is None


@given(words(most=12))
def test_every_word_can_be_reached_by_arrows(sized: list[tuple[Feeling, float, float]]) -> None:
    places = place(sized, quadrant_boxes(600, 400, 4), 4)
    if not places:
        return
    reached, waiting = set(), [next(iter(places))]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            steps = (neighbour(name, places, dx, dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))
            waiting += [step for step in steps if step]
    assert reached == set(places)
