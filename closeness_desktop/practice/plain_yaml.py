"""YAML read as what a person typed: groups, lists and texts, and nothing that means more than it shows.

Read from the parser's events, so that no scalar turns into a date, a number or an object, and what could
hide or multiply content is refused: keys that come twice, anchors and aliases, tags, merge keys, several
documents, signs that cannot be seen. A bound on bytes, on depth and on the number of parts keeps a hostile
file from costing time or memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from closeness_desktop.practice.mistakes import Mistake, PracticeFileError

MOST_BYTES = 256 * 1024
MOST_PARTS = 20_000
DEEPEST = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Path: TypeAlias = "tuple[str | int, ...]"

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
"""Signs that steer, hide or turn around a text instead of standing in it. Joiners and the marks that only
hint at a direction stay: some scripts need them."""

_TROUBLES = (
    ("mapping values are not allowed", "There is a colon too many. Put the text in quotes."),
    ("unexpected end of stream", "A quote or bracket is opened and never closed."),
    ("expected the node content", "Something stands where a text, a list or a group belongs."),
    ("did not find expected <document start>", "Something stands where a key belongs."),
    ("could not find expected ':'", "A key without a colon, or a text that is not indented."),
    ("did not find expected key", "This is not indented like its neighbours, or a quote is missing."),
    ("did not find expected '-' indicator", "This is not indented like the rest of its list."),
    ("did not find expected", "A comma, a quote or a bracket is missing."),
    ("block sequence entries are not allowed", "A dash stands where no list can begin."),
    ("block mapping", "This is not indented like its neighbours, or a quote is missing."),
    ("cannot start any token", "This sign cannot begin a text. Put the text in quotes."),
    ("escape", "There is no such sign after a backslash. Use single quotes."),
    ("version", "There is no room for instructions that begin with %."),
    ("directive", "There is no room for instructions that begin with %."),
    ("unicode", "A sign in it cannot be read."),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file says, and on which line each part of it begins (counted from 1)."""

    root: dict[str, Value]
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str | bytes, name: str) -> Tree:
    """Read one file. name: how mistakes call it. Raises PracticeFileError with the first mistake met."""
    plain = _decoded(text, name)
    try:
        return _Reader(name, plain).tree()
    except yaml.MarkedYAMLError as error:
        never_closed = "unexpected end of stream" in (error.problem or "")  # told where it was opened
        mark = (error.context_mark if never_closed else None) or error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        typed = "".join(plain.splitlines()[line - 1 : line])
        raise _refused(name, line, _in_plain_words(error.problem or "", typed)) from error
    except yaml.YAMLError as error:
        raise _refused(name, 1, "A sign in it cannot be read.") from error


def _decoded(text: str | bytes, name: str) -> str:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(raw) > MOST_BYTES:
        raise _refused(name, 1, f"The file is larger than {MOST_BYTES // 1024} KB.")
    if isinstance(text, bytes):
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise _refused(name, line, "This is no text in UTF-8.") from error
    if found := UNSEEN.search(text):
        raise _refused(name, text.count("\n", 0, found.start()) + 1, unseen(found[0]))
    if not text.strip():
        raise _refused(name, 1, "The file is empty.")
    return text


def unseen(sign: str) -> str:
    """The sentence about a sign of UNSEEN."""
    return f"There is a sign that cannot be seen (U+{ord(sign):04X})."


def printable(name: str) -> str:
    """The name of a file as it can stand in one line."""
    return UNSEEN.sub("�", name.replace("\n", "�").replace("\t", "�"))


def _in_plain_words(problem: str, line: str) -> str:
    """problem: as the parser has it. line: the one that it is on."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "A tab stands where spaces belong."
    for part, sentence in _TROUBLES:
        if part in problem:
            return sentence
    return "This cannot be read as YAML. Look at its indentation and quotes."


def _refused(name: str, line: int, sentence: str) -> PracticeFileError:
    return PracticeFileError([Mistake(name, f"line {line}", sentence, line)])


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._lines: dict[Path, int] = {}

    def tree(self) -> Tree:
        next(self._events)  # the stream begins
        start = next(self._events)
        if not isinstance(start, yaml.DocumentStartEvent):
            raise self._wrong(start, "There is nothing in the file.")
        if start.version or start.tags:
            raise self._wrong(start, "There is no room for instructions that begin with %.")
        first = next(self._events)
        if not isinstance(first, yaml.MappingStartEvent):
            raise self._wrong(first, "A file is made of keys, like “id: body-scan”.")
        root = self._value(first, ())
        next(self._events)  # the document ends
        last = next(self._events)
        if not isinstance(last, yaml.StreamEndEvent):
            raise self._wrong(last, "One file holds one practice; here a second one begins.")
        if not isinstance(root, dict):  # pragma: no cover  # it began as one
            raise self._wrong(first, "A file is made of keys, like “id: body-scan”.")
        return Tree(root, self._lines)

    def _value(self, event: yaml.Event, path: Path) -> Value:
        self._lines[path] = _line(event)
        if len(self._lines) > MOST_PARTS:
            raise self._wrong(event, f"The file has more than {MOST_PARTS} parts.")
        if len(path) > DEEPEST:
            raise self._wrong(event, "Things lie too deep within one another here.")
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:  # an alias has one too
            raise self._wrong(
                event, "Write it out: & and * are not used. A text with such a sign needs quotes."
            )
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            raise self._wrong(
                event, "The sign “!” is not used here. A text that begins with it needs quotes."
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        return self._group(path) if isinstance(event, yaml.MappingStartEvent) else self._list(path)

    def _text(self, event: yaml.ScalarEvent) -> str:
        """A text as typed; what was written with backslashes is looked at as well."""
        text: str = event.value
        if found := UNSEEN.search(text):
            raise self._wrong(event, unseen(found[0]))
        return text

    def _list(self, path: Path) -> list[Value]:
        found: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _group(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, (*path, "")) if isinstance(event, yaml.ScalarEvent) else None
            if not isinstance(key, str) or not key:
                raise self._wrong(event, "A key is one plain word.")
            if key == "<<":
                raise self._wrong(event, "Write it out: << is not used.")
            if key in found:
                raise self._wrong(event, f"“{key[:40]}” stands here twice.")
            line = _line(event)
            found[key] = self._value(next(self._events), (*path, key))
            self._lines[(*path, key)] = line
        self._lines.pop((*path, ""), None)
        return found

    def _wrong(self, event: yaml.Event, sentence: str) -> PracticeFileError:
        return _refused(self._name, _line(event), sentence)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
