"""Every practice and programme that comes with the program is sound, well written, and keeps its promises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from closeness_desktop import paths
from closeness_desktop.practice import catalogue
from closeness_desktop.practice.format import MOST_EVENTS, Bell, Practice, Programme
from closeness_desktop.practice.lint import lint, lint_programme
from closeness_desktop.practice.reading import read_practice, read_programme
from closeness_desktop.practice.stretch import stretch
from closeness_desktop.practice.walk import count, walk
from tests.support import practice_ids

LICENCE = "GPL-3.0-or-later"


def files(folder: str) -> list[Path]:
    """The shipped files of a folder."""
    return sorted(paths.resource(folder).glob("*"))


@cache
def practice_in(file: Path) -> Practice:
    """Read with all rules, as `practice check` reads it."""
    return read_practice(file.read_bytes(), file.name)


@cache
def programme_in(file: Path) -> Programme:
    """The same for a programme."""
    return read_programme(file.read_bytes(), file.name)


each_practice = pytest.mark.parametrize("file", files("practices"), ids=lambda file: file.stem)
each_programme = pytest.mark.parametrize("file", files("programmes"), ids=lambda file: file.stem)


@each_practice
def test_a_practice_keeps_every_rule_and_the_lint_has_no_remark(file: Path) -> None:
    assert list(map(str, lint(practice_in(file), file.name))) == []


@each_practice
def test_a_practice_is_called_like_its_file_and_may_be_passed_on(file: Path) -> None:
    practice = practice_in(file)
    assert file.name == f"{practice.id}.yaml"
    assert practice.licence == LICENCE


@each_practice
def test_a_practice_stretches_exactly_to_its_least_and_its_greatest_length(file: Path) -> None:
    practice = practice_in(file)
    assert count(practice) <= MOST_EVENTS
    if practice.total is None or practice.timer is not None:
        return
    for seconds in (practice.total.min, practice.total.default, practice.total.max):
        assert stretch(practice, seconds).total == pytest.approx(seconds, abs=1e-6)


@each_practice
def test_every_bell_of_a_practice_has_its_sound(file: Path) -> None:
    sounds = {met.step.sound for met in walk(practice_in(file)) if isinstance(met.step, Bell)}
    assert [sound for sound in sounds if not paths.resource("sounds", f"{sound}.wav").is_file()] == []


@each_practice
def test_the_ids_under_which_answers_are_kept_do_not_change_within_a_version(file: Path) -> None:
    """Of a new practice or a raised version: record them (see tests/support/practice_ids.py)."""
    practice = practice_in(file)
    assert practice_ids.recorded().get(practice.reference) == practice_ids.ids_of(practice)


@each_programme
def test_a_programme_keeps_every_rule_and_the_lint_has_no_remark(file: Path) -> None:
    programme = programme_in(file)
    assert list(map(str, lint_programme(programme, file.name))) == []
    assert (file.name, programme.licence) == (f"{programme.id}.yaml", LICENCE)


@each_programme
def test_a_programme_offers_only_practices_that_there_are(file: Path) -> None:
    known = {practice.stem for practice in files("practices")}
    assert [day.id for day in programme_in(file).days if day.practice not in known] == []


def test_there_are_as_many_as_were_promised() -> None:
    assert len(catalogue.practices()) >= 24
    assert len(catalogue.programmes()) >= 4
    assert {practice.people for practice in catalogue.practices()} == {1, 2}


def test_what_the_catalogue_reads_by_types_alone_is_what_the_rules_have_seen() -> None:
    seen = {practice.id: practice for practice in map(practice_in, files("practices"))}
    assert {practice.id: practice for practice in catalogue.practices()} == seen
