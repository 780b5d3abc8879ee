"""What we ask of the practices that come with the program, beyond what makes a file sound.

To a stranger's file these are remarks; a shipped one has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from closeness_desktop import paths
from closeness_desktop.practice import readability
from closeness_desktop.practice.effects import SOUNDS
from closeness_desktop.practice.format import Bell, Breathe, Loop, Practice, Programme, Turn
from closeness_desktop.practice.mistakes import Mistake
from closeness_desktop.practice.stretch import CRUMB, stretch
from closeness_desktop.practice.unroll import unroll
from closeness_desktop.practice.walk import texts_of, walk

LONGEST_LINE = 120
"""Characters of a caption: two lines of a screen that is read from a little way off."""

Found = Iterator[tuple[str, str]]

_QUOTED = re.compile("“[^”]*”")
_BLAME = re.compile(
    r"(?:^|[.?:;,–—] |\b(?:because|but|and) )you (?:always|never)\b"  # not “a walk that you never took”
    r"|\byou(?:’re| are) wrong\b|\byour (?:own )?fault\b|\byou make (?:me|them|him|her|us)\b"
    r"|\byou (?:should|must|ought to|have to) (?:have|not)\b|\byou failed\b",
    re.IGNORECASE,
)
_STRAIGHT = re.compile("[\"']")


def lint(practice: Practice, name: str = "") -> tuple[Mistake, ...]:
    """Every remark about a sound practice. name: of its file; its own id without one."""
    file = name or f"{practice.id}.yaml"
    found = [*_head(practice), *_captions(practice), *_roles(practice), *_language(practice)]
    return tuple(Mistake(file, place, sentence) for place, sentence in found)


def lint_programme(programme: Programme, name: str = "") -> tuple[Mistake, ...]:
    """The same for a programme."""
    texts = [("summary", programme.summary), ("title", programme.title)]
    texts += [("expect", line) for line in programme.expect]
    texts += [("cautions", line) for line in programme.cautions]
    texts += [("opt_in", line) for line in programme.opt_in or ()]
    texts += [(f"days / {day.id}", text) for day in programme.days for text in (day.title, day.about)]
    found = [(place, sentence) for place, text in texts for sentence in remarks(text)]
    found += _level(programme.lang, (text for _place, text in texts))
    file = name or f"{programme.id}.yaml"
    return tuple(Mistake(file, place, sentence) for place, sentence in found)


def _head(practice: Practice) -> Found:
    if practice.evidence.level and not practice.sources:
        yield "sources", f"Evidence of level {practice.evidence.level} needs its sources."
    steps = [met.step for met in walk(practice)]
    reasons = {
        "a practice for two": practice.people == 2,
        "this theme": practice.theme in ("say-it", "repair"),
        "holding the breath": any(isinstance(step, Breathe) and (step.hold or step.rest) for step in steps),
    }
    if not practice.cautions and (due := [reason for reason, there in reasons.items() if there]):
        yield "cautions", f"For {due[0]} say what to take care of."
    for step in steps:
        if not isinstance(step, Bell) or step.sound not in SOUNDS:  # a pack brings its own
            continue
        if not paths.resource("sounds", f"{step.sound}.wav").is_file():
            yield f"steps / {step.id}", f"The sound “{step.sound}” does not come with the program."


def _captions(practice: Practice) -> Found:
    for place, line in _lines(practice):
        if len(line) > LONGEST_LINE:
            yield (
                place,
                f"A line has up to {LONGEST_LINE} characters; this one has {len(line)}: “{line[:40]}…”",
            )


def _roles(practice: Practice) -> Found:
    """Each of two people has a turn, as long as the other's at every length, and as many questions."""
    if practice.people == 1:
        return
    turns = {stop.path: stop.step for stop in unroll(practice) if isinstance(stop.step, Turn)}
    lengths = (
        [None] if practice.total is None else [practice.total.min, practice.total.default, practice.total.max]
    )
    for total in lengths if turns else ():
        spoken = {"first": 0.0, "second": 0.0}
        for path, seconds in stretch(practice, total).lengths.items():
            if path in turns:
                spoken[turns[path].speaker] += seconds
        if abs(spoken["first"] - spoken["second"]) > CRUMB:
            yield (
                "steps",
                f"One speaks {spoken['first']:.0f} seconds in all, the other {spoken['second']:.0f}.",
            )
            break
    asked = [stop.role for stop in unroll(practice) if stop.open and stop.role is not None]
    if asked.count("first") != asked.count("second"):
        yield "steps", f"One is asked {asked.count('first')} times, the other {asked.count('second')}."


def _language(practice: Practice) -> Found:
    texts = [("title", practice.title), ("summary", practice.summary), ("evidence", practice.evidence.note)]
    texts += [("expect", line) for line in practice.expect]
    texts += [("cautions", line) for line in practice.cautions]
    texts += _lines(practice)
    for place, text in texts:
        for sentence in remarks(text):
            yield place, sentence
    yield from _level(practice.lang, (text for _place, text in texts))


def _level(language: str, texts: Iterable[str]) -> Found:
    if language.partition("-")[0] == "en" and (grade := readability.grade(texts)) > readability.HARDEST:
        yield "the whole", f"It reads like school grade {grade:.1f}; {readability.HARDEST:.0f} is the aim."


def remarks(text: str) -> Iterator[str]:
    """What is to be remarked about the language of one text, a sentence each."""
    unquoted = _QUOTED.sub("“”", text)  # what somebody might say is shown between quotes
    if "!" in text:
        yield "No exclamation marks."
    if _STRAIGHT.search(text):
        yield "Use the quotes “ ” and ’."
    if found := _BLAME.search(unquoted):
        yield f"“{found[0].lstrip(' .?:;,–—')}” blames the reader."
    if (brand := _brands().search(text)) is not None:
        yield f"“{brand[0]}” is a name that belongs to others."
    if (words := readability.longest(text)) > readability.LONGEST_SENTENCE:
        yield f"A sentence has up to {readability.LONGEST_SENTENCE} words; one here has {words}."


def _lines(practice: Practice) -> list[tuple[str, str]]:
    """Every caption of a practice with its place."""
    found: list[tuple[str, str]] = []
    for met in walk(practice):
        step = met.step
        place = " / ".join(["steps", *(loop.id for loop in met.loops), step.id])
        if not isinstance(step, Loop):
            found += [(place, line) for line in texts_of(step)]
    for name, items in practice.lists.items():
        found += [(f"lists / {name} {number}", item.text) for number, item in enumerate(items, 1)]
    return found


@cache
def _brands() -> re.Pattern[str]:
    """The names in resources/language/brand-words.yaml, as whole words."""
    words = paths.read_yaml("language", "brand-words.yaml")
    exact = "|".join(re.escape(word) for word in words["exact"])
    either = "|".join(re.escape(word) for word in words["any"])
    return re.compile(rf"(?<!\w)(?:{exact}|(?i:{either}))(?!\w)")
