"""Blocks of words, each in its rooms (items of lists, quotations), as the lines of a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from closeness_desktop.window.pasting.inline import Run, written

_CLOSING = re.compile(r"(?<![^\s])#+$")
"""Marks at the end of a heading that would be taken for its closing."""


@dataclass(eq=False)
class Item:
    """An item of a list, as a room that blocks stand in. fresh: nothing stands in it yet."""

    group: object
    mark: str
    fresh: bool = True

    def prefix(self) -> str:
        """What its next line begins with."""
        mark = f"{self.mark} "
        if self.fresh:
            self.fresh = False
            return mark
        return " " * len(mark)


@dataclass(eq=False)
class Quote:
    """A quotation, as a room that blocks stand in."""

    def prefix(self) -> str:
        """What each of its lines begins with."""
        return "> "


Room = Item | Quote


@dataclass
class Block:
    rooms: tuple[Room, ...]
    kind: str = "p"
    runs: list[Run] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """The lines of a text, with empty ones between its blocks where they belong."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        body = _WRITERS.get(block.kind, _paragraph)(block)
        if not body:
            continue
        if before is not None and not _tight(before, block):
            shared = _shared(before.rooms, block.rooms)
            lines.append("".join(room.prefix() for room in shared).rstrip())
        for line in body.split("\n"):
            prefix = "".join(room.prefix() for room in block.rooms)
            lines.append(f"{prefix}{line}".rstrip())
        before = block
    return lines


def _shared(one: tuple[Room, ...], other: tuple[Room, ...]) -> tuple[Room, ...]:
    count = 0
    while count < min(len(one), len(other)) and one[count] is other[count]:
        count += 1
    return one[:count]


def _tight(before: Block, block: Block) -> bool:
    """Whether no empty line stands between: from item to item, and from an item to a list within it."""
    if before.kind not in ("p",) or block.kind not in ("p",):
        return False
    shared = len(_shared(before.rooms, block.rooms))
    here, there = block.rooms[shared:], before.rooms[shared:]
    if not here or not isinstance(here[0], Item):
        return False
    if there:
        return isinstance(there[0], Item) and there[0].group is here[0].group
    return shared > 0 and isinstance(before.rooms[-1], Item)


def _paragraph(block: Block) -> str:
    return written(block.runs)


def _heading(block: Block) -> str:
    runs = [Run(run.text, run.look._replace(strong=False)) for run in block.runs]
    words = _CLOSING.sub(r"\\\g<0>", written(runs).replace("\n", " "))
    return f"{'#' * int(block.kind[1])} {words}" if words else ""


def _pre(block: Block) -> str:
    text = "".join(run.text for run in block.runs).strip("\n")
    longest = max((len(each) for each in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _table(block: Block) -> str:
    width = max(map(len, block.rows))
    rows = [[cell.replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in block.rows]
    rows.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _rule(_: Block) -> str:
    return "---"


_WRITERS: dict[str, Callable[[Block], str]] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    "pre": _pre,
    "table": _table,
    "hr": _rule,
}
