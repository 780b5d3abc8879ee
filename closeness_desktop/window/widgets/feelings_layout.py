"""Which feeling words the field shows, and where: pure rules, without Qt.

The field is the plane of pleasantness (left to right) and energy (bottom to top), each −1..1, after the
circumplex of affect (Russell 1980). Each quadrant is a rectangle of its own; a word stands as near to its
place as the words before it allow, never upon another and never outside its quadrant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from closeness_desktop.records import Feeling
from closeness_desktop.window.theme.tokens import QUADRANTS, Quadrant, quadrant_of

SHOWN = 16
"""How many words the field shows when nobody types."""

_LOOK_AHEAD = 6
"""Among how many of the next words the one farthest from those already shown is taken."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in logical pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two overlap, or come nearer to each other than `gap`."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height + gap
            and other.y < self.y + self.height + gap
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        slack = 1e-6
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.x + other.width <= self.x + self.width + slack
            and other.y + other.height <= self.y + self.height + slack
        )

    def shrunk(self, by: float) -> Box:
        """The same with an inner margin on every side."""
        return Box(self.x + by, self.y + by, max(0.0, self.width - 2 * by), max(0.0, self.height - 2 * by))


def pick(
    feelings: Sequence[Feeling], used: Iterable[str], keep: Iterable[str], count: int = SHOWN
) -> list[Feeling]:
    """The words to show: those in `keep` (chosen ones), the person's most used, then an even spread.

    At most half of `count` comes from `used`, and no more than a third from one quadrant, so that the field
    always offers something in every direction. Words that are hidden or not placed are left out.
    """
    known = {f.name.casefold(): f for f in feelings if not f.hidden and quadrant_of(f.pleasantness, f.energy)}
    shown: dict[str, Feeling] = {}
    for name in keep:
        if feeling := known.get(name.casefold()):
            shown[name.casefold()] = feeling
    often = [key for key in (name.casefold() for name in used) if key in known]
    for key in often:
        here = _quadrant(known[key])
        if len(shown) < count // 2 and sum(_quadrant(f) == here for f in shown.values()) <= count // 3:
            shown[key] = known[key]
    waiting: dict[Quadrant, list[str]] = {each: [] for each in QUADRANTS}
    for key in dict.fromkeys([*often, *known]):
        if key not in shown:
            waiting[_quadrant(known[key])].append(key)
    while len(shown) < count and any(waiting.values()):
        tally = {each: sum(_quadrant(f) == each for f in shown.values()) for each in QUADRANTS}
        poorest = min((each for each in QUADRANTS if waiting[each]), key=lambda each: tally[each])
        beside = [f for f in shown.values() if _quadrant(f) == poorest]
        key = max(waiting[poorest][:_LOOK_AHEAD], key=lambda key: _apart(known[key], beside))
        waiting[poorest].remove(key)
        shown[key] = known[key]
    return list(shown.values())


def matches(feelings: Iterable[Feeling], typed: str) -> list[Feeling]:
    """Words found by what is typed: those that begin with it, those that hold it, those that mean it."""
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return []
    ranks: list[list[Feeling]] = [[], [], [], []]
    for feeling in feelings:
        name = feeling.name.casefold()
        if feeling.hidden:
            continue
        if name == wanted:
            ranks[0].append(feeling)
        elif name.startswith(wanted):
            ranks[1].append(feeling)
        elif wanted in name:
            ranks[2].append(feeling)
        elif len(wanted) > 2 and f" {wanted}" in f" {feeling.meaning.casefold()}":
            ranks[3].append(feeling)
    return [feeling for rank in ranks for feeling in rank]


def quadrant_boxes(width: float, height: float, gap: float) -> dict[Quadrant, Box]:
    """The four rectangles of a field of that size."""
    half_width, half_height = (width - gap) / 2, (height - gap) / 2
    right, low = half_width + gap, half_height + gap
    return {
        "lively-unpleasant": Box(0, 0, half_width, half_height),
        "lively-pleasant": Box(right, 0, half_width, half_height),
        "calm-unpleasant": Box(0, low, half_width, half_height),
        "calm-pleasant": Box(right, low, half_width, half_height),
    }


