"""Programmes: days in any order, done when their practice was done; some begin after a yes only."""

from __future__ import annotations

from closeness_desktop.practice.format import Programme
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from tests.window.practice_room import practice_of, sat


def programme(page: PracticePage, ident: str) -> Programme:
    return next(one for one in page.context.practices.catalogue.programmes() if one.id == ident)


def day_links(page: PracticePage) -> list[LinkButton]:
    return [one for one in page.programme.days.findChildren(LinkButton) if one.text().startswith("Open")]


def test_a_day_is_done_once_its_practice_was_done_from_it_and_the_next_is_offered(
    practice_page: PracticePage, context: Context
) -> None:
    page, shown = practice_page, programme(practice_page, "knowing-myself")
    first = practice_of(shown.days[0].practice)
    sat(context, 60, practice=first.reference)  # for itself: that marks no day
    page.show_practices()
    page.open_programme(shown)
    assert page.programme.far.text() == "7 days"
    page.programme.go_on.click()
    assert page.about.isVisible()
    assert page.about.title.text() == first.title
    sat(context, 300, practice=first.reference)
    page.show_practices()
    page.open_programme(shown)
    assert page.programme.far.text() == "1 of 7 days"
    assert page.programme.go_on.text() == "Go on"
    assert page.programme.coming.text() == shown.days[1].title
    assert page.programme.go_on.accessibleName() == f"Go on: {shown.days[1].title}"
    (undo,) = [one for one in page.programme.days.findChildren(LinkButton) if one.text().startswith("Not")]
    undo.click()
    assert page.programme.far.text() == "7 days"


def test_days_come_in_any_order(practice_page: PracticePage, context: Context) -> None:
    page, shown = practice_page, programme(practice_page, "knowing-myself")
    page.open_programme(shown)
    links = day_links(page)
    assert len(links) == len(shown.days)
    links[4].click()
    practice = practice_of(shown.days[4].practice)
    assert page.about.title.text() == practice.title
    sat(context, 60, practice=practice.reference)
    page.show_practices()
    page.open_programme(shown)
    assert page.programme.far.text() == "1 of 7 days"
    assert page.programme.go_on.text() == "Go on"
    assert page.programme.coming.text() == shown.days[0].title
    assert page.programme.go_on.accessibleName() == f"Go on: {shown.days[0].title}"


def test_a_programme_that_asks_first_shows_its_days_after_a_yes_only(practice_page: PracticePage) -> None:
    page, shown = practice_page, programme(practice_page, "four-days-of-writing")
    page.open_programme(shown)
    assert page.programme.question.isVisible()
    assert page.programme.question.y() > page.programme.care.y()  # the cautions are read first
    assert not page.programme.days.isVisible()
    assert not page.programme.go_on.isVisible()
    (yes,) = [
        one for one in page.programme.findChildren(QuietButton) if one.text() == "Yes, show me the days"
    ]
    yes.click()
    assert page.programme.days.isVisible()
    page.open_programme(shown)
    assert not page.programme.question.isVisible()
    assert page.programme.days.isVisible()
