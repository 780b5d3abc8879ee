"""What the Practice page lists of what was done, and what it asks about a session left under way."""

from __future__ import annotations

from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import RECENT, PracticePage
from closeness_desktop.window.widgets.buttons import LinkButton
from tests.window.conftest import Heard
from tests.window.practice_room import left_over, sat, texts


def test_what_was_sat_is_listed_plainly_and_more_can_be_shown(
    practice_page: PracticePage, context: Context
) -> None:
    page = practice_page
    assert not page.recent.isVisible()
    sat(context, 600)
    sat(context, 754, "early", "breathing@1")
    sat(context, 100, "abandoned")
    shown = texts(page.recent)
    assert "10:00 · to the end" in shown
    assert "12:34 · ended early" in shown
    assert shown.index("Slow breathing") < shown.index("Just sit"), "newest first"
    assert "1:40 · set aside" not in shown
    page.hide()  # what is not seen is not listed anew each time
    for number in range(RECENT + 1):
        sat(context, 60 + number)
    page.show()
    page.arrive()
    assert sum("·" in text for text in texts(page.recent)) == RECENT
    page.recent.more.click()
    assert sum("·" in text for text in texts(page.recent)) == RECENT + 3
    assert page.recent.more.isHidden()
    page.forget()
    assert "10:00 · to the end" not in texts(page)


def test_what_was_written_afterwards_or_can_be_still_is_one_step_away(
    practice_page: PracticePage, context: Context, heard: Heard
) -> None:
    def links(words: str) -> list[LinkButton]:
        return [one for one in practice_page.recent.findChildren(LinkButton) if one.text().startswith(words)]

    session = sat(context, 600)
    (link,) = links("Write about it")
    link.click()
    assert heard.gone == [("journal", {"new": True, "session": session})]
    sat(context, 300)
    assert not links("Read")
    entry = context.journal.entries.add(body="Quiet.", session=session)
    (link,) = links("Read what you wrote")
    link.click()
    assert heard.gone[1:] == [("journal", {"entry": entry.id})]


def test_a_sitting_left_by_a_kill_is_offered_and_discarding_can_be_taken_back(
    practice_page: PracticePage, context: Context, heard: Heard
) -> None:
    page, sessions = practice_page, context.journal.sessions
    assert not page.left_over.isVisible()
    session = left_over(context)
    page.arrive()
    assert page.left_over.words.text() == "You were 23 minutes into “Just sit”."
    page.left_over.resume.click()
    assert heard.gone == [("session", {"session": session})]
    page.left_over.keep.click()
    assert sessions.get(session).ended == "early"
    assert not page.left_over.isVisible()
    assert "23:00 · ended early" in texts(page.recent)
    ((_, undo),) = heard.said
    assert undo is not None
    assert heard.redo is not None
    undo()
    assert session not in [one.id for one in sessions.all()]
    heard.redo()
    assert sessions.get(session).ended == "early"
    session = left_over(context)
    page.arrive()
    page.left_over.discard.click()
    assert sessions.get(session).ended == "abandoned"
    assert not page.left_over.isVisible()
    (_, undo) = heard.said[-1]
    assert undo is not None
    undo()
    assert sessions.get(session).ended == "early"
