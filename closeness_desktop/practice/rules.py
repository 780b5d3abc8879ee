"""What the types of a practice file cannot say: names, roles, texts, and how much it comes to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from closeness_desktop.practice import rules_answers, rules_text, rules_time
from closeness_desktop.practice.decode import MOST_MISTAKES, place
from closeness_desktop.practice.format import (
    MOST_EVENTS,
    Bell,
    Loop,
    PersonStep,
    Practice,
    Programme,
    Scale,
    Turn,
)
from closeness_desktop.practice.mistakes import Mistake
from closeness_desktop.practice.plain_yaml import Path, Tree
from closeness_desktop.practice.walk import Met, count, spelled_out, walk

MOST_CHARACTERS = 500_000
"""Of text with all loops gone through: twice what can be said in four hours."""

Found = Iterator[tuple[Path, str]]
"""Paths in the file, and what is wrong there."""


def broken(practice: Practice, tree: Tree, name: str, sounds: Collection[str]) -> tuple[Mistake, ...]:
    """Every rule that the file breaks, at the most one a step. sounds: the names a bell may have."""
    found = [*_texts(practice, tree)]
    found += _whole(practice)
    met_before: list[Met] = []
    ids: set[str] = set()
    for met in walk(practice):
        found += _step(practice, met, ids, sounds)
        found += rules_answers.of_step(practice, met, met_before)
        met_before.append(met)
        ids.add(met.step.id)
    found += rules_answers.of_lists(practice)
    if count(practice) > MOST_EVENTS:
        found.append(
            (("steps",), f"With its loops gone through this comes to more than {MOST_EVENTS} steps.")
        )
    elif spelled_out(practice) > MOST_CHARACTERS:
        sentence = f"With its loops gone through it comes to more than {MOST_CHARACTERS} characters of text."
        found.append((("steps",), sentence))
    elif not found:
        found += rules_time.of(practice)
    return _one_a_step(found, tree, name)


def broken_programme(programme: Programme, tree: Tree, name: str) -> tuple[Mistake, ...]:
    """The same for a programme."""
    found = [(path, sentence) for path, text in rules_text.texts(tree.root) if (sentence := _text(text))]
    ids: set[str] = set()
    for number, day in enumerate(programme.days):
        if day.id in ids:
            found.append((("days", number), f"The id “{day.id}” stands here twice."))
        ids.add(day.id)
    return _one_a_step(found, tree, name)


def _one_a_step(found: list[tuple[Path, str]], tree: Tree, name: str) -> tuple[Mistake, ...]:
    mistakes: dict[Path, Mistake] = {}
    for path, sentence in found:
        step = _step_of(path)
        if step not in mistakes:
            line = tree.line(path)
            mistakes[step] = Mistake(name, place(path, tree.root) or f"line {line}", sentence, line)
    return tuple(sorted(mistakes.values(), key=lambda one: one.line))[:MOST_MISTAKES]


def _step_of(path: Path) -> Path:
    """The step, option list or key that a path lies in: a loop's own keys belong to the loop."""
    for end in range(len(path) - 1, 0, -1):
        if path[end - 1] == "steps" and isinstance(path[end], int):
            return path[: end + 1]
    return path


def _text(text: str, *, within_list: bool = False) -> str:
    return rules_text.unfit(text) or rules_text.braces(text, within_list=within_list)


def _texts(practice: Practice, tree: Tree) -> Found:
    """Texts everywhere; braces only where a loop over a list gives them a meaning."""
    listed = {met.path for met in walk(practice) if met.within_list}
    for path, text in rules_text.texts(tree.root):
        if sentence := _text(text, within_list=_step_of(path) in listed):
            yield path, sentence


def _whole(practice: Practice) -> Found:
    if practice.timer is not None and (practice.steps or practice.lists):
        yield ("timer",), "A practice has steps or a timer, not both."
    elif practice.timer is None and not practice.steps:
        yield (), "There are no steps."
    if practice.timer is not None and practice.people == 2:
        yield ("people",), "A timer is for one."


def _step(practice: Practice, met: Met, ids: set[str], sounds: Collection[str]) -> Found:
    step = met.step
    if step.id in ids:
        yield met.path, f"The id “{step.id}” stands here twice. Give every step its own."
    if practice.people == 1:
        if isinstance(step, Turn):
            yield met.path, "A turn needs people: 2."
        elif step.role is not None:
            yield met.path, "“for” needs people: 2."
        elif isinstance(step, Loop) and step.swap:
            yield met.path, "“swap” needs people: 2."
    elif isinstance(step, PersonStep):
        yield met.path, "A step of kind person needs people: 1, so that nobody else reads the names."
    if isinstance(step, Turn) and step.role is not None:
        yield met.path, "A turn says who speaks with “speaker”; “for” is not used."
    if isinstance(step, Turn) and step.warn >= step.secs:
        yield met.path, f"The warning comes {step.warn:g} seconds before the end of a turn of {step.secs:g}."
    if isinstance(step, Scale) and step.style == "circles" and step.steps != 7:
        yield met.path, "Circles always have 7 steps."
    if isinstance(step, Bell) and step.sound not in sounds:
        yield met.path, f"There is no sound “{step.sound}”. There are {', '.join(sorted(sounds))}."
