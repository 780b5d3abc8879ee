"""From plain groups and lists to the types of `format`, one mistake for each step that does not fit.

msgspec judges; its types are also asked what would have been right, so that the sentence can say it.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, ValidationError

from closeness_desktop.practice.format import (
    Bell,
    Breathe,
    Choose,
    Loop,
    PersonStep,
    Practice,
    Programme,
    Prompt,
    Say,
    Scale,
    Silence,
    Tag,
    Turn,
)
from closeness_desktop.practice.mistakes import Mistake, PracticeFileError
from closeness_desktop.practice.plain_yaml import Path, Tree, Value

File = TypeVar("File", Practice, Programme)

KINDS: dict[str, type[Struct]] = {
    "say": Say, "silence": Silence, "bell": Bell, "breathe": Breathe, "prompt": Prompt, "scale": Scale,
    "choose": Choose, "tag": Tag, "person": PersonStep, "turn": Turn, "loop": Loop,
}  # fmt: skip
MOST_MISTAKES = 100
"""As many are told of one file; nobody mends more at once."""

_STAND_IN = {"kind": "bell", "id": "bell"}
"""Put in the place of a loop's steps while the loop itself is looked at."""


def decode(tree: Tree, kind: type[File], name: str) -> File:
    """The file as a `kind`. Raises PracticeFileError with everything that does not fit."""
    try:
        return msgspec.convert(tree.root, kind, strict=False)
    except ValidationError as error:
        found = list(itertools.islice(_Judge(tree, name).file(kind), MOST_MISTAKES))
        if not found:
            found = [Mistake(name, "line 1", "Something in it does not fit.", 1)]
        raise PracticeFileError(found) from error


def place(path: Path, root: Value) -> str:
    """A path as a person reads it, with steps, options, lists and days by their ids."""
    parts: list[str] = []
    value: Value | None = root
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
            parts.append(step if len(step) <= 40 else f"{step[:40]}…")
            continue
        value = value[step] if isinstance(value, list) and step < len(value) else None
        ident = value.get("id") if isinstance(value, dict) else None
        if isinstance(ident, str) and ident:
            parts.append(ident[:40])
        elif parts:
            parts[-1] = f"{parts[-1]} {step + 1}"
    if len(parts) > 1:  # "steps / rounds / hard": the word comes once
        parts = [parts[0], *(part for part in parts[1:] if part != "steps")]
    return " / ".join(parts)


class _Judge:
    def __init__(self, tree: Tree, name: str) -> None:
        self._tree, self._name = tree, name

    def file(self, kind: type[Struct]) -> Iterator[Mistake]:
        root = self._tree.root
        given, expected = root.get("format"), _format_of(kind)
        if given != expected:
            word = given if isinstance(given, str) else ""
            yield self._mistake(("format",), _about_format(word, expected))
            if word:
                return
        known = [field.encode_name for field in msgspec.structs.fields(kind)]
        for key in root:
            if key not in known:
                yield self._mistake((key,), _unknown(key, known))
        for field in msgspec.structs.fields(kind):
            key = field.encode_name
            if key == "format":
                continue
            if key not in root:
                if field.required:
                    yield self._mistake((), f"“{key}” is missing.")
            elif key == "steps":
                yield from self._steps(root[key], (key,))
            elif key in ("lists", "days"):
                yield from self._one_by_one(root[key], field.type, (key,))
            else:
                yield from self._fits(root[key], field.type, (key,))

    def _one_by_one(self, value: Value, kind: Any, path: Path) -> Iterator[Mistake]:
        """A list or a group of which each part is looked at alone; if all fit, the whole."""
        wanted = msgspec.inspect.type_info(kind)
        found: list[Mistake] = []
        if isinstance(value, list) and isinstance(wanted, msgspec.inspect.VarTupleType):
            inner = kind.__origin__.__args__[0] if hasattr(kind, "__metadata__") else kind.__args__[0]
            for number, part in enumerate(value):
                found += self._fits(part, inner, (*path, number))
        elif isinstance(value, dict) and isinstance(wanted, msgspec.inspect.DictType):
            for key, part in value.items():
                found += self._fits({key: part}, kind, path, deeper=(key,))
        yield from found or self._fits(value, kind, path)

    def _steps(self, value: Value, path: Path) -> Iterator[Mistake]:
        if not isinstance(value, list):
            yield self._mistake(path, "Steps are a list, each with a dash.")
            return
        for number, step in enumerate(value):
            yield from self._step(step, (*path, number))
        if path == ("steps",) and len(value) > 100:
            yield self._mistake(path, "There are more than 100 steps.")

    def _step(self, value: Value, path: Path) -> Iterator[Mistake]:
        if not isinstance(value, dict):
            yield self._mistake(path, "A step is a group of keys that begins with its id.")
            return
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            yield self._mistake(path, _about_kind(kind))
            return
        inner = value.get("steps") if kind == "loop" else None
        shell = {**value, "steps": [_STAND_IN] * len(inner)} if isinstance(inner, list) else value
        yield from self._fits(shell, KINDS[kind], path)
        if isinstance(inner, list):
            yield from self._steps(inner, (*path, "steps"))

    def _fits(self, value: Any, kind: Any, path: Path, deeper: Path = ()) -> Iterator[Mistake]:
        """The first mistake of a part, if there is one. deeper: where its inner path begins."""
        try:
            msgspec.convert(value, kind, strict=False)
        except ValidationError as error:
            wanted = msgspec.inspect.type_info(kind)
            message, inner = _taken_apart(str(error), deeper)
            if deeper and "`key`" in str(error) and isinstance(wanted, msgspec.inspect.DictType):
                sentence = f"“{str(deeper[0])[:40]}” is not {_described(wanted.key_type)}."
            else:
                sentence, inner = _sentence(message, inner, wanted, value, path)
            yield self._mistake((*path, *inner), sentence)

    def _mistake(self, path: Path, sentence: str) -> Mistake:
        line = self._tree.line(path)
        return Mistake(self._name, place(path, self._tree.root) or f"line {line}", sentence, line)


