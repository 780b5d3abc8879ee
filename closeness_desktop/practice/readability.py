"""How easily a text reads: a simple measure for English, and the length of the longest sentence.

The measure is the automated readability index, 4.71 · letters a word + 0.5 · words a sentence − 21.43, about
the school grade that a text asks for (Senter and Smith 1967, AMRL-TR-66-220). It needs no count of syllables.
It is coarse: it knows nothing of rare words or of sense, and a text that passes may still be hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HARDEST = 6.0
"""Grade that a practice may ask for. For what patients read, the American Medical Association recommends the
sixth grade and the US National Institutes of Health the sixth to eighth."""

LONGEST_SENTENCE = 25
"""Words. British government guidance asks writers to look again at any longer sentence; spoken guidance has
more reason to."""

_END = re.compile(r"[.?!:;…]+[”’)]*(?:\s+|$)")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """Its sentences, ended by . ? ! … and also by : and ;."""
    return [one for one in _END.split(text) if _WORD.search(one)]


def words(text: str) -> list[str]:
    """Its words; “don’t” and “well-known” are one each."""
    return _WORD.findall(text)


def grade(texts: Iterable[str]) -> float:
    """The grade of several texts together, each of which ends its last sentence; 0.0 where there is none."""
    every = [one for text in texts for one in sentences(text)]
    found = [word for one in every for word in words(one)]
    if not found:
        return 0.0
    letters = sum(character.isalnum() for word in found for character in word)
    return max(0.0, 4.71 * letters / len(found) + 0.5 * len(found) / len(every) - 21.43)


def longest(text: str) -> int:
    """Words in its longest sentence."""
    return max((len(words(one)) for one in sentences(text)), default=0)
