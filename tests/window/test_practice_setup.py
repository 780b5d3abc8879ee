"""The set-up of a sitting: it holds everything, shows the usual first, and keeps set-ups under a name."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.practice.breathing import CAUTION, own_pattern
from closeness_desktop.practice.catalogue import find, plan_of
from closeness_desktop.practice.intervals import At, AtRandom, Every, FromEnd
from closeness_desktop.practice.plan import Around, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import setup_bells
from closeness_desktop.window.pages.practice_setup import PracticeSetup
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.theme.theme import Theme
from tests.window.conftest import Heard

SIT, BREATHE = find("sitting"), find("breathing")
assert SIT is not None
assert BREATHE is not None


@pytest.fixture
def setup(context: Context) -> Iterator[PracticeSetup]:
    sounds = Sounds()
    made = PracticeSetup(context, sounds)
    made.resize(1085, 820)
    made.show_practice(SIT, SittingPlan())
    made.show()
    yield made
    sounds.finish()
    made.close()
    made.deleteLater()  # now and not at the end of all tests: each new theme restyles all widgets there are
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def bell_wav() -> bytes:
    """A tenth of a second of silence, as a file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return file.getvalue()


def click(setup: PracticeSetup, name: str) -> None:
    (button,) = [one for one in setup.presets.chips if one.word == name]
    button.click()


@pytest.mark.parametrize(
    "plan",
    [
        SittingPlan(),
        SittingPlan(seconds=None, prepare=0, start_strikes=0, end_strikes=0),
        SittingPlan(seconds=45 * 60, prepare=600, intervals=Every(900), overtime=True, breathing="5.5"),
        SittingPlan(seconds=24 * 3600, prepare=47, breathing="own", sound="bell", interval_sound="bowl"),
        SittingPlan(intervals=At((300, 1500)), interval_strikes=2, breathing="4-7-8", holds=True, cues=True),
        SittingPlan(intervals=FromEnd((100, 300)), breathing="box"),
        SittingPlan(intervals=AtRandom(90, 600), around=Around("rain", 10, 20, awake=True)),
        SittingPlan(breathing="pattern", pattern=own_pattern(4.5, 7, hold=1.5, rest=2), holds=True),
    ],
)
def test_the_form_holds_everything(setup: PracticeSetup, plan: SittingPlan) -> None:
    setup.show_practice(SIT, plan)
    assert setup.plan() == plan
    setup.show_practice(SIT, SittingPlan())
    assert setup.plan() == SittingPlan()


def test_what_does_not_belong_is_put_away(setup: PracticeSetup) -> None:
    bells, breathing, around = setup.bells, setup.breathing, setup.around
    details: list[QWidget] = [bells.every, bells.points, bells.least, bells.most, bells.strikes]
    details += [breathing.holds, breathing.inhale, breathing.hold, breathing.cues, around.bed_volume]
    assert not any(each.isVisibleTo(setup) for each in details)
    bells.between.choose(AtRandom)
    shown = [each for each in details if each.isVisibleTo(setup)]
    assert shown == [bells.least, bells.most, bells.strikes]
    bells.between.choose(None)
    breathing.pace.choose("6")
    assert [each for each in details if each.isVisibleTo(setup)] == [breathing.cues]
    around.bed.choose("sea")
    assert around.bed_volume.isVisibleTo(setup)
    assert not around.voice.isVisibleTo(setup), "a sitting says nothing"


def test_no_breath_is_held_until_the_person_wants_it(setup: PracticeSetup) -> None:
    breathing = setup.breathing
    breathing.pace.choose("4-7-8")
    assert breathing.caution.isVisibleTo(setup)
    assert breathing.caution.text() == CAUTION
    assert "held" not in setup.outline.text()
    assert not setup.plan().holds
    breathing.holds.click()
    assert setup.outline.text().endswith("breathing 4 in – 7 held – 8 out.")
    breathing.pace.choose("6")
    assert not breathing.holds.isVisibleTo(setup)


