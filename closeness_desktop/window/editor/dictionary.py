"""One dictionary in the format of Hunspell, read by Spylls but kept small.

Spylls makes several objects of every word, half a million for some languages, and each sweep (see
window/sweeping.py) would go through all of them while nobody can type. So the lines of the file stay text, by
word, and become Spylls' own objects when a word is looked up; its rules do all the rest. No Qt in here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from spylls.hunspell import data, readers
from spylls.hunspell.algo import lookup, suggest
from spylls.hunspell.readers.file_reader import BaseReader

LARGEST = 64_000_000
"""Bytes of a file that is still read."""

LONGER = 4
"""By how many characters a word may be longer or shorter than one that is meant: Spylls' own bound."""

_COUNT = re.compile(r"\d+(\s+|$)")
_SLASH = re.compile(r"(?<!\\)/")
_FIELDS = re.compile(r"[ \t]\w{2}:|\t")
_SOUNDS = re.compile(r"\bph:(\S+)")


class Dictionary:
    """Raises, when it is made, what a spoilt file makes the library raise."""

    def __init__(self, place: Path) -> None:
        """place: both files without their endings."""
        aff, context = readers.read_aff(_Reader(_read(place.with_suffix(".aff"))))
        text = _read(place.with_suffix(".dic")).decode(context.encoding, "surrogateescape")
        words = _Words(text, aff, context)
        self._lookup = lookup.Lookup(aff, words)
        self._suggest = suggest.Suggest(aff, data.Dic(words=[]), self._lookup)  # it copies the words
        self._suggest.dic = words

    def knows(self, word: str) -> bool:
        """Whether it is spelled so."""
        return bool(self._lookup(word))

    def suggest(self, word: str, most: int) -> list[str]:
        """Words that may be meant, the closest first."""
        self._suggest.words_for_ngram = self._suggest.dic.near(word)
        return list(islice(self._suggest(word), most))


@lru_cache(maxsize=8)
def load(place: Path) -> Dictionary:
    """Read a dictionary; the same again costs nothing."""
    return Dictionary(place)


class _Words(data.Dic):  # type: ignore[misc]
    """The words of a dictionary, as Spylls asks for them."""

    def __init__(self, text: str, aff: Any, context: Any) -> None:
        self._aff, self._context = aff, context
        self._lines: dict[str, str] = {}
        self._lower: dict[str, str] = {}
        forbidding = (aff.FORBIDDENWORD, aff.NOSUGGEST, aff.ONLYINCOMPOUND)
        self._unwanted = {flag for flag in forbidding if flag}
        for number, line in enumerate(map(str.strip, text.removeprefix("\ufeff").split("\n"))):
            if line and not (number == 0 and _COUNT.match(line)):
                self._put(line)

    def homonyms(self, stem: str, *, ignorecase: bool = False) -> list[Any]:
        """Every entry of a word; ignorecase: `stem` is in small letters, and those with capitals count."""
        stems = self._lower.get(stem, "").split("\n") if ignorecase else [stem]
        return [self._word(line) for each in stems for line in self._lines.get(each, "").split("\n") if line]

    def near(self, word: str) -> Iterator[Any]:
        """The entries that are about as long, and may be offered."""
        for stem, lines in self._lines.items():
            if abs(len(stem) - len(word)) <= LONGER:
                for line in lines.split("\n"):
                    made = self._word(line)
                    if not self._unwanted & made.flags:
                        yield made

    def _put(self, line: str) -> None:
        stem, _, fields = self._cut(line)
        before = self._lines.get(stem)
        self._lines[stem] = line if before is None else f"{before}\n{line}"
        if stem != stem.lower():
            for small in self._aff.casing.lower(stem):
                others = self._lower.get(small)
                self._lower[small] = stem if others is None else f"{others}\n{stem}"
        if "ph:" in fields:  # the library notes for its rules how such a word is misspelled
            one = _Reader(line.encode("utf-8", "surrogateescape"), "utf-8")
            readers.read_dic(one, aff=self._aff, context=self._context)

    def _word(self, line: str) -> Any:
        stem, flags, fields = self._cut(line)
        sounds = [each for each in _SOUNDS.findall(fields) if not each.endswith("*") and "->" not in each]
        return data.dic.Word(
            stem=stem,
            flags={*self._context.parse_flags(flags)},
            data={},
            alt_spellings=sounds,
            captype=self._aff.casing.guess(stem),
        )

    def _cut(self, line: str) -> tuple[str, str, str]:
        """A word, its flags, and the fields behind them."""
        fields = _FIELDS.search(line)
        word = line[: fields.start()] if fields and fields.start() else line
        rest, flags = line[len(word) :], ""
        if not word.startswith("/"):
            parts = _SLASH.split(word, maxsplit=2)
            if len(parts) == 2:
                word, flags = parts
        word = word.replace(r"\/", "/")
        if self._context.ignore:
            word = word.translate(self._context.ignore.tr)
        return word, flags, rest


class _Reader(BaseReader):  # type: ignore[misc]
    """The library's own leaves its files open."""

    def __init__(self, content: bytes, encoding: str = "Windows-1252") -> None:
        self._content = content
        super().__init__(self._text(encoding))

    def reset_encoding(self, encoding: str) -> None:
        self.reset_io(self._text(encoding))

    def _text(self, encoding: str) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self._content), encoding=encoding, errors="surrogateescape")


def _read(file: Path) -> bytes:
    if file.stat().st_size > LARGEST:
        raise ValueError("The dictionary is too large.")
    return file.read_bytes()
