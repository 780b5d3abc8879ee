"""What a text in a practice file may not hold: line breaks, addresses, paths, markup, signs unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from closeness_desktop.practice.plain_yaml import UNSEEN, Path, Value, unseen

LONGEST_TEXT = 600
IT = "{it}"

_ADDRESS = re.compile(
    r"\w+://|\bwww\.|\b(?:mailto|javascript|data|file|tel):\S|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE
)
_PATH = re.compile(r"\.\.[/\\]|[/\\]\.\.|(?:^|\s)[/~]\w*/|(?<!\w)[A-Za-z]:\\|\\\\")


def unfit(text: str) -> str:
    """One sentence about what cannot stand in any text; "" when it is well. `{it}` is not looked at."""
    if found := UNSEEN.search(text):
        return unseen(found[0])
    if "\n" in text or "\r" in text or "\t" in text:
        return "A text is one line. For a long one write “>-” and indent it; for two captions make two."
    if text != text.strip():
        return "A text neither begins nor ends with a space."
    if len(text) > LONGEST_TEXT:
        return f"A text is up to {LONGEST_TEXT} characters long; this one has {len(text)}."
    if _ADDRESS.search(text):
        return "There are no addresses in a practice."
    if _PATH.search(text):
        return "There are no paths to files in a practice."
    if "<" in text or ">" in text:
        return "The signs < and > are not used in a text."
    return ""


def braces(text: str, *, within_list: bool) -> str:
    """One sentence about braces that stand for nothing; "" when there are none."""
    left = text.replace(IT, "")
    if "{" in left or "}" in left:
        return f"The only thing in braces is {IT}."
    if IT in text and not within_list:
        return f"{IT} means something only in a loop with “over”."
    return ""


def texts(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text within a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts(part, (*path, number))
    else:
        for key, part in value.items():
            yield from texts(part, (*path, key))
