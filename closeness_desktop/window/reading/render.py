"""Markdown source as HTML of our own making, which a QTextDocument (or a printer) can show safely. No Qt.

Raw HTML in a text is shown as the words it is. A picture is only ever one of the journal's attachments; what
points elsewhere becomes a link with its words. A link keeps its address only where it leads to the web, to a
mailbox or to an attachment. Line ends that were typed are line ends that are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from closeness_desktop.journal.text import inline_names
from closeness_desktop.window.editor.source_text import Fragment

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

ATTACHMENT = "attachment:"
"""How the address of a piece of the journal begins; its id follows."""

BOX = "box:"
"""How the address of a checkbox begins; the number of its line follows, counted from 0 as the editor does."""

BOX_EMPTY, BOX_TICKED = "box:empty", "box:ticked"
"""What the picture of a checkbox is called."""

Size = tuple[int, int]
Sizes = Callable[[str], Size | None]
"""Width and height at which a picture is shown, given its id; None where the journal has no such picture."""

_OPENED = ("http:", "https:", "mailto:")
_DEEPEST = 100
"""Quotes and lists within each other; what lies deeper is not read on."""

_BRACKETS = 2_000
"""A paragraph with more of them holds no links: to look for their ends costs the square of their number."""

_TASK = re.compile(r"\[([ xX])\](?=\s|$)\s?")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>]*[^\s<>.,;:!?'\"”’)\]*_~]", re.IGNORECASE)
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


def to_html(source: str, *, sizes: Sizes | None = None, boxes: bool = False) -> str:
    """The body of a page, without <html> around it.

    sizes: asked for each picture, so that a page can be laid out before its pictures are decoded; without it
    they are as large as they are. boxes: make links of the checkboxes, to be ticked.
    """
    rendered: str = _parser().render(Fragment.of(source).view, {"sizes": sizes, "boxes": boxes})
    return rendered.replace("\n<", "<").rstrip(
        "\n"
    )  # where white space counts, Qt would show these line ends


def attachment_id(address: str) -> str | None:
    """The id in "attachment:ID"; None for another address."""
    id = address.removeprefix(ATTACHMENT)
    return id if id != address and _ID.fullmatch(id) else None


def opens(address: str) -> bool:
    """Whether a link may lead there. Nothing that a text says opens a file or a program of this computer."""
    if address.startswith(ATTACHMENT):
        return attachment_id(address) is not None
    return address.lower().startswith(_OPENED)


@cache
def _parser() -> MarkdownIt:
    """The parser; loaded when something is read first."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": _DEEPEST})
    made.enable(["table", "strikethrough"])
    made.validateLink = opens  # type: ignore[method-assign, assignment]
    made.core.ruler.before("inline", "brackets", _spare_brackets)
    made.core.ruler.push("addresses", _link_addresses)
    made.core.ruler.push("tasks", _mark_tasks)
    for name, rule in (
        ("text", _text),
        ("image", _image),
        ("link_open", _link),
        ("softbreak", _break),
        ("hardbreak", _break),
        ("fence", _code),
        ("code_block", _code),
        ("table_open", _table),
        ("th_open", _cell),
        ("td_open", _cell),
        ("task", _task),
    ):
        made.add_render_rule(name, rule)
    return made


# --- what the parser does not know ---


def _spare_brackets(state: StateCore) -> None:
    """Take the meaning from brackets where there are too many."""
    for block in state.tokens:
        if block.type == "inline" and block.content.count("[") > _BRACKETS:
            block.content = block.content.replace("[", "\\[")


def _link_addresses(state: StateCore) -> None:
    """Make links of web addresses that stand in the text as they are."""
    for block in state.tokens:
        if block.type != "inline" or block.children is None or "://" not in block.content:
            continue
        made: list[Token] = []
        depth = 0
        for token in block.children:
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            made.extend(_with_links(token) if token.type == "text" and depth == 0 else (token,))
        block.children = made


def _with_links(token: Token) -> list[Token]:
    from markdown_it.token import Token

    made: list[Token] = []
    text, place = token.content, 0
    for found in _ADDRESS.finditer(text):
        start = Token("link_open", "a", 1, attrs={"href": found[0]})
        words = (text[place : found.start()], found[0])
        before, inside = (Token("text", "", 0, content=each, level=token.level) for each in words)
        made += [before, start, inside, Token("link_close", "a", -1)]
        place = found.end()
    return [*made, Token("text", "", 0, content=text[place:], level=token.level)] if made else [token]


