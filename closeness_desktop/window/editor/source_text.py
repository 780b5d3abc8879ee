"""The exact text of an entry, kept beside a text widget that cannot keep it.

A Qt text document keeps every character but the ones that end a line: CR LF, CR, LF, U+2029, U+FDD0 and
U+FDD1 all become its one block separator (measured with Qt 6.11; `toPlainText` changes more, so nobody here
calls it). So the truth is this: the lines as the widget's blocks have them, and beside each line the
characters that really end it. An edit touches only the lines it touches; whatever it leaves alone stays.

No Qt in here. Lines and columns count from 0; columns are in code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_BREAK = re.compile("(\r\n|[\r\n\u2029\ufdd0\ufdd1])")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text: its lines, and what ends each of them but the last."""

    lines: tuple[str, ...] = ("",)
    ends: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Fragment:
        """Cut a text at everything that a widget shows as the end of a line."""
        parts = _BREAK.split(text)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    @property
    def text(self) -> str:
        """The text itself, every character of it."""
        return "".join(part for pair in zip(self.lines, (*self.ends, ""), strict=True) for part in pair)

    @property
    def view(self) -> str:
        """The text as a widget takes it: one LF between two lines."""
        return "\n".join(self.lines)

    def __add__(self, other: Fragment) -> Fragment:
        joined = (*self.lines[:-1], self.lines[-1] + other.lines[0], *other.lines[1:])
        return Fragment(joined, self.ends + other.ends)

    def cut(self, start: int, stop: int) -> Fragment:
        """The part between two offsets of `view`."""
        first = self.view.count("\n", 0, start)
        part = tuple(self.view[start:stop].split("\n"))
        return Fragment(part, self.ends[first : first + len(part) - 1])


@dataclass(frozen=True, slots=True)
class Edit:
    """At this place, `removed` gave way to `added`."""

    line: int
    column: int
    removed: Fragment
    added: Fragment

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.line, self.column, self.added, self.removed)

    @property
    def size(self) -> int:
        """About how many characters it holds."""
        return sum(map(len, (*self.removed.lines, *self.added.lines)))

    def end_of(self, fragment: Fragment) -> tuple[int, int]:
        """Line and column at which `fragment` ends when it lies at the place of this edit."""
        if len(fragment.lines) == 1:
            return self.line, self.column + len(fragment.lines[0])
        return self.line + len(fragment.lines) - 1, len(fragment.lines[-1])


