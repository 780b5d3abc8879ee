"""Live styling: what in a line is styled how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.window.editor import markdown as md
from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.editor.places import code_points, utf16_length
from closeness_desktop.window.theme.theme import Theme


def styled(line: str, style: int, fence: int = 0) -> list[str]:
    """The pieces of a line that have a style."""
    return [line[start:end] for start, end, one in md.spans(line, fence)[0] if one & style]


@pytest.mark.parametrize(
    ("line", "style", "pieces"),
    [
        ("# One", md.HEADING_1, ["# One"]),
        ("### Three #", md.HEADING_3, ["### Three #"]),
        ("#tag first", md.HEADING_1, []),
        ("#tag first", md.TAG, ["#tag"]),
        ("#1 is none, # neither", md.TAG, []),
        ("with @Mum and @Anna’s dog", md.PERSON, ["@Mum", "@Anna"]),
        ("mail me@home.org", md.PERSON, []),
        ("a *soft* word", md.EMPHASIS, ["soft"]),
        ("a _soft_ word", md.EMPHASIS, ["soft"]),
        ("snake_case_word", md.EMPHASIS, []),
        ("2 * 3 * 4", md.EMPHASIS, []),
        ("a **firm** word", md.STRONG, ["firm"]),
        ("a **firm** word", md.EMPHASIS, []),
        ("a ***both*** word", md.STRONG, ["both"]),
        ("a ***both*** word", md.EMPHASIS, ["both"]),
        ("*soft **and firm** words*", md.EMPHASIS, ["soft **and firm** words"]),
        (r"\*not soft\*", md.EMPHASIS, []),
        ("~~gone~~", md.STRIKE, ["gone"]),
        ("`*code*` *soft*", md.CODE, ["`*code*`"]),
        ("`*code*` *soft*", md.EMPHASIS, ["soft"]),
        ("see [here](https://a.org/x_y_z)", md.LINK, ["here"]),
        ("see https://a.org/x_y_z.", md.LINK, ["https://a.org/x_y_z"]),
        ("https://a.org/#tag", md.TAG, []),
        ("> quoted *so*", md.QUOTE, ["quoted *so*"]),
        ("- [x] done", md.DONE, ["done"]),
        ("- [ ] to do", md.DONE, []),
        ("* * *", md.RULE, ["* * *"]),
        ("* item *soft*", md.EMPHASIS, ["soft"]),
        ("10. ten", md.MARKER, ["10."]),
    ],
)
def test_what_is_styled(line: str, style: int, pieces: list[str]) -> None:
    assert styled(line, style) == pieces


def test_a_fence_holds_until_one_as_long_of_its_kind() -> None:
    fence, held = 0, []
    for line in ("````text", "*plain*", "```", "~~~~", "````", "*soft*"):
        spans, fence = md.spans(line, fence)
        held.append(all(style & md.CODE for _, _, style in spans) and bool(spans))
    assert held == [True, True, True, True, True, False]
    assert fence == 0


@given(st.text(alphabet="ab #@*_`~[]()>-+.1!\\\t\U0001f331'\"https:/", max_size=60), st.integers(-5, 5))
def test_spans_lie_within_the_line(line: str, fence: int) -> None:
    spans, _ = md.spans(line, fence)
    assert all(0 <= start <= end <= len(line) for start, end, _ in spans)


def test_a_line_without_end_is_shown_plain() -> None:
    assert md.spans("*a" * md.LONGEST_LINE)[0] == []


@given(st.text(max_size=20), st.integers(0, 20))
def test_places_are_counted_both_ways(text: str, at: int) -> None:
    at = min(at, len(text))
    assert code_points(text, utf16_length(text[:at])) == at


def formats(editor: Editor, line: int) -> list[tuple[int, int, QTextCharFormat]]:
    """The styles that the layout of a line really has."""
    layout = editor.document().findBlockByNumber(line).layout()
    assert layout is not None
    return [(run.start, run.length, QTextCharFormat(run.format)) for run in layout.formats()]


def test_the_widget_shows_the_styles_where_they_are(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme("light", "still")
    theme.apply(qapp)
    editor = Editor(theme, lambda sign: [])
    qtbot.addWidget(editor)
    editor.set_text("\U0001f331 **firm** #tag\n```\n**not**\n```\n**firm**")
    runs = formats(editor, 0)
    assert [(start, length) for start, length, _ in runs] == [(3, 2), (5, 4), (9, 2), (12, 4)]
    assert runs[1][2].fontWeight() == QFont.Weight.DemiBold
    assert runs[3][2].foreground().color() == theme.color("teal")
    assert all(run[2].fontWeight() != QFont.Weight.DemiBold for run in formats(editor, 2))
    assert [length for _, length, _ in formats(editor, 4)] == [2, 4, 2]
    theme.set_choice("dark", "still")
    assert formats(editor, 0)[3][2].foreground().color() == theme.color("teal")


def test_a_long_text_is_styled_to_its_end_after_a_while(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme("light", "still")
    theme.apply(qapp)
    editor = Editor(theme, lambda sign: [])
    qtbot.addWidget(editor)
    editor.set_text("some **firm** words to read\n" * 2000 + "**end**")
    assert not formats(editor, 2000)
    qtbot.waitUntil(lambda: bool(formats(editor, 2000)), timeout=20_000)
    assert editor.text.endswith("\n**end**")
