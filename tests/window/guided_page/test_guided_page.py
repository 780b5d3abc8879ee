"""A guided session on its page: what is seen and heard as time goes by."""

from __future__ import annotations

import datetime as dt

import pytest

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Breathe
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_run import GuidedRun
from tests.support.practices import practice, prompt, say, silence, turn
from tests.window import guided
from tests.window.guided_page.conftest import Begun


def shown(run: GuidedRun) -> tuple[str, str, str]:
    return run.view.title.text(), run.view.word.text(), run.view.time.text()


def test_lines_come_one_after_another_and_time_is_told(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(say("a", "Sit as you like.", "Let your shoulders sink."), silence(secs=60)))
    assert shown(run) == ("Trial · 1 of 2", "Sit as you like.", "1:06 left")
    guided.pass_time(run, clock, 4)
    assert run.view.word.text() == "Let your shoulders sink."
    guided.pass_time(run, clock, 32)
    assert run.view.progress.isVisible()
    assert run.view.progress.value() == pytest.approx(545, abs=10)
    run.view.hide_time.click()
    assert (run.view.time.text(), run.view.progress.isVisible()) == ("", False)


def test_a_turn_shows_who_speaks_and_how_long(begun: Begun, clock: DrivenClock, page: GuidedPage) -> None:
    tried = practice(turn("a", listener=("Only listen.",)), people=2)
    run = GuidedRun(page.context.theme, clock, page.keeper, page.run.around.sounds)
    run.resize(860, 640)
    run.begin(guided.session_of(tried))
    guided.pass_time(run, clock, 26)
    view = run.view
    assert (view.turns.isHidden(), view.circles.isHidden()) == (False, True)
    assert view.turns.accessibleName() == "The one who began speaks. The other listens."
    assert (view.time.text(), view.soft.text()) == ("1:34", "Listener: Only listen.")
    run.drop()


def test_a_cool_down_tells_the_time_of_day_at_which_it_ends(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(silence(secs=1200, show="return")))
    local = (clock.wall() + dt.timedelta(minutes=20)).astimezone()
    assert run.view.time.text() == f"Back at {local:%H:%M}"
    assert not run.view.progress.isVisible()


def test_a_screen_reader_hears_every_step_and_every_line(begun: Begun, clock: DrivenClock) -> None:
    tried = practice(
        say("a", "Sit as you like."), silence(secs=10, hint="Just sit."), prompt(helper="A few lines.")
    )
    heard: list[str] = []
    run = begun(tried)
    run.view.announced.connect(heard.append)
    run.begin(guided.session_of(tried))
    guided.pass_time(run, clock, 30)
    run.pause_or_go_on()
    assert [line for line in heard if "sound" not in line] == [
        "Sit as you like.",
        "Just sit.",
        "What do you hear, if you listen for a while?",
    ]
    assert run.view.area.field.editor.accessibleDescription() == "A few lines. Ctrl+Enter goes on."  # type: ignore[union-attr]


def test_breathing_is_said_in_words(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(Breathe(id="a", inhale=4, exhale=6, secs=60, text=("Softly.",))))
    said = []
    for seconds in (4, 6, 4):
        said.append((run.view.word.text(), run.view.soft.text()))
        guided.pass_time(run, clock, seconds)
    assert said == [("Breathe in", "Softly."), ("Breathe out", "Softly."), ("Breathe in", "Softly.")]
    assert run.view.circles.isVisible()


def test_a_bell_is_seen_too(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(turn("a", warn=15.0), people=1))
    guided.pass_time(run, clock, 106)
    assert run.view.caption.text() == "A soft bell. This turn is nearly over."


def test_a_computer_that_slept_in_silence_asks(begun: Begun, clock: DrivenClock, context: Context) -> None:
    run = begun(practice(silence("a", 600), say("end")))
    guided.pass_time(run, clock, 30)
    clock.sleep(120)
    run.tick()
    assert run.view.word.text() == "Your computer slept for 2 minutes."
    assert guided.offered(run) == ["Go on from there", "Count that time", "End here"]
    run.view.count.click()
    assert run.session is not None
    assert run.session.done_seconds == 150


def test_a_line_that_nobody_heard_begins_again(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(say("a", "Sit as you like.", "Let your shoulders sink.", "Close your eyes.")))
    guided.pass_time(run, clock, 4)
    clock.sleep(120)
    run.tick()
    assert run.mode == "paused"
    assert run.view.soft.text() == (
        "Your computer slept for 2 minutes. What was under way begins again when you go on."
    )
    run.view.pause.click()
    assert (run.mode, run.view.word.text()) == ("running", "Sit as you like.")
