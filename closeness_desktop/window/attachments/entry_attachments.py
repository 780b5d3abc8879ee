"""All that is attached to the open entry, below its text: the tiles, and what is being recorded just now."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.attachments.attaching import Attaching, Keep, Offering
from closeness_desktop.window.attachments.in_text import PicturesInText
from closeness_desktop.window.attachments.record_bar import RecordBar
from closeness_desktop.window.attachments.showing import Showing
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.clipboard_edit import ClipboardTextEdit

WHERE = "Journal"


class EntryAttachments(QWidget):
    """For the editor of a page, `host`, in whose name it writes. `keep`: see `attaching.Keep`."""

    def __init__(
        self, context: Context, editor: ClipboardTextEdit, keep: Keep, origin: object, host: QWidget
    ) -> None:
        super().__init__(host)
        self._context, self._editor, self._keep = context, editor, keep
        self.attaching = Attaching(context, editor, keep, origin, self)
        self.showing = Showing(context, self.attaching, self)
        self.recording = RecordBar(context.theme, self)
        self.recording.kept.connect(self._recorded)
        self.recording.failed.connect(context.say)
        self.recording.done.connect(self._back_to_text)
        self.in_text = PicturesInText(context.theme, editor, self.attaching.gallery, self)
        self.in_text.clicked.connect(self.showing.open_id)
        self._entry: str | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.recording)
        column.addWidget(self.attaching.strip)
        for id, title, act, keys, words in (
            ("photos", "Attach photos", self.attaching.choose_photos, "Ctrl+Shift+P", ("picture", "image")),
            ("files", "Attach files, just as they are", self.attaching.choose_files, None, ("document",)),
            ("record", "Record a voice note", self.record, "Ctrl+Shift+R", ("sound", "microphone", "audio")),
        ):
            context.commands.add(
                Command(
                    f"attach.{id}",
                    title,
                    act,
                    QKeySequence(keys) if keys else None,
                    WHERE,
                    enabled=lambda: self._entry is not None,
                    words=words,
                ),
                host,
            )

    def offer(self, button: Offering) -> None:
        """Put what can be attached into the menu of a button."""
        button.add("Photos…", self.attaching.choose_photos)
        button.add("Files, just as they are…", self.attaching.choose_files)
        button.add("Record a voice note", self.record)
        button.add(
            "Bring back what was removed", self.attaching.bring_back, lambda: bool(self.attaching.removed)
        )

    def show_entry(self, entry: str | None) -> None:
        """Show what is attached to this entry; None: no entry is open. A recording goes to the one before."""
        if entry != self._entry:
            self.attaching.show(None)  # the editor shows another text by now
            self.finish()
            self.showing.leave_entry()
        self._entry = entry
        self.attaching.show(entry)
        self.in_text.look()

    @Slot()
    def record(self) -> None:
        """Begin to record a voice note."""
        self.showing.player.stop()
        if self._keep() is not None:
            self.recording.start()

    @Slot(bytes, float)
    def _recorded(self, wav: bytes, seconds: float) -> None:
        if self._entry is not None:
            self.attaching.add_sound(self._entry, wav, seconds)

    def finish(self) -> None:
        """Keep what was recorded so far, at once."""
        if self.recording.recording:
            wav, seconds = self.recording.finish()
            if wav and self._entry is not None:
                self.attaching.add_sound(self._entry, wav, seconds, at_once=True)

    def forget(self) -> None:
        """The journal locks: let go of everything, and of every plain copy."""
        self.show_entry(None)
        self.attaching.finish()
        self.in_text.forget()
        self.showing.forget()

    @Slot()
    def _back_to_text(self) -> None:
        if self._editor.isVisible():
            self._editor.setFocus()
