"""Reading practice files and programmes: a `Practice`, or one sentence for each thing that is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from closeness_desktop.practice import plain_yaml, rules
from closeness_desktop.practice.decode import decode
from closeness_desktop.practice.effects import SOUNDS
from closeness_desktop.practice.format import Practice, Programme
from closeness_desktop.practice.mistakes import Mistake, PracticeFileError
from closeness_desktop.practice.plain_yaml import Tree

__all__ = ["Mistake", "PracticeFileError", "read_either", "read_practice", "read_programme", "read_tested"]


def read_practice(text: str | bytes, name: str, sounds: Iterable[str] = ()) -> Practice:
    """The practice that a file holds.

    name: how mistakes call the file. sounds: slugs of sounds that came with it, beside the program's own.
    Raises PracticeFileError with every mistake, at the most one a step.
    """
    return _practice(plain_yaml.read(text, name), name, sounds)


def read_tested(text: str | bytes, name: str) -> Practice:
    """The practice of a file that comes with the program: read as strictly, but by its types alone.

    The rules of `rules` hold for those files (the tests see to it), and take most of the time.
    Raises PracticeFileError.
    """
    return decode(plain_yaml.read(text, name), Practice, name)


def read_programme(text: str | bytes, name: str) -> Programme:
    """The programme that a file holds. Raises PracticeFileError with every mistake."""
    return _programme(plain_yaml.read(text, name), name)


def read_either(text: str | bytes, name: str, sounds: Iterable[str] = ()) -> Practice | Programme:
    """What a file holds by its “format”; one that says neither is judged as a practice."""
    tree = plain_yaml.read(text, name)
    if str(tree.root.get("format")).startswith("programme"):
        return _programme(tree, name)
    return _practice(tree, name, sounds)


def _practice(tree: Tree, name: str, sounds: Iterable[str]) -> Practice:
    practice = decode(tree, Practice, name)
    if broken := rules.broken(practice, tree, name, {*SOUNDS, *sounds}):
        raise PracticeFileError(broken)
    return practice


def _programme(tree: Tree, name: str) -> Programme:
    programme = decode(tree, Programme, name)
    if broken := rules.broken_programme(programme, tree, name):
        raise PracticeFileError(broken)
    return programme