def test_quick_choices_and_open_ended_exclude_each_other(setup: PracticeSetup) -> None:
    time = setup.time
    time.open_ended.click()
    assert setup.plan().seconds is None
    assert not time.minutes.isEnabled()
    assert not any(chip.isChecked() for chip in time.quick)
    time.quick[0].click()
    assert setup.plan().seconds == 300
    assert [chip.isChecked() for chip in time.quick] == [True] + [False] * 5
    time.minutes.setValue(7)
    assert not any(chip.isChecked() for chip in time.quick)
    assert setup.outline.text() == "7 minutes, after 10 seconds to settle in."


@pytest.mark.parametrize("typed", ["", "five", "5, x", "0.01", "5 5.1", "-3", "1e3", "5,,"])
def test_times_that_cannot_be_read_are_told_and_nothing_begins(setup: PracticeSetup, typed: str) -> None:
    setup.bells.between.choose(At)
    setup.bells.points.setText("5")
    assert setup.begin.isEnabled()
    setup.bells.points.setText(typed)
    if typed == "5,,":
        assert setup.plan().intervals == At((300,))
        return
    assert not setup.begin.isEnabled()
    assert setup.outline.text().endswith(".")
    assert setup.bells.note.text() == setup.outline.text()


def test_bells_that_would_not_ring_are_told(setup: PracticeSetup) -> None:
    bells = setup.bells
    bells.between.choose(At)
    bells.points.setText("5, 10")
    assert bells.note.text() == setup_bells.BEYOND
    bells.points.setText("5 9.5")
    assert not bells.note.isVisibleTo(setup)
    bells.between.choose(FromEnd)
    assert bells.points.accessibleName() == "Minutes before the end"
    assert setup.plan().intervals == FromEnd((300, 570))
    setup.time.open_ended.click()
    assert bells.note.text() == setup_bells.ENDLESS


def test_bells_at_random_are_drawn_anew_for_each_sitting(setup: PracticeSetup) -> None:
    begun: list[SittingPlan] = []
    setup.begun.connect(begun.append)
    setup.begin.click()
    setup.bells.between.choose(AtRandom)
    for _ in range(3):
        setup.begin.click()
    assert begun[0].seed == 0
    assert len({plan.seed for plan in begun[1:]}) > 1
    assert {replace(plan, seed=0) for plan in begun[1:]} == {setup.plan()}


def test_a_sound_can_be_heard_before_it_is_needed(setup: PracticeSetup) -> None:
    struck: list[str] = []
    setup._sounds.struck.connect(struck.append)
    setup.bells.sound.choose("bell")
    setup.bells.between.choose(Every)
    for trial in setup.bells.findChildren(QAbstractButton):
        if trial.text() == "Hear it":
            trial.click()
    assert struck == ["bell", "woodblock"]
    assert not setup.around.bed.trial.isVisibleTo(setup), "quiet is not tried"
    setup.around.bed.choose("rain")
    setup.around.bed.trial.click()
    assert setup.around.bed.trial.accessibleName() == "Hear it: Sound around you"


def test_a_missing_device_is_told_before_sitting_down(setup: PracticeSetup) -> None:
    assert setup.bells.silent.text() == setup._sounds.why
    assert setup.bells.silent.isVisible() is bool(setup._sounds.why)


def test_a_sound_of_ones_own_can_be_chosen_and_may_go(
    setup: PracticeSetup, context: Context, bell_wav: bytes
) -> None:
    own = context.journal.sounds.add("Grandmother’s bell", bell_wav)
    setup.bells.sound.choose(f"own:{own.id}")
    assert setup.bells.sound.choice.currentText() == "Grandmother’s bell"
    plan = setup.plan()
    assert plan.sound == f"own:{own.id}"
    context.journal.sounds.remove(own.id)
    setup.show_practice(SIT, plan)
    assert setup.bells.sound.choice.currentText() == "A sound that is gone"
    assert setup.plan() == plan, "it may come back"


# Set-ups kept under a name


def keep(setup: PracticeSetup, name: str, qtbot: QtBot) -> None:
    setup.presets.keep.click()
    qtbot.keyClicks(setup.presets.name, name)
    qtbot.keyClick(setup.presets.name, Qt.Key.Key_Return)


def names(setup: PracticeSetup) -> list[str]:
    return [chip.word for chip in setup.presets.chips]


