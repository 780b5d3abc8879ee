"""What an entry about a practice holds: the questions as headings, the answers below them, as typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from closeness_desktop.journal.text import name_key
from closeness_desktop.records import KeptAnswer, Strength

HOW_IT_WAS = "How it was"
"""The heading above what a person wrote when it was over."""

_WHOSE = {"first": "*The one who began*", "second": "*The other one*"}


def body(answers: Iterable[KeptAnswer], note: str = "") -> str:
    """Markdown. An answer stands as it was typed; the note comes last, under a heading if there is more."""
    parts = []
    for answer in answers:
        lines = [f"## {' '.join(answer.question.split())}"]
        if answer.role is not None:
            lines.append(_WHOSE[answer.role])
        parts.append("\n\n".join([*lines, _text(answer)]))
    if note.strip():
        parts.append(f"## {HOW_IT_WAS}\n\n{note}" if parts else note)
    return "\n\n".join(parts)


def feelings(answers: Iterable[KeptAnswer], after: Sequence[Strength] = ()) -> tuple[Strength, ...]:
    """The feelings named in the answers and afterwards; what was said afterwards counts."""
    found = {
        name_key(name): Strength(name)
        for answer in answers
        if answer.word_set == "feelings" and isinstance(answer.value, tuple)
        for name in answer.value
    }
    return tuple((found | {name_key(one.name): one for one in after}).values())


def people(answers: Iterable[KeptAnswer]) -> tuple[str, ...]:
    """Whom the answers are about."""
    return tuple(
        answer.value for answer in answers if answer.kind == "person" and isinstance(answer.value, str)
    )


def _text(answer: KeptAnswer) -> str:
    shown = answer.words or answer.value
    if isinstance(shown, tuple):
        return shown[0] if len(shown) == 1 else "\n".join(f"- {word}" for word in shown)
    return str(shown)
