"""How a person likes to write, as the journal keeps it: the look of the text, and languages to spell by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Slot
from shiboken6 import isValid

from closeness_desktop.errors import KnownError
from closeness_desktop.journal.settings import SettingStore
from closeness_desktop.records import Change
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.look import SETTING, EditorLook
from closeness_desktop.window.editor.spell_marks import SpellMarks
from closeness_desktop.window.editor.spelling import Speller, dictionaries
from closeness_desktop.window.editor.writing import WritingArea
from closeness_desktop.window.pages.known_names import KnownNames

LANGUAGES = "spelling"
"""The setting: codes of the languages to spell by, as "en_US"; none at all: those of the desktop."""


def languages(settings: SettingStore, found: Mapping[str, Path]) -> tuple[str, ...]:
    """The languages to spell by, of those that have a dictionary here."""
    kept = settings.get(LANGUAGES)
    if isinstance(kept, list):
        return tuple(code for code in kept if code in found)
    return usual_languages(found, QLocale.system().uiLanguages())


def usual_languages(found: Iterable[str], wishes: Iterable[str]) -> tuple[str, ...]:
    """The first dictionary that fits what the desktop speaks: the very variant, or else the language."""
    codes = list(found)
    for wish in wishes:
        code = wish.replace("-", "_")
        parts = code.split("_")
        exact = f"{parts[0]}_{parts[-1]}"
        for fits in (
            [each for each in codes if each in (code, exact)],
            [each for each in codes if each.split("_")[0] == parts[0]],
        ):
            if fits:
                return (fits[0],)
    return ()


class WritingHabits(QObject):
    """Follows what is set, and keeps the words that are to pass."""

    def __init__(self, context: Context, writing: WritingArea, names: KnownNames) -> None:
        super().__init__(writing)
        self._context, self._writing, self._names = context, writing, names
        self._found: dict[str, Path] = {}
        self._spelled: tuple[object, ...] = ()
        self.marks = SpellMarks(writing.editor, context.theme, context.worker)
        self.marks.own_wanted.connect(self._let_pass)
        self.marks.failed.connect(self._say_failed)
        context.changes.changed.connect(self._changed)
        self._set_look()
        context.worker.run(dictionaries, self._take)

    def forget(self) -> None:
        """Let go of every word."""
        self._spelled = ()
        self.marks.forget()

    def _take(self, found: dict[str, Path]) -> None:
        if isValid(self):
            self._found = found
            self._spell()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "setting" in change.kinds:
            self._set_look()
        if change.kinds & {"setting", "own_word", "person", "tag"}:
            self._names.outdated()
            self._spell()

    def _set_look(self) -> None:
        self._writing.editor.set_look(EditorLook.of(self._context.journal.settings.get(SETTING)))

    def _spell(self) -> None:
        """Spell by what is set now, unless that is what is done already."""
        journal = self._context.journal
        chosen = languages(journal.settings, self._found)
        known = frozenset(
            [own.word for own in journal.own_words.all()] + [*self._names.of("@"), *self._names.of("#")]
            if chosen
            else ()
        )
        if (chosen, known) != self._spelled:
            self._spelled = (chosen, known)
            self.marks.spell_by(Speller([self._found[code] for code in chosen], known))

    @Slot(str)
    def _let_pass(self, word: str) -> None:
        words = self._context.journal.own_words
        try:
            own = words.add(word)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._context.say(
            f"“{own.word}” counts as right from now on.",
            partial(words.remove, own.id),
            partial(words.bring_back, own.id),
        )

    @Slot()
    def _say_failed(self) -> None:
        self._context.say("A dictionary of this computer cannot be read, so spelling is not looked at.")
