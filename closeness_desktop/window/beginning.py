"""What a new entry can begin with: a template that is filled in, or a question to write to."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLocale, QTime

from closeness_desktop import paths
from closeness_desktop.clock import local_time
from closeness_desktop.journal import Journal
from closeness_desktop.journal.filling import fill
from closeness_desktop.practice import prompts
from closeness_desktop.practice.prompts import WritingPrompt
from closeness_desktop.records import Moment, Template
from closeness_desktop.window.models.dates import date_text

OFFERED = "offer_beginnings"
"""The journal's setting that says whether a new entry offers a question and templates."""

THEME = "prompt_theme"
"""The journal's setting with the theme of the questions; "" for all of them."""


@dataclass(frozen=True)
class Beginning:
    """A title, and a text in parts between which the places for answers lie. prompt: id of the question that
    it is, "" for a template."""

    title: str = ""
    parts: tuple[str, ...] = ("",)
    prompt: str = ""


def of_template(template: Template, now: Moment) -> Beginning:
    """A template filled in with the day of the person, and the time by their clock."""
    at = local_time(now)
    values = {
        "date": date_text(at.date(), "d MMMM yyyy"),
        "time": QLocale().toString(QTime(at.hour, at.minute), "HH:mm"),
        "weekday": date_text(at.date(), "dddd"),
    }
    return Beginning("".join(fill(template.title, values)), fill(template.body, values))


def of_prompt(prompt: WritingPrompt) -> Beginning:
    """A question as a quotation, and room below it."""
    return Beginning("", (f"> {prompt.text}\n\n", ""), prompt.id)


def of_today(journal: Journal) -> Beginning | None:
    """What a new entry begins with by itself on this day of the week, if anything."""
    now = journal.now()
    template = journal.templates.on(dt.date.fromisoformat(now.day).weekday())
    return of_template(template, now) if template else None


@cache
def ready_made() -> tuple[Template, ...]:
    """The templates that come with the program; they belong to no journal."""
    return tuple(
        Template(each["id"], each["name"], each["title"], each["body"])
        for each in paths.read_yaml("templates", "en.yaml")
    )


class Questions:
    """The question of today, another one, and the ones before; every one that is shown is noted."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._chance = random.SystemRandom()

    @property
    def theme(self) -> str:
        """Id of the theme that questions come from, "" for all of them."""
        theme = self._journal.settings.get(THEME, "")
        return theme if theme in {each.id for each in prompts.themes()} else ""

    def set_theme(self, theme: str) -> None:
        """Ask from this theme from now on. Raises StorageError."""
        self._journal.settings.set(THEME, theme)

    def now(self) -> WritingPrompt | None:
        """What was shown last today, or else a new one. None when all were seen. Raises StorageError."""
        shown = self._today()
        return shown[-1] if shown else self.another()

    def another(self) -> WritingPrompt | None:
        """One that was not seen within a month; None when there is none left. Raises StorageError."""
        found = prompts.choose(self._journal.prompts.seen(), self._chance, self.theme)
        if found is not None:
            self._journal.prompts.show(found.id)
        return found

    def before(self, prompt: WritingPrompt) -> WritingPrompt | None:
        """What was shown today before this one, if anything was."""
        shown = self._today()
        place = shown.index(prompt) if prompt in shown else 0
        return shown[place - 1] if place else None

    def after(self, prompt: WritingPrompt) -> WritingPrompt | None:
        """What was shown today after this one, which was gone back to."""
        shown = self._today()
        place = shown.index(prompt) + 1 if prompt in shown else len(shown)
        return shown[place] if place < len(shown) else None

    def _today(self) -> list[WritingPrompt]:
        """Those of the theme that were shown today, in order."""
        found = [prompts.find(use.prompt) for use in self._journal.prompts.of_today()]
        theme = self.theme
        return [each for each in found if each is not None and theme in ("", each.theme)]
