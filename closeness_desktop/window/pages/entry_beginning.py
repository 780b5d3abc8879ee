"""How the open entry begins: by itself on some days of the week, with a question or a template, or empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal, Slot

from closeness_desktop.errors import KnownError
from closeness_desktop.practice import prompts
from closeness_desktop.records import Template
from closeness_desktop.window.autosave import Autosave
from closeness_desktop.window.beginning import Beginning, Questions, of_prompt, of_template, of_today
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.answer_places import AnswerPlaces
from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.pages.entry_header import EntryHeader
from closeness_desktop.window.pages.entry_start import ALL_SEEN, EntryStart, template_menu

GO_ON, TEMPLATE = "A question to go on with", "Insert a template…"
TAB_LEADS = "Tab leads from one place to the next."


class EntryBeginning(QObject):
    """What a new entry begins with is nobody's words yet: an entry with nothing more is not kept."""

    writes = Signal()
    """Something is about to be put into the text: the editor should be what is shown."""

    def __init__(
        self, context: Context, editor: Editor, header: EntryHeader, autosave: Autosave, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._editor, self._header, self._autosave = context, editor, header, autosave
        self._offering = False
        self.places = AnswerPlaces(editor)
        self.start = EntryStart(context)
        header.add_below(self.start, self.start.tab_order)
        self.start.begun.connect(self.begin)
        editor.edited.connect(self._look)
        header.more.add(GO_ON, self.go_on)
        header.more.add(TEMPLATE, self.open_templates)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, by name."""
        where, enabled = "Journal", self._is_open
        return (
            Command("journal.go-on", GO_ON, self.go_on, where=where, enabled=enabled, words=("prompt",)),
            Command("journal.template", TEMPLATE, self.open_templates, where=where, enabled=enabled),
        )

    def _is_open(self) -> bool:
        return self._autosave.entry is not None

    def new(self) -> None:
        """An entry without any words was begun: begin it as this day does, or offer something."""
        if (beginning := of_today(self._context.journal)) is not None:
            self.begin(beginning)
        else:
            self._offering = True
            self.start.offer()
            self._header.set_tab_order(self._editor)

    def old(self) -> None:
        """Another text is shown, which began long ago."""
        self._offering = False
        self.places.forget()
        self.start.forget()

    def ask(self, prompt: str) -> None:
        """Begin the new entry with a question, by its id; one that this version no longer has is left out."""
        if (found := prompts.find(prompt)) is not None:
            self.begin(of_prompt(found))

    def use(self, template: Template) -> None:
        """Begin with a template, or put it in at the cursor where something is written already."""
        self.begin(of_template(template, self._context.journal.now()))

    @Slot(object)
    def begin(self, beginning: Beginning) -> None:
        """Put a beginning in, in place of the one that was there if nobody has written since."""
        is_new = not self._autosave.is_stored and self._autosave.is_blank
        if is_new:
            self._header.title.show_title(beginning.title)
            self._editor.selectAll()
        self._put(beginning.parts, beginning.prompt)
        if is_new:
            self._autosave.begin_with(self._header.title.title, self._editor.text)

    @Slot()
    def go_on(self) -> None:
        """A question that was not seen for a month, below what is written."""
        try:
            found = Questions(self._context.journal).another()
        except KnownError as error:
            self._context.say(str(error))
            return
        if found is None:
            self._context.say(ALL_SEEN)
        elif not self._editor.text:
            self.begin(of_prompt(found))
        else:
            self._editor.to_end()
            text = self._editor.shown_text
            missing = max(0, 2 - (len(text) - len(text.rstrip("\n"))))
            first, *rest = of_prompt(found).parts
            self._put(("\n" * missing + first, *rest), found.id)

    def _put(self, parts: Sequence[str], prompt: str = "") -> None:
        self.writes.emit()
        self.places.insert(parts)
        if prompt and (entry := self._autosave.entry) is not None:
            self._try(partial(self._context.journal.prompts.wrote, prompt, entry.id))
        self._look()
        self._editor.setFocus()
        if self.places.count > 1:
            self._context.say(TAB_LEADS)

    @Slot()
    def open_templates(self) -> None:
        """The templates as a menu below the button at the head."""
        menu = template_menu(self._context, self._header, self.use)
        button = self._header.more
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _look(self) -> None:
        """What is offered steps aside at the first word, and is there again when all is taken back."""
        if self._offering:
            self.start.setVisible(self._editor.document().isEmpty() and bool(self.start.question.text()))

    def _try(self, act: partial[None]) -> None:
        try:
            act()
        except KnownError as error:
            self._context.say(str(error))