def _mark_tasks(state: StateCore) -> None:
    """Put a checkbox where an item of a list begins with [ ] or [x].

    A list that mixes these with other items becomes several, since it is lists that have bullets or none.
    """
    from markdown_it.token import Token

    tokens = state.tokens
    lists: list[tuple[Token, list[bool], list[int]]] = []
    turns: list[int] = []  # items that are of the other kind than the one before
    for number, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append((token, [], []))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            opened, tasks, items = lists.pop()
            if all(tasks) or (opened.type == "bullet_list_open" and tasks[0]):
                opened.attrSet("class", "tasks")
            if opened.type == "bullet_list_open":
                turns += [
                    item
                    for item, one, before in zip(items[1:], tasks[1:], tasks, strict=False)
                    if one != before
                ]
        elif token.type == "list_item_open":
            inline = tokens[number + 2] if number + 2 < len(tokens) else token
            children = inline.children if inline.type == "inline" else None
            found = None
            if children and tokens[number + 1].type == "paragraph_open" and children[0].type == "text":
                found = _TASK.match(children[0].content)
            lists[-1][1].append(found is not None)
            lists[-1][2].append(number)
            if found is not None and children is not None and token.map is not None:
                children[0].content = children[0].content[found.end() :]
                meta = {"line": token.map[0], "ticked": found[1] != " "}
                children.insert(0, Token("task", "", 0, meta=meta))
                token.attrSet("class", "task")
    for item in sorted(turns, reverse=True):
        level = tokens[item].level - 1
        opened = Token("bullet_list_open", "ul", 1, level=level, block=True)
        if tokens[item].attrGet("class") == "task":
            opened.attrSet("class", "tasks")
        tokens[item:item] = [Token("bullet_list_close", "ul", -1, level=level, block=True), opened]


# --- how each thing is written ---

Tokens = Sequence["Token"]


def _text(_: RendererHTML, tokens: Tokens, number: int, _options: Any, _env: Any) -> str:
    """Words, with the #tags and @people among them told apart."""
    text = tokens[number].content
    if "#" not in text and "@" not in text:
        return escape(text)
    parts, place = [], 0
    for name in inline_names(text):
        parts.append(escape(text[place : name.start]))
        parts.append(f'<span class="{name.kind}">{escape(text[name.start : name.end])}</span>')
        place = name.end
    return "".join([*parts, escape(text[place:])])


def _image(renderer: RendererHTML, tokens: Tokens, number: int, options: Any, env: Any) -> str:
    """A picture of the journal; what lies elsewhere is not fetched, only named."""
    token = tokens[number]
    address = str(token.attrGet("src") or "")
    words = renderer.renderInlineAsText(token.children, options, env) if token.children else ""
    id = attachment_id(address)
    if id is None:
        return f"{_anchor(address)}{escape(words or address)}</a>"
    sizes: Sizes | None = env.get("sizes")
    if sizes is None:
        return f'<img src="{ATTACHMENT}{id}">'
    size = sizes(id)
    if size is None:
        return f'<a href="{ATTACHMENT}{id}">{escape(words or "attachment")}</a>'
    picture = f'<img src="{ATTACHMENT}{id}" width="{size[0]}" height="{size[1]}">'
    return f'<a href="{ATTACHMENT}{id}">{picture}</a>'


def _link(_: RendererHTML, tokens: Tokens, number: int, _options: Any, _env: Any) -> str:
    return _anchor(str(tokens[number].attrGet("href") or ""))


def _anchor(address: str) -> str:
    return f'<a href="{escape(address)}">' if opens(address) else "<a>"  # [words]() leads nowhere


def _break(_: RendererHTML, _tokens: Tokens, _number: int, _options: Any, _env: Any) -> str:
    return "<br>"


def _code(_: RendererHTML, tokens: Tokens, number: int, _options: Any, _env: Any) -> str:
    return f"<pre>{escape(tokens[number].content.removesuffix(chr(10)))}</pre>\n"


def _table(_: RendererHTML, _tokens: Tokens, _number: int, _options: Any, _env: Any) -> str:
    return '<table cellspacing="0" cellpadding="6">\n'


def _cell(_: RendererHTML, tokens: Tokens, number: int, _options: Any, _env: Any) -> str:
    """A cell; where its words stand is said as an attribute, for with a style Qt forgets the stylesheet."""
    side = str(tokens[number].attrGet("style") or "").removeprefix("text-align:")
    return f'<{tokens[number].tag} align="{side or "left"}">'


def _task(_: RendererHTML, tokens: Tokens, number: int, _options: Any, env: Any) -> str:
    meta = tokens[number].meta
    box = f'<img src="{BOX_TICKED if meta["ticked"] else BOX_EMPTY}">'
    if env.get("boxes"):
        box = f'<a href="{BOX}{meta["line"]}">{box}</a>'
    return f"{box}&nbsp;"
