"""The right side of the journal: one entry being read and written, and everything that keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from closeness_desktop.errors import StorageError
from closeness_desktop.records import Entry, EntryKind, Moment, Strength
from closeness_desktop.window.attachments.entry_attachments import EntryAttachments
from closeness_desktop.window.autosave import Autosave, SaveState
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.writing import WritingArea
from closeness_desktop.window.pages.entry_beginning import EntryBeginning
from closeness_desktop.window.pages.entry_choices import EntryChoices
from closeness_desktop.window.pages.entry_header import EntryHeader
from closeness_desktop.window.pages.entry_panels import Panel
from closeness_desktop.window.pages.entry_reading import EntryReading
from closeness_desktop.window.pages.known_names import KnownNames
from closeness_desktop.window.pages.writing_habits import WritingHabits
from closeness_desktop.window.search.hit_bar import HitBar
from closeness_desktop.window.search.marks import HitMarks
from closeness_desktop.window.widgets.empty_state import EmptyState

_NOTHING_OPEN = ("Nothing is open", "Choose an entry, or begin a new one.")
_NOTHING_WRITTEN = (
    "Nothing is written yet",
    "What you write here is encrypted on this computer. Nobody else can read it.",
)


class EntryPane(QWidget):
    """Shows one entry, or says that there is none. `origin` is the page, in whose name it writes."""

    saved = Signal(object)
    """The journal now holds this Entry, written here."""

    new_wanted = Signal()

    def __init__(self, context: Context, names: KnownNames, origin: object) -> None:
        super().__init__()
        self._context, self._names, self._origin = context, names, origin
        self.header = EntryHeader(context.theme, names.quadrant)
        self.writing = WritingArea(context.theme, names.of)
        self.habits = WritingHabits(context, self.writing, names)
        self.editor = self.writing.editor
        self.editor.set_head(self.header)
        self.autosave = Autosave(context.journal, self._text, context.say, origin=origin, parent=self)
        self.choices = EntryChoices(context, names, self.header, self.autosave, self)
        self.empty = EmptyState(context.theme, *_NOTHING_OPEN, "New entry")
        self.marks = HitMarks(self.editor, context.theme, self)
        self.hit_bar = HitBar(context.theme, self.marks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.writing)
        column.addWidget(self.hit_bar)
        self.attachments = EntryAttachments(context, self.editor, self._keep_entry, origin, self)
        column.addWidget(self.attachments)
        self.attachments.offer(self.header.attach)
        self.reading = EntryReading(
            context,
            self.attachments.attaching.gallery,
            self.writing,
            self.header,
            self._stack,
            self.autosave,
            self,
        )
        self.reading.attachment_wanted.connect(self.attachments.showing.open_id)
        self.hit_bar.stepping.connect(self.reading.write)
        self.beginning = EntryBeginning(context, self.editor, self.header, self.autosave, self)
        self.beginning.writes.connect(self.reading.write)
        self.header.set_tab_order(self.editor)
        for command in (*self.writing.commands(), *self.beginning.commands()):
            context.commands.add(command, self.writing)
        self._connect()

    def _connect(self) -> None:
        header, autosave = self.header, self.autosave
        self.empty.acted.connect(self.new_wanted)
        self.editor.edited.connect(autosave.touch)
        self.editor.refused.connect(self._context.say)
        self.editor.pictures_came.connect(self.attachments.attaching.add_pictures)
        header.title.textEdited.connect(autosave.touch)
        header.title.left_downwards.connect(self._to_text)
        autosave.state_changed.connect(header.show_state)
        autosave.saved.connect(self._on_saved)

    # --- which entry ---

    @property
    def entry(self) -> Entry | None:
        """The entry that is open, as last written; None when there is none."""
        return self.autosave.entry

    @property
    def is_unsaved(self) -> bool:
        """Whether something here is not in the journal yet."""
        return self.autosave.state in (SaveState.WRITING, SaveState.FAILED)

    def open(self, id: str) -> None:
        """Show an entry of the journal. What was open must have been flushed. Raises NotFoundError."""
        self._begin(self._context.journal.entries.get(id), stored=True)

    def open_new(
        self,
        *,
        session: str | None = None,
        feelings: tuple[Strength, ...] = (),
        text: str = "",
        at: Moment | None = None,
    ) -> None:
        """Begin an entry, of now unless `at` says when.

        It is kept from its first word, or at once if it comes with words or feelings.
        """
        journal = self._context.journal
        self.reading.write()
        kind: EntryKind = "entry" if session is None else "practice-note"
        id, at = journal.entries.new_id(), at or journal.now()
        entry = Entry(id, at, kind, "", text, feelings, session=session)
        self._begin(entry, stored=False)
        if text or feelings:
            self.editor.to_end()
            self.autosave.change()
        elif session is None:
            self.beginning.new()

    def take_over(self, entry: Entry) -> None:
        """Show what somebody else made of the open entry, if nothing is unsaved here; the cursor stays."""
        if self.is_unsaved:
            return
        self.autosave.begin(entry, stored=True)
        self._show_header(entry)
        if entry.title != self.header.title.title:
            self.header.title.show_title(entry.title)
        self.editor.take_over(entry.body)
        self.writing.text_changed()
        self.reading.refresh()
        self.marks.look_again()

    def close_entry(self) -> None:
        """Show that nothing is open. What was open must have been flushed, or is to be lost."""
        self.autosave.stop()
        for panel in self.findChildren(Panel):
            panel.close()
        self.beginning.old()
        self.editor.put_away()
        self.writing.set_only_page(False)
        self.reading.forget()
        self.attachments.show_entry(None)
        self.marks.look_again()
        self.header.forget()
        self._stack.setCurrentWidget(self.empty)

    def forget(self) -> None:
        """The journal locks: show nothing, and let go of what could be undone in any entry."""
        self.close_entry()
        self.attachments.forget()
        self.writing.forget()
        self.habits.forget()

    def show_first_words(self, is_first: bool) -> None:
        """What to say while nothing is open; is_first: nothing was ever written."""
        title, text = _NOTHING_WRITTEN if is_first else _NOTHING_OPEN
        self.empty.title.setText(title)
        self.empty.text.setText(text)

    def flush(self) -> None:
        """Write what is unwritten; what is being composed is committed first. Raises StorageError."""
        if self.editor.is_composing:
            QGuiApplication.inputMethod().commit()
        self.autosave.flush()

    def _begin(self, entry: Entry, *, stored: bool) -> None:
        self.autosave.begin(entry, stored=stored)
        self.beginning.old()
        self._show_header(entry)
        self.header.show_state(self.autosave.state)
        self.header.title.show_title(entry.title)
        self.editor.open_text(entry.id, entry.body)
        self.attachments.show_entry(entry.id)
        self.marks.look_again()
        self.writing.text_changed()
        self.reading.show()

    def _show_header(self, entry: Entry) -> None:
        self.choices.show(entry)
        self.header.set_tab_order(self.reading.page)

    def _keep_entry(self) -> str | None:
        """Have the open entry in the journal even without a word, so that something can be attached to it."""
        entry = self.entry
        if entry is None:
            return None
        try:
            self.flush()
            if not self.autosave.is_stored:
                kept = self._context.journal.entries.add(
                    id=entry.id, at=entry.at, kind=entry.kind, session=entry.session, origin=self._origin
                )
                self.autosave.begin(kept, stored=True)
                self.header.show_state(self.autosave.state)
                self._on_saved(kept)
        except StorageError as error:
            self._context.say(str(error))
            return None
        return entry.id

    def _text(self) -> tuple[str, str]:
        return self.header.title.title, self.editor.text

    @Slot(object)
    def _on_saved(self, entry: Entry) -> None:
        self._names.outdated()
        self._show_header(entry)
        self.saved.emit(entry)

    @Slot()
    def _to_text(self) -> None:
        self.reading.page.setFocus(Qt.FocusReason.TabFocusReason)