class SourceText:
    """A text as lines and line ends, changed line by line."""

    def __init__(self, text: str = "") -> None:
        whole = Fragment.of(text)
        self._lines = list(whole.lines)
        self._ends = [*whole.ends, ""]
        self.version = 0
        """Grows with every edit."""
        self.new_end = "\r\n" if whole.ends[:1] == ("\r\n",) else "\n"
        """What ends a line that is typed or pasted: the text's own habit if that is CR LF."""

    @property
    def text(self) -> str:
        """The whole text. Costs as much as the text is long: not for every key."""
        return "".join(part for pair in zip(self._lines, self._ends, strict=True) for part in pair)

    @property
    def view(self) -> str:
        """The whole text as a widget takes it."""
        return "\n".join(self._lines)

    @property
    def line_count(self) -> int:
        """How many lines there are; an empty text has one."""
        return len(self._lines)

    def line(self, number: int) -> str:
        """One line, without its end."""
        return self._lines[number]

    def sync(self, first: int, count: int, now: Sequence[str], head: int, tail: int) -> Edit | None:
        """Take over what a widget says about the lines that an edit touched.

        `count` lines from `first` on are now the lines `now`, the first `head` and the last `tail` characters
        of which lie outside the edit. A widget may call more changed than was: what is the same at both
        ends of the named stretch is left alone, line ends included. Returns None when nothing changed.
        """
        before = self._fragment(first, count)
        after = "\n".join(now)
        stop = len(before.view) - tail
        removed, added = before.cut(head, stop), after[head : len(after) - tail]
        if removed.view == added:
            return None
        start = head
        if removed.view and added:
            same = _common_prefix(removed.view, added)
            start += same
            removed, added = removed.cut(same, len(removed.view)), added[same:]
            same = _common_prefix(removed.view[::-1], added[::-1])
            removed = removed.cut(0, len(removed.view) - same)
            added = added[: len(added) - same]
        lines = tuple(added.split("\n"))
        new = Fragment(lines, self._ends_for(removed, lines))
        skipped = before.view.count("\n", 0, start)
        column = start - (before.view.rfind("\n", 0, start) + 1)
        edit = Edit(first + skipped, column, removed, new)
        self.apply(edit)
        return edit

    def apply(self, edit: Edit) -> None:
        """Carry out an edit exactly, line ends included."""
        last, end = edit.end_of(edit.removed)
        head = Fragment((self._lines[edit.line][: edit.column],))
        tail = Fragment((self._lines[last][end:],))
        new = head + edit.added + tail
        self._lines[edit.line : last + 1] = new.lines
        self._ends[edit.line : last + 1] = [*new.ends, self._ends[last]]
        self.version += 1

    def towards(self, text: str) -> Edit | None:
        """The edit that makes this text another one, leaving alone what both share at the start and the end.

        It is not carried out. None when they are the same, to the character.
        """
        whole = Fragment.of(text)
        old, new = (
            list(zip(self._lines, self._ends, strict=True)),
            list(zip(whole.lines, (*whole.ends, ""), strict=True)),
        )
        if old == new:
            return None
        first = _same(old, new)
        after = _same(old[first:][::-1], new[first:][::-1])
        last_old, last_new = old[first : len(old) - after], new[first : len(new) - after]
        if after and (not last_old or not last_new or last_old[-1][1] != last_new[-1][1]):
            after -= 1  # an edit stops within a line, and leaves the end of that line alone
        removed = self._fragment(first, len(old) - after - first)
        added = Fragment(
            whole.lines[first : len(new) - after], tuple(end for _, end in new[first : len(new) - after - 1])
        )
        start = _common_prefix(removed.lines[0], added.lines[0])
        removed, added = removed.cut(start, len(removed.view)), added.cut(start, len(added.view))
        tail = _common_prefix(removed.lines[-1][::-1], added.lines[-1][::-1])
        removed, added = removed.cut(0, len(removed.view) - tail), added.cut(0, len(added.view) - tail)
        return Edit(first, start, removed, added)

    def changed(self, change: Callable[[str], str]) -> str:
        """The whole text with every line changed by a rule; what ends them stays."""
        return "".join(
            part for line, end in zip(self._lines, self._ends, strict=True) for part in (change(line), end)
        )

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset of `view`. Costs as much as there are lines."""
        for number, line in enumerate(self._lines):
            if offset <= len(line):
                return number, offset
            offset -= len(line) + 1
        return len(self._lines) - 1, len(self._lines[-1])

    def part(self, line: int, column: int, to_line: int, to_column: int) -> Fragment:
        """The text from one place to a later one."""
        whole = self._fragment(line, to_line - line + 1)
        return whole.cut(column, len(whole.view) - len(self._lines[to_line]) + to_column)

    def _fragment(self, first: int, count: int) -> Fragment:
        ends = self._ends[first : first + count - 1]
        return Fragment(tuple(self._lines[first : first + count]), tuple(ends))

    def _ends_for(self, removed: Fragment, lines: tuple[str, ...]) -> tuple[str, ...]:
        """Line ends for `lines`, which took the place of `removed`: a line that stayed keeps its own."""
        ends = [self.new_end] * (len(lines) - 1)
        if len(removed.ends) == len(ends):
            return removed.ends
        if set(removed.ends) - {self.new_end}:  # only then is it worth finding out which lines stayed
            matcher = SequenceMatcher(None, removed.lines[:-1], lines[:-1], autojunk=False)
            for old, new, size in matcher.get_matching_blocks():
                ends[new : new + size] = removed.ends[old : old + size]
        return tuple(ends)


def _same(one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> int:
    """How many items two sequences share at the start."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _common_prefix(one: str, other: str) -> int:
    """How many characters two texts share at the start; halving, so that long texts cost little."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
