"""A page from the clipboard as Markdown: paragraphs, headings, lists, quotes, code and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from closeness_desktop.window.pasting.inline import Look, Run, written
from closeness_desktop.window.pasting.layout import Block, Item, Quote, Room, lines_of
from closeness_desktop.window.pasting.tokens import Tag, read

_BLOCKS = frozenset(
    {"address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "header", "hr", "html", "main", "nav", "p", "section"}
    | {"summary", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "li", "table", "tr"}
)
_LOOKS = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "s": "struck",
    "strike": "struck", "del": "struck", "code": "code", "tt": "code", "kbd": "code", "samp": "code",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LEVEL = re.compile(r"h[1-6]")
_NUMBERED = re.compile(r"\(?\w{1,4}[.)]")


@dataclass
class _List:
    ordered: bool
    number: int = 1
    last: Item | None = None


@dataclass(frozen=True)
class Converted:
    """text: Markdown. is_rich: it says more than the words alone. pictures: data: addresses, in order."""

    text: str
    is_rich: bool
    pictures: tuple[str, ...] = ()


def to_markdown(html: str) -> Converted:
    """What a page says, as Markdown. Nothing in it is fetched; a picture is named by its words."""
    page = _Page()
    for part in read(html):
        if isinstance(part, str):
            page.words(part)
        elif part.ends:
            page.end(part)
        else:
            page.begin(part)
    return page.done()


class _Page:
    """Follows the tags, and collects blocks of words with their looks."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Look]] = []
        self._look = Look()
        self._rooms: list[Room] = []
        self._lists: list[_List] = []
        self._blocks: list[Block] = []
        self._block: Block | None = None
        self._kind = "p"
        self._table: list[list[list[Run]]] | None = None
        self._tables = 0
        self._ignored = 0
        self._pictures: list[str] = []
        self._is_rich = False

    # --- tags ---

    def begin(self, tag: Tag) -> None:
        """A tag opens."""
        name = tag.name
        if name == "br":
            self._add("\n")
        elif name == "img":
            self._picture(tag)
        elif name == "input" and tag.attributes.get("type", "").lower() == "checkbox":
            self._is_rich = True
            self._run(Run("[x] " if "checked" in tag.attributes else "[ ] ", Look(raw=True)))
        elif name == "hr":
            self._close_block()
            self._blocks.append(Block(tuple(self._rooms), "hr"))
            self._is_rich = True
        elif name not in ("input", "meta", "link", "wbr", "col"):
            self._begin_element(tag)

    def _begin_element(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self._close_block()
        if name == "p" and self._open and self._open[-1][0] == "p":
            self._pop("p")
        if name == "li":
            self._end_item()
        self._open.append((name, self._look))
        self._look = self._dressed(tag)
        if tag.style("mso-list") == "ignore":
            self._begin_mark_of_word()
        elif _LEVEL.fullmatch(name) or name == "pre":
            self._kind = name
        elif name == "blockquote":
            self._rooms.append(Quote())
            self._is_rich = True
        elif name in ("ul", "ol"):
            self._begin_list(tag)
        elif name == "li":
            self._begin_item()
        else:
            self._begin_of_table(name)

    def _begin_of_table(self, name: str) -> None:
        """A table, a row or a cell; what stands in a cell, a table too, is words of that cell."""
        if name == "table":
            self._tables += 1
            if self._tables == 1:
                self._table = []
        elif self._table is not None and self._tables == 1 and name in ("tr", "td", "th"):
            if name == "tr" or not self._table:
                self._table.append([])
            if name != "tr":
                self._table[-1].append([])

    def end(self, tag: Tag) -> None:
        """A tag closes, and what was left open within it; one that never opened counts for nothing."""
        name = tag.name
        if name in _BLOCKS:
            self._close_block()
        if any(each == name for each, _ in self._open):
            self._pop(name)

    def _pop(self, name: str) -> None:
        while self._open:
            each, self._look = self._open.pop()
            self._leave(each)
            if each == name:
                return

    def _leave(self, name: str) -> None:
        if name in _BLOCKS:
            self._close_block()
        if _LEVEL.fullmatch(name) or name == "pre":
            self._kind = "p"
        elif name == "blockquote":
            self._leave_room(Quote)
        elif name in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._leave_room(Item, only_borrowed=True)
        elif name == "li":
            self._leave_room(Item)
        elif name == "table":
            self._tables -= 1
            if self._tables == 0:
                self._end_table()

    def _leave_room(self, kind: type[Room], *, only_borrowed: bool = False) -> None:
        """Leave the innermost room if it is of a kind. borrowed: an item whose own tag has closed."""
        if self._rooms and isinstance(self._rooms[-1], kind):
            room = self._rooms[-1]
            if not only_borrowed or (isinstance(room, Item) and room.mark and id(room) in self._borrowed()):
                self._rooms.pop()

    def _borrowed(self) -> set[int]:
        """Items that appear as a room although their own tag has closed."""
        opened = sum(1 for name, _ in self._open if name == "li")
        items = [room for room in self._rooms if isinstance(room, Item)]
        return {id(room) for room in items[opened:]}

    def _dressed(self, tag: Tag) -> Look:
        look = self._look
        if tag.name in _LOOKS:
            named: dict[str, Any] = {_LOOKS[tag.name]: True}
            look = look._replace(**named)
        if tag.name == "a":
            look = look._replace(href=tag.attributes.get("href", "").strip())
        weight = tag.style("font-weight")
        if weight:
            heavy = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
            look = look._replace(strong=heavy)
        slant = tag.style("font-style")
        if slant:
            look = look._replace(emphasis=slant in ("italic", "oblique"))
        if "line-through" in tag.style("text-decoration(?:-line)?"):
            look = look._replace(struck=True)
        return look

    # --- lists ---

    def _begin_list(self, tag: Tag) -> None:
        parent = self._lists[-1].last if self._lists else None
        if parent is not None and not self._in_item():
            self._rooms.append(parent)  # a list right in a list: it belongs to the item before
        start = tag.attributes.get("start", "")
        self._lists.append(_List(tag.name == "ol", int(start) if start.isdecimal() and len(start) < 9 else 1))
        self._is_rich = True

    def _in_item(self) -> bool:
        inner = next((name for name, _ in reversed(self._open[:-1]) if name in ("li", "ul", "ol")), "")
        return inner == "li"

    def _begin_item(self) -> None:
        if not self._lists:
            self._lists.append(_List(ordered=False))
        held = self._lists[-1]
        held.last = Item(held, f"{held.number}." if held.ordered else "-")
        held.number += 1
        self._rooms.append(held.last)
        self._is_rich = True

    def _end_item(self) -> None:
        """An item begins where one was left open."""
        inner = next((name for name, _ in reversed(self._open) if name in ("li", "ul", "ol")), "")
        if inner == "li":
            self._pop("li")

    def _begin_mark_of_word(self) -> None:
        """A word processor writes the mark of an item as words."""
        self._ignored = len(self._open)

    # --- words ---

    def words(self, text: str) -> None:
        """Words between tags."""
        if self._ignored:
            if len(self._open) >= self._ignored:
                self._mark_of_word(text)
                return
            self._ignored = 0
        if self._kind == "pre":
            self._run(Run(text.replace("\r\n", "\n"), self._look))
            return
        if not text.strip(" \t\r\n\f\u00a0"):
            text = " "
        self._add(_SPACE.sub(" ", text))

    def _mark_of_word(self, text: str) -> None:
        mark = text.strip()
        if mark and self._block is None:
            last = self._blocks[-1].rooms if self._blocks else ()
            before = last[-1] if last and isinstance(last[-1], Item) else None
            group = before.group if before is not None else object()
            numbered = mark if mark[:1].isdigit() and _NUMBERED.fullmatch(mark) else "-"
            self._block = Block((*self._rooms, Item(group, numbered)), self._kind)
            self._is_rich = True

    def _picture(self, tag: Tag) -> None:
        """What a picture is called, as a link to where it lies; the picture itself stays there."""
        address, words = tag.attributes.get("src", ""), tag.attributes.get("alt", "").strip()
        if address.startswith("data:image/"):
            self._pictures.append(address)
        elif words:
            self._run(Run(words, self._look._replace(href=self._look.href or address)))

    def _add(self, text: str) -> None:
        """Words of a paragraph: no space at the start of a line, and never two in a row."""
        runs = self._runs()
        last = next((run.text for run in reversed(runs) if run.text), "\n")
        if last[-1] in " \n":
            text = text.lstrip(" ")
        if text:
            self._run(Run(text, self._look))

    def _run(self, run: Run) -> None:
        if run.text.strip():
            look = run.look
            self._is_rich |= look.strong or look.emphasis or look.struck or look.code
            self._is_rich |= bool(look.href) and run.text.strip() != look.href
        self._runs().append(run)

    def _runs(self) -> list[Run]:
        """Where words go now."""
        if self._table:
            if not self._table[-1]:
                return []
            return self._table[-1][-1]
        if self._block is None:
            self._block = Block(tuple(self._rooms), self._kind)
        return self._block.runs

    def _close_block(self) -> None:
        if self._table:
            if self._table[-1] and self._table[-1][-1]:
                self._table[-1][-1].append(Run(" "))
            return
        block, self._block = self._block, None
        if block is not None and "".join(run.text for run in block.runs).strip():
            self._is_rich |= block.kind != "p"
            self._blocks.append(block)

    def _end_table(self) -> None:
        table, self._table = self._table or [], None
        rows = [[written(cell).replace("\n", " ") for cell in row] for row in table]
        rows = [row for row in rows if any(row)]
        if not rows:
            return
        if max(map(len, rows)) > 1:
            self._is_rich = True
            self._blocks.append(Block(tuple(self._rooms), "table", rows=rows))
            return
        for row, cells in zip(rows, (row for row in table if row), strict=False):
            if row:
                self._blocks.append(Block(tuple(self._rooms), runs=list(cells[0])))

    # --- the whole ---

    def done(self) -> Converted:
        """All of it, when the page is read to its end."""
        self._close_block()
        if self._tables:
            self._tables = 0
            self._end_table()
        return Converted("\n".join(lines_of(self._blocks)), self._is_rich, tuple(self._pictures))