# ---------------------------------------------------------------------- what msgspec said, in plain words

_PART = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
_NAMED = re.compile(r"Object (?P<what>missing required|contains unknown) field `(?P<key>.*)`", re.DOTALL)


def _taken_apart(text: str, deeper: Path) -> tuple[str, Path]:
    message, _, rest = text.partition(" - at `")
    path: list[str | int] = []
    for name, number in _PART.findall(rest.partition("`")[0]):
        path.append(name or (int(number) if number.isdigit() else (deeper[0] if deeper else 0)))
    return message, tuple(path)


def _sentence(message: str, path: Path, kind: Any, value: Any, within: Path) -> tuple[str, Path]:
    """One plain sentence, and the path that it is about. within: the path that `path` goes on from."""
    for step in path:
        kind, value = _inside(kind, value, step)
    if named := _NAMED.fullmatch(message):
        key = named["key"]
        if named["what"] == "missing required":
            return f"“{key}” is missing.", path
        known = [field.encode_name for field in kind.fields] if hasattr(kind, "fields") else []
        return _unknown(key, known), (*path, key)
    whole = (*within, *path)
    word = f"“{whole[-1]}”" if whole and isinstance(whole[-1], str) else "This"
    said = f", not “{value[:40]}{'…' if len(value) > 40 else ''}”" if isinstance(value, str) and value else ""
    if isinstance(value, str) and len(value) > 40 and isinstance(kind, msgspec.inspect.StrType):
        said = f"; this one has {len(value)}"
    return f"{word} is {_described(kind)}{said}.", path


def _inside(kind: Any, value: Any, step: str | int) -> tuple[Any, Any]:
    kind = _chosen(kind)
    if isinstance(step, int):
        inner = getattr(kind, "item_type", None)
        return inner, value[step] if isinstance(value, list) and step < len(value) else None
    got = value.get(step) if isinstance(value, dict) else None
    if isinstance(kind, msgspec.inspect.DictType):
        return kind.value_type, got
    for field in getattr(kind, "fields", ()):
        if field.encode_name == step:
            return _chosen(field.type), got
    return None, got


def _chosen(kind: Any) -> Any:
    """A type without “or nothing”."""
    if isinstance(kind, msgspec.inspect.UnionType):
        nothing = (msgspec.inspect.NoneType, msgspec.inspect.CustomType)
        rest = [one for one in kind.types if not isinstance(one, nothing)]
        return rest[0] if len(rest) == 1 else kind
    return kind


def _described(kind: Any) -> str:  # one line for each type
    look = msgspec.inspect
    kind = _chosen(kind)
    if isinstance(kind, look.LiteralType):
        return "one of " + ", ".join(map(str, kind.values)) if len(kind.values) > 1 else f"“{kind.values[0]}”"
    if isinstance(kind, look.BoolType):
        return "true or false"
    if isinstance(kind, look.IntType):
        return f"a whole number{_bounds(kind)}"
    if isinstance(kind, look.FloatType):
        return f"a number{_bounds(kind)}"
    if isinstance(kind, look.StrType):
        if kind.pattern and kind.pattern.startswith(r"\A[a-z][a-z0-9]*(-"):
            return (
                "written in small letters, digits and single hyphens, like “let-it-be” (up to 40 characters)"
            )
        if kind.pattern:
            return "a language code, like “en”"
        return f"a text of up to {kind.max_length} characters" if kind.max_length else "a text"
    if isinstance(kind, look.VarTupleType):
        least = kind.min_length or 0
        most = f"{least} to {kind.max_length}" if least else f"up to {kind.max_length}"
        return (
            f"a list of {most} parts, each with a dash"
            if kind.max_length
            else "a list, each part with a dash"
        )
    if isinstance(kind, look.StructType):
        return "a group of keys: " + ", ".join(field.encode_name for field in kind.fields)
    return "a group of keys" if isinstance(kind, look.DictType) else "something else"


def _bounds(kind: Any) -> str:
    least = kind.ge if kind.ge is not None else kind.gt
    if least is None or kind.le is None:
        return ""
    above = "above " if kind.ge is None else ""
    return f" from {above}{least:g} to {kind.le:g}"


def _unknown(key: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    return f"There is no “{key[:40]}” here" + (f"; perhaps “{near[0]}” is meant." if near else ".")


def _about_kind(kind: Value | None) -> str:
    every = ", ".join(KINDS)
    if not isinstance(kind, str):
        return f"“kind” is missing: one of {every}."
    return f"There is no kind of step called “{kind[:40]}”. There are {every}."


def _format_of(kind: type[Struct]) -> str:
    return "programme/1" if kind is Programme else "practice/1"


def _about_format(given: str, expected: str) -> str:
    if not given:
        return f"“format: {expected}” is missing."
    return f"This program reads “{expected}”, not “{given[:40]}”. A newer version of the program may read it."