def test_a_set_up_is_kept_under_a_name_and_chosen_again(setup: PracticeSetup, qtbot: QtBot) -> None:
    plan = SittingPlan(seconds=1800, intervals=AtRandom(60, 300), around=Around("sea", awake=True))
    setup.show_practice(SIT, plan.begun_with(99))
    keep(setup, "Morning", qtbot)
    assert names(setup) == ["Morning"]
    assert setup.presets.chips[0].isChecked()
    assert not setup.presets.name.isVisible()
    setup.time.quick[0].click()
    assert not setup.presets.chips[0].isChecked()
    click(setup, "Morning")
    assert setup.plan() == plan
    assert setup.presets.chips[0].isChecked()


def test_a_set_up_belongs_to_its_practice(setup: PracticeSetup, qtbot: QtBot) -> None:
    keep(setup, "Morning", qtbot)
    setup.show_practice(BREATHE, plan_of(BREATHE))
    assert names(setup) == []
    setup.show_practice(SIT, SittingPlan())
    assert names(setup) == ["Morning"]


def test_keeping_under_a_name_that_is_there_can_be_taken_back(
    setup: PracticeSetup, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    keep(setup, "Morning", qtbot)
    setup.time.quick[5].click()
    keep(setup, " morning ", qtbot)
    assert len(names(setup)) == 1
    (preset,) = context.journal.presets.all()
    assert preset.plan["seconds"] == 2700
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    (preset,) = context.journal.presets.all()
    assert (preset.name, preset.plan["seconds"]) == ("Morning", 600)


def test_renaming_and_deleting_can_be_taken_back(
    setup: PracticeSetup, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    keep(setup, "Morning", qtbot)
    setup.presets.rename.click()
    assert setup.presets.name.text() == "Morning"
    qtbot.keyClicks(setup.presets.name, "Evening")
    setup.presets.save.click()
    assert names(setup) == ["Evening"]
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert names(setup) == ["Morning"]
    setup.presets.delete.click()
    assert names(setup) == []
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert names(setup) == ["Morning"]


@pytest.mark.parametrize("name", ["", "   "])
def test_a_set_up_needs_a_name(setup: PracticeSetup, name: str, qtbot: QtBot) -> None:
    keep(setup, name, qtbot)
    assert names(setup) == []
    assert setup.presets.wrong.isVisibleTo(setup)
    assert setup.presets.wrong.text().endswith(".")
    setup.presets.cancel.click()
    assert not setup.presets.wrong.isVisibleTo(setup)


def test_a_name_that_is_taken_is_told(setup: PracticeSetup, qtbot: QtBot) -> None:
    keep(setup, "Morning", qtbot)
    setup.time.quick[0].click()
    keep(setup, "Short", qtbot)
    setup.presets.rename.click()
    qtbot.keyClicks(setup.presets.name, "Morning")
    setup.presets.save.click()
    assert "“Morning”" in setup.presets.wrong.text()
    assert names(setup) == ["Morning", "Short"]


def test_a_strange_kept_set_up_is_passed_over(setup: PracticeSetup, context: Context) -> None:
    context.journal.presets.save("From later", {"practice": "sitting@1", "seconds": 10**9})
    context.journal.presets.save("Plain", {"practice": "sitting@1"})
    assert names(setup) == ["Plain"]


def test_a_locked_page_forgets_names(
    setup: PracticeSetup, context: Context, bell_wav: bytes, qtbot: QtBot
) -> None:
    context.journal.sounds.add("Grandmother’s bell", bell_wav)
    keep(setup, "Morning", qtbot)
    setup.forget()
    assert names(setup) == []
    choices = setup.findChildren(QComboBox)
    assert not [each for each in choices if each.findText("Grandmother’s bell") >= 0]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_a_narrow_window_at_any_text_size(context: Context, qtbot: QtBot, scale: float) -> None:
    theme = Theme("light", "still", text_scale=scale)
    setup = PracticeSetup(replace(context, theme=theme), Sounds())
    qtbot.addWidget(setup)
    plan = SittingPlan(
        intervals=At((300,)),
        breathing="pattern",
        holds=True,
        cues=True,
        around=Around("rain"),
        pattern=own_pattern(4, 4, hold=4, rest=4),
    )
    setup.show_practice(SIT, plan)
    setup.presets.keep.click()
    setup.resize(544, 800)
    setup.show()
    inside = setup.title.parentWidget()
    assert inside.width() <= 544
