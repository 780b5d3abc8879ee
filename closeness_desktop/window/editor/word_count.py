"""How many words a text has, kept up line by line, so that a key costs one line and not the text. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPACELESS = (
    "\u0e00-\u0eff"  # Thai and Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese and Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_WORD = re.compile(rf"[{_SPACELESS}]|[^\s{_SPACELESS}]+")


def count_words(line: str) -> int:
    """Words of one line. A sign alone (the "-" of a list) is none.

    In scripts without spaces each character counts as one.
    """
    parts = line.split() if line.isascii() else _WORD.findall(line)
    return sum(1 for part in parts if part[0].isalnum() or any(map(str.isalnum, part)))


class WordCount:
    """The words of every line, and their sum."""

    def __init__(self, lines: Sequence[str] = ("",)) -> None:
        self._counts = [count_words(line) for line in lines]
        self.words = sum(self._counts)

    def replace(self, first: int, count: int, lines: Sequence[str]) -> None:
        """`count` lines from `first` on are now these."""
        now = [count_words(line) for line in lines]
        self.words += sum(now) - sum(self._counts[first : first + count])
        self._counts[first : first + count] = now


def words_text(count: int) -> str:
    """ "1 word", "2,310 words"."""
    return "1 word" if count == 1 else f"{count:,} words"
