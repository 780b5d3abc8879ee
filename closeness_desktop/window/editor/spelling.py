"""Whether words are spelled as a dictionary has them. No Qt in here, and nothing leaves this process.

The dictionaries are the desktop's own, in the format of Hunspell, which LibreOffice and most browsers read
too. They are read by Spylls, Hunspell's rules in plain Python: about a second for a language, so it belongs
on the worker. Where the desktop has none for a language that comes with Spylls, that one serves.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from closeness_desktop.window.editor import markdown as md

if TYPE_CHECKING:
    from closeness_desktop.window.editor.dictionary import Dictionary

SUGGESTED = 5
"""How many other words are offered for one."""

_WORD = re.compile("[\\w\u0300-\u036f]+(?:['’\u2010-][\\w\u0300-\u036f]+)*")
_NO_WORD = re.compile(
    "[\\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""A digit, or a character of a script without spaces."""


def folders() -> list[Path]:
    """Where dictionaries lie on this desktop, those of the person first."""
    home, environ = Path.home(), os.environ
    if sys.platform == "darwin":
        return [home / "Library/Spelling", Path("/Library/Spelling")]
    if sys.platform == "win32":
        programs = Path(environ.get("PROGRAMFILES", r"C:\Program Files"))
        return sorted((programs / "LibreOffice/share/extensions").glob("dict-*"))
    data = [environ.get("XDG_DATA_HOME") or home / ".local/share"]
    data += (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    found = [Path(each) / name for each in data for name in ("hunspell", "myspell/dicts", "myspell")]
    office = (Path("/usr/lib/libreoffice"), Path("/usr/lib64/libreoffice"))
    return found + [each for place in office for each in sorted(place.glob("share/extensions/dict-*"))]


def dictionaries(places: Iterable[Path] | None = None) -> dict[str, Path]:
    """Every language that has a dictionary, as "en_US" → where it lies (without ending). Reads no words."""
    found: dict[str, Path] = {}
    seen: set[Path] = set()
    for place in [*(folders() if places is None else places), *_bundled()]:
        for file in sorted(place.glob("*.aff"), key=lambda file: (file.is_symlink(), file.name)):
            words, real = file.with_suffix(".dic"), file.resolve()
            code = file.stem.replace("-", "_")
            if real not in seen and code not in found and words.is_file():
                seen.add(real)
                found[code] = file.with_suffix("")
    return dict(sorted(found.items()))


def _bundled() -> list[Path]:
    """The dictionaries that come with the library; none in a copy that was made without them."""
    spec = importlib.util.find_spec("spylls")
    if spec is None or spec.origin is None:
        return []
    return sorted((Path(spec.origin).parent / "hunspell" / "data").glob("*/"))


def words_in(line: str, fence: int = 0) -> Iterator[tuple[int, int]]:
    """Where in a line of Markdown the words are that a dictionary can know. `fence` as in `markdown.spans`.

    Code, addresses, tags, people, numbers and abbreviations are none, nor is what a script without spaces
    has between two others.
    """
    if len(line) > md.LONGEST_LINE:
        return
    rest = line
    for start, end, style in md.spans(line, fence)[0]:
        address = style & md.LINK and "://" in line[start:end]
        if address or style & (md.CODE | md.TAG | md.PERSON | md.MARKER):
            rest = rest[:start] + "\0" * (end - start) + rest[end:]
    for found in _WORD.finditer(rest):
        word = found[0]
        if len(word) > 1 and not word.isupper() and not _NO_WORD.search(word):
            yield found.span()


class Speller:
    """Which words are wrong, by one or several dictionaries: a word is right that one of them knows.

    What was found out is remembered, for as long as this lives. `judge` and `suggest` are for the worker.
    """

    def __init__(self, places: Sequence[Path], known: Iterable[str] = ()) -> None:
        """known: words that are right whatever the dictionaries say."""
        self._places = tuple(places)
        self._known = {part for word in known for part in re.split(r"[\s_]+", _plain(word))}
        self._verdicts: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._places)

    def is_wrong(self, word: str) -> bool | None:
        """Whether a word is wrong; None when that is not found out yet."""
        plain = _plain(word)
        if not self._places or any(form in self._known for form in _forms(plain)):
            return False
        return self._verdicts.get(plain)

    def judge(self, words: Collection[str]) -> None:
        """Find out about words."""
        with _politely():
            for word in map(_plain, words):
                if word not in self._verdicts:
                    self._verdicts[word] = not self._is_right(word)

    def suggest(self, word: str) -> list[str]:
        """Other words that may be meant, from each dictionary in turn."""
        plain, found = _plain(word), dict[str, None]()
        with _politely():
            for place in self._places:
                found |= dict.fromkeys(_load(place).suggest(plain, SUGGESTED))
        curly = "’" in word
        return [each.replace("'", "’") if curly else each for each in found][:SUGGESTED]

    def forget(self) -> None:
        """Let go of every word."""
        self._known.clear()
        self._verdicts.clear()

    def _is_right(self, word: str) -> bool:
        parts = re.split("[-\u2010]", word)
        return self._has(word) or (len(parts) > 1 and all(not part or self._has(part) for part in parts))

    def _has(self, word: str) -> bool:
        return any(
            form in self._known or any(_load(place).knows(form) for place in self._places)
            for form in _forms(word)
        )


def _load(place: Path) -> Dictionary:
    from closeness_desktop.window.editor.dictionary import load  # brings the library along

    return load(place)


@contextmanager
def _politely() -> Iterator[None]:
    """Let the window's thread have its turn ten times as often: it takes keys and paints meanwhile."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _plain(word: str) -> str:
    """A word as dictionaries write it."""
    return unicodedata.normalize("NFC", word).replace("’", "'")


def _forms(word: str) -> tuple[str, ...]:
    """A word, and what it is without a capital at its start or an English “’s”."""
    stem = word[:-2] if word.endswith("'s") else word
    return tuple(dict.fromkeys((word, stem, stem[:1].lower() + stem[1:])))
