"""Text as search sees it: folded, cut into words, written for the index; and the #tags and @people in it.

Folding drops case, compatibility forms and accents. Not every combining mark is an accent: the vowel signs
of Indic scripts, the tone marks of Thai and Lao and the voicing marks of kana tell words apart, and stay.

The index's own tokenizer (unicode61, Unicode 6.1) would cut words at such marks and drop letters and symbols
that it does not know. So a word is written for it with every character that it may not know replaced by
U+E000 and its number in six hexadecimal digits, which it takes for letters (private use counts as such).
Known to it are the letters and digits of Unicode 3.2, whose table Python carries.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from closeness_desktop.errors import UsageError

# Scripts written without spaces between words: each of their characters stands alone in the index.
# (Blocks of the Unicode standard; half-width kana and compatibility ideographs fold into these.)
_ALONE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19FF),  # Tai Le, New Tai Lue, Khmer symbols
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x3005, 0x3007),  # iteration mark, closing mark, ideographic zero
    (0x3021, 0x3029),  # Hangzhou numerals
    (0x3031, 0x303C),  # kana repeat marks, more numerals
    (0x3041, 0x312F),  # Hiragana, Katakana, Bopomofo
    (0x31A0, 0x31BF),  # Bopomofo extended
    (0x31F0, 0x31FF),  # Katakana extensions
    (0x3400, 0x4DBF),  # Han, extension A
    (0x4E00, 0xA4CF),  # Han, Yi
    (0xA980, 0xA9FF),  # Javanese, Myanmar extended B
    (0xAA60, 0xAADF),  # Myanmar extended A, Tai Viet
    (0xF900, 0xFAFF),  # Han, compatibility
    (0x1B000, 0x1B16F),  # kana supplements
    (0x20000, 0x3FFFF),  # Han, extensions B and later
)
_ESCAPE = "\ue000"


def _is_alone(code: int) -> bool:
    return any(first <= code <= last for first, last in _ALONE)


def stands_alone(word: str) -> bool:
    """Whether a word of the index is one character of a script without spaces, which no other begins with."""
    return len(word) == 1 and _is_alone(ord(word))


class _Accents(dict[int, int | None]):
    """A table for `str.translate` that drops accents and invisible characters, filled as it is used."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        combining = unicodedata.combining(character)
        # Combining classes (UAX 44): 10-36 points of Hebrew, Arabic and Syriac; from 200 on placed by side;
        # 1 overlays. Those between belong to the words of their scripts.
        accent = combining == 1 or 10 <= combining <= 36 or combining >= 200
        invisible = unicodedata.category(character) == "Cf" or unicodedata.name(character, "").startswith(
            ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION", "COMBINING GRAPHEME JOINER")
        )
        tone_of_skin = 0x1F3FB <= code <= 0x1F3FF
        self[code] = None if accent or invisible or tone_of_skin else code
        return self[code]


class _Words(dict[int, str]):
    """A table for `str.translate` from folded text to the words of the index, filled as it is used."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category[0] not in "LNM" and category not in ("So", "Co", "Cn"):
            self[code] = " "
        else:
            known = unicodedata.ucd_3_2_0.category(character)[0] in "LN" and category[0] in "LN"
            written = character if known else f"{_ESCAPE}{code:06x}"
            # The emoji blocks whole: some of their symbols are younger than the table this Python carries.
            symbol = category == "So" or 0x1F000 <= code <= 0x1FAFF
            self[code] = f" {written} " if symbol or _is_alone(code) else written
        return self[code]


_accents = _Accents()
_words = _Words()


def fold(text: str) -> str:
    """Drop case, accents and compatibility forms: what is equal after this counts as equal in a search."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text).translate(_accents).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", bare).translate(_accents))


def fold_name(name: str) -> str:
    """A name as operators compare it: folded, with runs of white space as one space."""
    return " ".join(fold(name).split())


def name_key(name: str) -> str:
    """What makes two spellings the same name: case and white space do not count, accents do."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def index_form(text: str) -> str:
    """A text as the index knows it: its words, with spaces where it has anything else."""
    return fold(text).translate(_words)


def index_words(text: str) -> list[str]:
    """The words of a text as they stand in the index; a character of a script without spaces is one word."""
    return index_form(text).split()


def index_text(text: str) -> str:
    """What the full-text index is fed with."""
    return " ".join(index_words(text))


def searchable_name(name: str) -> str:
    """A name's words between spaces, so that looking for " word " in it finds whole words only."""
    return f" {index_text(name)} "


def check_storable(text: str, key: str) -> str:
    """The text itself. Raises UsageError when it holds half of a character (a lone surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"The “{key}” holds half of a character at {error.start}, and nothing could read it again."
        ) from error
    return text


@dataclass(frozen=True, slots=True)
class InlineName:
    """A #tag or @person in a text. start and end: offsets in code points, the sign included."""

    kind: Literal["tag", "person"]
    name: str
    start: int
    end: int


_SIGN = re.compile(r"[#@]")
_INNER = "-'’·"
_NO_NAME_AFTER = "_@#/&"
_LONGEST_INLINE = 100  # longer ones, composed, are no names but something pasted
_POSSESSIVE = ("'s", "’s")


def _is_name_character(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LNM"


def inline_names(text: str) -> list[InlineName]:
    """Every #tag and @person in a text, in their order.

    The sign counts at the start or after a character that is no letter, mark, digit or one of `_@#/&`. A name
    is letters, marks, digits and `_`, with `-`, `'`, `’` and `·` between them, and holds at least one letter.
    A person's closing ’s is no part of the name: “@Anna’s garden” speaks of Anna.
    """
    found = []
    for sign in _SIGN.finditer(text):
        start = sign.start()
        before = text[start - 1 : start]
        if before and (before in _NO_NAME_AFTER or _is_name_character(before)):
            continue
        kind: Literal["tag", "person"] = "tag" if sign[0] == "#" else "person"
        end = _name_end(text, start + 1)
        if kind == "person" and text[start + 2 : end].endswith(_POSSESSIVE):
            end -= 2
        name = text[start + 1 : end]
        lettered = any(unicodedata.category(character)[0] == "L" for character in name)
        if lettered and len(unicodedata.normalize("NFC", name)) <= _LONGEST_INLINE:
            found.append(InlineName(kind, name, start, end))
    return found


def _name_end(text: str, start: int) -> int:
    """Where the name that begins at `start` ends; `start` itself when there is none."""
    end = position = start
    while position < len(text):
        character = text[position]
        if _is_name_character(character):
            end = position + 1
        elif end == start or character not in _INNER or end < position:
            break
        position += 1
    return end
