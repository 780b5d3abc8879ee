"""What there is, by reference, with titles that cost little, and packs that cannot pass for our own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from closeness_desktop import paths
from closeness_desktop.practice import catalogue
from closeness_desktop.practice.catalogue import Catalogue
from closeness_desktop.practice.format import THEMES, Bell, Loop
from closeness_desktop.practice.reading import read_practice

PACKED = """\
format: practice/1
id: sitting
version: 3
lang: en
title: Sit like me
summary: A practice that somebody wrote.
theme: settle
people: 1
licence: CC0-1.0
evidence: {level: 0, note: Nobody has looked.}
expect: [You sit.]
steps:
  - {id: open, kind: bell, sound: gong}
  - {id: again, kind: loop, times: 2, steps: [{id: ring, kind: bell, sound: gong}, {id: own, kind: bell}]}
"""


@pytest.fixture
def mine() -> Catalogue:
    """A catalogue of this test's own."""
    return Catalogue(paths.resource("practices"), paths.resource("programmes"))


def test_every_practice_is_found_by_its_reference_and_by_its_id() -> None:
    assert len(catalogue.practices()) >= 24
    for practice in catalogue.practices():
        assert catalogue.find(practice.reference) is practice
        assert catalogue.find(practice.id) is practice
        assert catalogue.find(f"{practice.id}@{practice.version + 1}") is None


def test_a_title_is_known_before_any_file_was_read_whole(mine: Catalogue) -> None:
    titles, at_once = {one.id: mine.title_of(f"{one.id}@9") for one in catalogue.practices()}, mine.titles()
    assert titles == at_once == {one.id: one.title for one in mine.practices()}


def test_what_is_not_here_is_called_by_its_id(mine: Catalogue) -> None:
    assert mine.title_of("walking@3") == "walking"
    assert mine.title_of("woods/walking@3") == "walking"
    assert mine.find("walking") is None
    assert mine.find("../practices/sitting") is None


def test_practices_come_by_theme_and_the_own_time_last() -> None:
    themes = [practice.theme for practice in catalogue.practices()]
    assert themes == sorted(themes, key=list(THEMES).index)
    assert [practice.id for practice in catalogue.timers()] == ["sitting", "breathing"]


def test_the_digest_is_that_of_the_file(mine: Catalogue) -> None:
    practice = mine.find("body-scan")
    assert practice is not None
    content = paths.resource("practices", "body-scan.yaml").read_bytes()
    assert mine.digest(practice) == hashlib.sha256(content).hexdigest()


def test_a_practice_of_a_pack_cannot_pass_for_one_of_ours(mine: Catalogue) -> None:
    assert mine.add_pack("woods", "0192-aa", {"sitting.yaml": PACKED}, ["gong"]) == ()
    packed, ours = mine.find("woods/sitting@3"), mine.find("sitting@1")
    assert packed is not None
    assert ours is not None
    assert packed.reference == "woods/sitting@3"
    assert (mine.title_of("woods/sitting@3"), mine.title_of("sitting@1")) == ("Sit like me", "Just sit")
    assert mine.titles()["woods/sitting"] == "Sit like me"
    assert mine.find("sitting@3") is None
    assert (mine.from_pack(packed), mine.from_pack(ours)) == (True, False)
    assert mine.digest(packed) == hashlib.sha256(PACKED.encode()).hexdigest()
    assert packed in mine.practices()


def test_the_bells_of_a_pack_ring_with_its_own_sounds(mine: Catalogue) -> None:
    mine.add_pack("woods", "0192-aa", {"sitting.yaml": PACKED}, ["gong"])
    packed = mine.find("woods/sitting")
    assert packed is not None
    first, loop = packed.steps
    assert isinstance(first, Bell)
    assert isinstance(loop, Loop)
    inner = [step.sound for step in loop.steps if isinstance(step, Bell)]
    assert [first.sound, *inner] == ["pack:0192-aa:gong", "pack:0192-aa:gong", "bowl"]


def test_a_file_of_a_pack_that_is_not_taken_is_left_out_and_told(mine: Catalogue) -> None:
    wrong = mine.add_pack("woods", "1", {"a.yaml": "id: a", "b.yaml": PACKED}, ["gong"])
    assert {one.file for one in wrong} == {"a.yaml"}
    assert [one.id for one in mine.practices() if mine.from_pack(one)] == ["woods/sitting"]


def test_minutes_are_the_usual_ones_with_a_guess_of_what_waits_for_the_person() -> None:
    asked = {one.id: catalogue.minutes_of(one) for one in catalogue.practices()}
    assert (asked["sitting"], asked["breathing"], asked["listening-dyad"]) == (None, 5, 11)
    text = PACKED.replace("sound: gong", "sound: bowl")
    assert catalogue.minutes_of(read_practice(text, "x")) is None
    writing = "  - {id: w, kind: prompt, text: [What now?], secs: 600}\n"
    assert catalogue.minutes_of(read_practice(text + writing, "x")) == 10


def test_a_folder_without_files_is_an_empty_catalogue(tmp_path: Path) -> None:
    empty = Catalogue(tmp_path / "a", tmp_path / "b")
    assert (empty.practices(), empty.programmes(), empty.timers()) == ((), (), ())
