"""The questions of a guided practice, asked in the terminal; each may be passed over with Enter alone."""

from __future__ import annotations

import sys
from collections.abc import Callable

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import answers, word_lists
from closeness_desktop.practice.answers import Value
from closeness_desktop.practice.format import Choose, PersonStep, Prompt, Scale, Step, Tag
from closeness_desktop.terminal import output

NextLine = Callable[[], str | None]
"""The next line that the person types; None when there is no more."""
Note = Callable[[Value], None]
"""Takes an answer as far as it has got."""

STOP = "."


def show(step: Step) -> None:
    """Print what there is to choose from, below the question."""
    if isinstance(step, Scale):
        output.out(f"1: {step.low} … {step.steps}: {step.high}")
    elif isinstance(step, Choose):
        for number, option in enumerate(step.options, 1):
            output.out(f"{number:2}  {option.text}")
    elif isinstance(step, Tag):
        for word, meaning in word_lists.words_of(step.set):
            output.out(f"    {word}: {meaning}")


def ask(step: Step, next_line: NextLine, note: Note) -> Value | None:
    """What the person answers; None when they pass it over. What is no answer is asked for again."""
    if isinstance(step, Prompt):
        return _text(next_line, note)
    while True:
        _invite(_invitation(step))
        typed = next_line()
        if typed is None or not typed.strip():
            return None
        try:
            return answers.usable(step, _read(step, typed.strip()))
        except UsageError as error:
            output.note(str(error))


def usual(step: Step) -> Value | None:
    """What stands for an answer when nobody is there: the middle, the first; words are passed over."""
    if isinstance(step, Scale):
        return (step.steps + 1) // 2
    if isinstance(step, Choose):
        first = step.options[0].id
        return (first,) if step.many else first
    return None


def in_words(step: Step, value: Value) -> str:
    """An answer as a person reads it."""
    if isinstance(step, Choose):
        return ", ".join(answers.of_step("", step, value).words)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _text(next_line: NextLine, note: Note) -> str | None:
    _invite("Write as many lines as you like. An empty line ends it, or one with a single dot.", "\n")
    lines: list[str] = []
    while (line := next_line()) is not None and line.strip() not in ("", STOP):
        lines.append(line)
        note("\n".join(lines))
    return "\n".join(lines) or None


def _invitation(step: Step) -> str:
    if isinstance(step, Scale):
        return f"A number from 1 to {step.steps}: "
    if isinstance(step, Choose):
        return "Numbers, with commas: " if step.many else "A number: "
    if isinstance(step, PersonStep):
        return "A name: "
    return f"Up to {step.most} words, with commas: " if isinstance(step, Tag) else ""


def _read(step: Step, typed: str) -> Value:
    """What was typed as a value. Raises UsageError for what cannot be one."""
    if isinstance(step, Scale):
        return _number(typed, step.steps)
    if isinstance(step, Choose):
        chosen = [_number(part, len(step.options)) for part in typed.replace(",", " ").split()]
        if not step.many and len(chosen) != 1:
            raise UsageError("One number, please.")
        ids = tuple(dict.fromkeys(step.options[number - 1].id for number in chosen))
        return ids if step.many else ids[0]
    if isinstance(step, Tag):
        words = tuple(dict.fromkeys(" ".join(part.split()) for part in typed.split(",") if part.strip()))
        if len(words) > step.most:
            raise UsageError(f"That is more than {step.most}.")
        return words
    return typed


def _number(typed: str, most: int) -> int:
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed[:4]) <= most):
        raise UsageError(f"A whole number from 1 to {most}, please.")
    return int(typed)


def _invite(text: str, end: str = "") -> None:
    """Say what can be typed, where somebody sees it."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(text + end)
        sys.stderr.flush()