def home(feeling: Feeling, area: Box, width: float, height: float) -> tuple[float, float]:
    """Where the top left corner of a placed word belongs inside the rectangle of its quadrant."""
    pleasantness, energy = feeling.pleasantness or 0.0, feeling.energy or 0.0
    across = pleasantness if pleasantness >= 0 else 1 + pleasantness
    down = 1 - energy if energy >= 0 else -energy
    return area.x + across * (area.width - width), area.y + down * (area.height - height)


def nearest_free(
    wish: tuple[float, float], width: float, height: float, area: Box, taken: Collection[Box], gap: float
) -> Box | None:
    """The place nearest to `wish` inside `area` that keeps `gap` from all that is taken; None if full.

    The nearest free place of a rectangle among rectangles has each side either where it wishes to be, at an
    edge of the area, or at the edge of another rectangle: so only those are tried.
    """
    last_x, last_y = area.x + area.width - width, area.y + area.height - height
    if last_x < area.x - 1e-6 or last_y < area.y - 1e-6:
        return None
    near = [box for box in taken if box.meets(area)]
    xs = {min(max(wish[0], area.x), last_x), area.x, last_x}
    ys = {min(max(wish[1], area.y), last_y), area.y, last_y}
    for box in near:
        xs |= {box.x - width - gap, box.x + box.width + gap}
        ys |= {box.y - height - gap, box.y + box.height + gap}
    free = (
        Box(x, y, width, height)
        for x, y in product(sorted(xs), sorted(ys))
        if area.x <= x <= last_x + 1e-6 and area.y <= y <= last_y + 1e-6
    )
    return min(
        (box for box in free if not any(box.meets(other, gap - 1e-6) for other in near)),
        key=lambda box: (box.x - wish[0]) ** 2 + 4 * (box.y - wish[1]) ** 2,
        default=None,
    )


def place(
    words: Sequence[tuple[Feeling, float, float]],
    areas: dict[Quadrant, Box],
    gap: float,
    wishes: dict[str, tuple[float, float]] | None = None,
) -> dict[str, Box]:
    """A place for each (word, width, height), the first ones first; words that find no room are left out.

    wishes: name → where its top left corner stands now, so that choosing a word moves no more than it must.
    """
    taken: dict[str, Box] = {}
    for feeling, width, height in words:
        area = areas[_quadrant(feeling)]
        wish = (wishes or {}).get(feeling.name) or home(feeling, area, width, height)
        if box := nearest_free(wish, width, height, area, taken.values(), gap):
            taken[feeling.name] = box
    return taken


def neighbour(start: str, places: dict[str, Box], dx: int, dy: int) -> str | None:
    """The word an arrow key leads to: the nearest of those that lie more that way than aside.

    Every word lies in just one of the four directions, and the nearest there (by steps along and steps aside)
    is never farther than before from any other in that direction: so the arrows lead to every word.
    """
    here = places[start].centre
    best: tuple[float, float, str] | None = None
    for name, box in places.items():
        x, y = box.centre[0] - here[0], box.centre[1] - here[1]
        along, aside = x * dx + y * dy, y * dx - x * dy
        step = (along + abs(aside), max(along, abs(aside)), name)
        if -along < aside <= along and (best is None or step < best):
            best = step
    return best[2] if best else None


def _apart(feeling: Feeling, others: Iterable[Feeling]) -> float:
    """How far a word lies from the nearest of the others, squared; 0 when there are none."""
    x, y = feeling.pleasantness or 0.0, feeling.energy or 0.0
    return min(
        ((x - (f.pleasantness or 0.0)) ** 2 + (y - (f.energy or 0.0)) ** 2 for f in others), default=0.0
    )


def _quadrant(feeling: Feeling) -> Quadrant:
    quadrant = quadrant_of(feeling.pleasantness, feeling.energy)
    return quadrant or QUADRANTS[0]
