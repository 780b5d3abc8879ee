"""Made-up journals of any size, the same in every run: no one's words, but the statistics of writing.

Words are put together from syllables and drawn by rank with Zipf's law, as words of a language are. So the
commonest stands in nearly every entry and the rarest in a handful, whatever the size.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate, product

SEED = 20261124
VOCABULARY = 40_000
FEELINGS = ("calm", "tired", "grateful", "tense", "close", "lonely", "curious", "sad")
PEOPLE, TAGS = "abcdefghijklmnop", "klmnopqrst"
CHINESE = "今天早上坐了十分钟雨声很轻我想起朋友的话心里安静下来"
LAST_DAY = dt.datetime(2026, 11, 24, 21, 0, tzinfo=dt.UTC)


def words() -> list[str]:
    """The vocabulary, commonest first."""
    chance = random.Random(SEED)
    syllables = ["".join(pair) for pair in product("bdfgklmnprstv", "aeiou")]
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(chance.choices(syllables, k=chance.randint(2, 4)))] = None
    return sorted(found, key=len)


class Corpus:
    """An endless journal. Item `n` is the same in every corpus, so a bigger one begins with the smaller."""

    def __init__(self) -> None:
        self.words = words()
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def _text(self, chance: random.Random, length: int) -> str:
        drawn = chance.choices(self.words, cum_weights=self._weights, k=length)
        sentences = [drawn[at : at + 9] for at in range(0, length, 9)]
        return " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)

    def item(self, number: int, of: int) -> dict[str, object]:
        """Entry `number` of `of`, spread over twenty years, in the shape of `write --json`."""
        chance = random.Random(SEED + number)
        back = dt.timedelta(days=20 * 365) * ((of - number) / of)
        at = LAST_DAY - back
        body = self._text(chance, chance.randint(40, 220))
        if number % 20 == 0:
            body += "\n\n" + "".join(chance.choices(CHINESE, k=24))
        if number % 5 == 0:
            body += f"\n\nWith @person-{chance.choice(PEOPLE)} about #tag-{chance.choice(TAGS)}."
        named = chance.sample(FEELINGS, k=chance.randint(0, 2))
        return {
            "at": at.isoformat(timespec="seconds"),
            "title": self._text(chance, 4) if number % 3 == 0 else "",
            "body": body,
            "feelings": [{"name": name, "strength": chance.randint(1, 3)} for name in named],
        }

    def items(self, count: int) -> Iterator[dict[str, object]]:
        """All entries of a journal of `count`, oldest first."""
        return (self.item(number, count) for number in range(count))

    def queries(self, many: int) -> dict[str, list[str]]:
        """`many` searches of each kind that a person makes."""
        chance = random.Random(SEED)
        phrases = [
            f'"{first} {second}"' for first, second in zip(self.words[:40], self.words[1:41], strict=True)
        ]
        return {
            "common word": chance.choices(self.words[:10], k=many),
            "rare word": chance.choices(self.words[-5000:], k=many),
            "beginning": [f"{word[:4]}*" for word in chance.choices(self.words[200:5000], k=many)],
            "phrase": chance.choices(phrases, k=many),
            "feeling:": [f"feeling:{name}" for name in chance.choices(FEELINGS, k=many)],
            "word and feeling": [
                f"{word} feeling:{chance.choice(FEELINGS)}"
                for word in chance.choices(self.words[:200], k=many)
            ],
            "one Chinese character": chance.choices(CHINESE, k=many),
        }
