"""Words with their looks, written as Markdown: what could be read as a mark is escaped, every mark closed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple


class Look(NamedTuple):
    """How words look. href: where they lead. raw: to be written as they are (a checkbox)."""

    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    href: str = ""
    raw: bool = False


_PLAIN = Look()


class Run(NamedTuple):
    """Words that look the same."""

    text: str
    look: Look = _PLAIN


_ESCAPED = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|$)          # a backslash that would make something of what follows
    | `
    | \*(?!\s) | (?<!\s)(?<!^)\*     # a star beside a word
    | (?<!\w)_ | _(?!\w)
    | ~(?=~) | (?<=~)~
    | \](?=[(\[:]) | \[(?=\^)
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)
    """,
    re.VERBOSE,
)
_AT_START = re.compile(r"#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+\s*$|(?:[-*_]\s*){3,}$|--\s*$|~{3,}|[|:-][\s|:-]*$")
_NUMBER_AT_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_BRACKET = re.compile(r"(\\.)|[\[\]]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\\]")
_ADDRESS = re.compile(r"https?://|mailto:", re.IGNORECASE)


def written(runs: Sequence[Run]) -> str:
    """One paragraph. Line ends stay line ends; spaces at the ends of lines go."""
    text = _group(
        _tidied(runs), "", "", (_Links(), _Marked("struck", "~~"), _Marked("strong", "**"), _Emphasis())
    )
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "\n".join(escaped_start(line) for line in lines).strip("\n")


def escaped_start(line: str) -> str:
    """A line whose beginning makes no heading, list, quote or rule of it."""
    if _AT_START.match(line):
        return f"\\{line}"
    if found := _NUMBER_AT_START.match(line):
        return f"{found[1]}\\{line[found.end(1) :]}"
    return line


def plain(runs: Sequence[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def _tidied(runs: Sequence[Run]) -> list[Run]:
    """What looks the same is one; spaces at the ends of looks have none themselves."""
    made: list[Run] = []
    for look, same in groupby(runs, attrgetter("look")):
        text = "".join(run.text for run in same)
        body = text.strip()
        if look.code or look.raw or not body:
            made.append(Run(text, look if body else Look()))
            continue
        start = text.index(body[0])
        parts = (Run(text[:start]), Run(body, look), Run(text[start + len(body) :]))
        made.extend(part for part in parts if part.text)
    return _joined_over_spaces(made)


def _joined_over_spaces(runs: list[Run]) -> list[Run]:
    """ "**one** **two**" is "**one two**": a space between two of the same looks takes them on."""
    looks = [run.look for run in runs]
    for number in range(1, len(runs) - 1):
        before, after = looks[number - 1], looks[number + 1]
        is_gap = not runs[number].text.strip() and "\n" not in runs[number].text
        if is_gap and before == after and not (before.code or before.raw):
            looks[number] = before
    seen = zip((run.text for run in runs), looks, strict=True)
    return [Run("".join(text for text, _ in same), look) for look, same in groupby(seen, itemgetter(1))]


class _Marked:
    """Puts a mark around runs that have one of the looks."""

    def __init__(self, look: str, mark: str) -> None:
        self._look, self._mark = look, mark

    def key(self, run: Run) -> str:
        """What runs must share to stand in one pair of marks; "" for none."""
        return self._mark if getattr(run.look, self._look) and not run.look.raw else ""

    def wrap(self, inside: str, key: str, before: str, after: str) -> str:
        """The words within the marks, unless marks would not be read as such there."""
        return f"{key}{inside}{key}" if _opens(key, before, inside, after) else inside


class _Emphasis(_Marked):
    def __init__(self) -> None:
        super().__init__("emphasis", "*")

    def wrap(self, inside: str, key: str, before: str, after: str) -> str:
        """With stars; beside other stars with underscores."""
        if "*" not in (before[-1:], after[:1], inside[:1], inside[-1:]):
            return super().wrap(inside, key, before, after)
        alone = not (before[-1:].isalnum() or after[:1].isalnum())
        return super().wrap(inside, "_", before, after) if alone else inside


class _Links:
    def key(self, run: Run) -> str:
        """The address."""
        return run.look.href if _ADDRESS.match(run.look.href) else ""

    def wrap(self, inside: str, key: str, before: str, after: str) -> str:
        """A link; an address that is its own words stands alone."""
        address = _UNSAFE_IN_ADDRESS.sub(
            lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), key
        )
        if not inside.strip():
            return inside
        if inside.replace("\\", "") in (key, key.removeprefix("mailto:")) and address == key:
            return key
        words = _BRACKET.sub(lambda found: found[1] or f"\\{found[0]}", inside.replace("\n", " "))
        return f"[{words}]({address})"


_Wrapper = _Marked | _Links


def _quoted(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


_WRAPPERS: tuple[_Wrapper, ...] = (_Links(), _Marked("struck", "~~"), _Marked("strong", "**"), _Emphasis())


def _group(runs: Sequence[Run], before: str, after: str, wrappers: Sequence[_Wrapper]) -> str:
    """Runs as text, what they share in common marks, from the outermost wrapper to the innermost."""
    if not wrappers:
        return "".join(_words(run) for run in runs)
    first, rest = wrappers[0], wrappers[1:]
    groups = [(key, list(each)) for key, each in groupby(runs, first.key)]
    made = ""
    for number, (key, each) in enumerate(groups):
        following = plain(groups[number + 1][1])[:1] if number + 1 < len(groups) else after
        if number + 1 < len(groups) and groups[number + 1][0] and not isinstance(first, _Links):
            following = groups[number + 1][0]
        leading = made or before
        edges = ("[", "]") if isinstance(first, _Links) else (key, key)
        inside = _group(each, *(edges if key else (leading, following)), rest)
        made += first.wrap(inside, key, leading, following) if key else inside
    return made


def _words(run: Run) -> str:
    if run.look.raw:
        return run.text
    if run.look.code:
        return _code(run.text)
    return _ESCAPED.sub(lambda found: f"\\{found[0]}", run.text)


def _code(text: str) -> str:
    text = " ".join(text.split("\n"))
    if not text.strip():
        return text
    longest = max((len(each) for each in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _opens(mark: str, before: str, inside: str, after: str) -> bool:
    """Whether a pair of marks would be read as a pair (CommonMark's left- and right-flanking runs)."""
    if not inside.strip() or inside != inside.strip() or mark[0] in (before[-1:], after[:1]):
        return False
    if mark[0] in (inside[0], inside[-1]):
        return False
    first, last = inside[0], inside[-1]
    opens = not _is_mark(first) or not before or _is_mark(before[-1]) or before[-1].isspace()
    closes = not _is_mark(last) or not after or _is_mark(after[0]) or after[0].isspace()
    return opens and closes


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
