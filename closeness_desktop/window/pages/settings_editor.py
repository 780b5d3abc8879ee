"""Settings of writing: the face, size and lines of the text, the languages to spell by, and own words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from closeness_desktop.errors import KnownError
from closeness_desktop.records import Change, OwnWord
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.look import (
    EVEN,
    INTERFACE,
    READING,
    SETTING,
    SIZES,
    WIDTHS,
    EditorLook,
)
from closeness_desktop.window.editor.spelling import dictionaries
from closeness_desktop.window.pages.writing_habits import LANGUAGES, languages
from closeness_desktop.window.theme import fonts
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.form import choice, form
from closeness_desktop.window.widgets.labels import BodyLabel, PlainLabel, SoftLabel

SAMPLE = "What did you need in the pause, and did you get it?"
WIDTH_WORDS = {50: "Short", 60: "Rather short", 70: "Usual", 85: "Long", 0: "As the window"}
SIZE_WORDS = {13: "Small", 15: "Rather small", 17: "Usual", 19: "Rather large", 22: "Large", 26: "Very large"}
OURS = ((READING, fonts.READING), (INTERFACE, "As the desktop"), (EVEN, "Typewriter"))


class WritingCard(Card):
    """Every change holds at once, in an entry that is open too."""

    def __init__(self, context: Context) -> None:
        super().__init__("How you write")
        self._context = context
        self._found: dict[str, Path] = {}
        look = EditorLook.of(context.journal.settings.get(SETTING))
        self.face_box = choice("Face of the text", _faces(), look.face, self._set_look)
        self.size_box = choice(
            "Size of the text", tuple((n, SIZE_WORDS[n]) for n in SIZES), look.size, self._set_look
        )
        self.width_box = choice(
            "Length of a line", tuple((n, WIDTH_WORDS[n]) for n in WIDTHS), look.width, self._set_look
        )
        self.add(form((("Face", self.face_box), ("Size", self.size_box), ("Lines", self.width_box))))
        self.face_box.setMinimumContentsLength(len(OURS[1][1]))  # a family may have a very long name
        self.face_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sample = PlainLabel(SAMPLE, wrap=True)
        self.add(self.sample)
        self._spelling = QWidget()
        self._column = QVBoxLayout(self._spelling)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.languages: dict[str, QCheckBox] = {}
        self.add(self._spelling)
        self.words: list[Chip] = []
        self._own, self._own_words = QWidget(), QWidget()
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(SoftLabel("Words that you let pass. They are kept in your journal.", wrap=True))
        self._flow = FlowLayout(self._own_words, 8)
        own.addWidget(self._own_words)
        self.add(self._own)
        self._show_look()
        self._show_words()
        context.changes.changed.connect(self._changed)
        context.theme.changed.connect(self._show_look)
        context.worker.run(dictionaries, self._show_languages)

    def forget(self) -> None:
        """Let go of the own words."""
        self._fill_words([])

    # --- look ---

    def _set_look(self) -> None:
        look = EditorLook(
            self.face_box.currentData(), self.size_box.currentData(), self.width_box.currentData()
        )
        self._keep(SETTING, look.as_dict())
        self._show_look()

    @Slot()
    def _show_look(self) -> None:
        look = EditorLook.of(self._context.journal.settings.get(SETTING))
        for box, value in (
            (self.face_box, look.face),
            (self.size_box, look.size),
            (self.width_box, look.width),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.sample.setFont(look.font(self._context.theme))

    # --- spelling ---

    def _show_languages(self, found: dict[str, Path]) -> None:
        if not isValid(self):
            return
        self._found = found
        chosen = languages(self._context.journal.settings, found)
        self._column.addWidget(BodyLabel("Spelling"))
        names = {code: language_name(code) for code in found}
        for code in sorted(found, key=names.__getitem__):
            box = self.languages[code] = QCheckBox(names[code])
            box.setChecked(code in chosen)
            box.toggled.connect(self._set_languages)
            self._column.addWidget(box)
        said = (
            "Words that none of them knows are underlined. Their menu offers others."
            if found
            else "This computer has no dictionaries. Those for LibreOffice serve here too (Hunspell)."
        )
        self._column.addWidget(SoftLabel(said, wrap=True))

    @Slot()
    def _set_languages(self) -> None:
        self._keep(LANGUAGES, [code for code, box in self.languages.items() if box.isChecked()])

    # --- own words ---

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "own_word" in change.kinds:
            self._show_words()

    def _show_words(self) -> None:
        self._fill_words(self._context.journal.own_words.all())

    def _fill_words(self, words: list[OwnWord]) -> None:
        self._flow.clear()
        self.words = []
        for own in words:
            chip = Chip(self._context.theme, own.word, removable=True)
            chip.removed.connect(partial(self._remove, own))
            self._flow.addWidget(chip)
            self.words.append(chip)
        self._own.setVisible(bool(words))

    def _remove(self, own: OwnWord) -> None:
        store = self._context.journal.own_words
        try:
            store.remove(own.id)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._context.say(
            f"“{own.word}” is an own word no more.",
            partial(store.bring_back, own.id),
            partial(store.remove, own.id),
        )

    def _keep(self, key: str, value: object) -> None:
        try:
            self._context.journal.settings.set(key, value)
        except KnownError as error:
            self._context.say(str(error))


def _faces() -> tuple[tuple[str, str], ...]:
    """Ours first, then every family of this computer that can be set in any size."""
    ours = {fonts.READING, fonts.FALLBACK}
    families = (
        family
        for family in QFontDatabase.families()
        if family not in ours
        and QFontDatabase.isSmoothlyScalable(family)
        and not QFontDatabase.isPrivateFamily(family)
    )
    return (*OURS, *((family, family) for family in families))


def language_name(code: str) -> str:
    """ "Deutsch (Deutschland)", in the language's own words where Qt knows them; else the code."""
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return code
    name = locale.nativeLanguageName()
    name = name[:1].upper() + name[1:]
    place = locale.nativeTerritoryName() if "_" in code and " " not in name else ""  # “American English”
    return f"{name} ({place})" if place else name or code
