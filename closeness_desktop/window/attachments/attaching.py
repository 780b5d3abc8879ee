"""Attaching to the open entry: what comes in, its link in the text, its tile below, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, QPoint, QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from closeness_desktop.clock import local_time
from closeness_desktop.errors import KnownError
from closeness_desktop.journal.links import link, links, without
from closeness_desktop.records import Attachment, Change
from closeness_desktop.window.attachments import intake
from closeness_desktop.window.attachments.gallery import Gallery
from closeness_desktop.window.attachments.strip import Strip
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.clipboard_edit import ClipboardTextEdit
from closeness_desktop.window.editor.places import put
from closeness_desktop.window.platform import file_dialogs

PHOTOS = "Pictures (*.jpg *.jpeg *.jpe *.jfif *.png *.webp *.gif *.bmp *.tif *.tiff)"
EVERYTHING = "All files (*)"
STILL = "It is being encrypted into your journal. You can go on writing."

_LONG = 1500
"""Milliseconds after which it is said that something is still being attached."""


class Offering(Protocol):
    """A button with a menu."""

    def add(self, title: str, act: Callable[[], object], enabled: Callable[[], bool] | None = None) -> None:
        """Add a line. enabled: whether it can be done just now."""


Keep = Callable[[], str | None]
"""Have the open entry in the journal, even without a word, and return its id; None when that cannot be."""


class Attaching(QObject):
    """For one editor. `strip` is to stand below it."""

    opened = Signal(object)
    """A person wants to see or hear this Attachment."""

    menu_wanted = Signal(object, QMenu)
    """More that can be done with this Attachment may be added to the menu, before it is shown."""

    def __init__(
        self, context: Context, editor: ClipboardTextEdit, keep: Keep, origin: object, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._editor, self._keep, self._origin = context, editor, keep, origin
        self._window = parent
        self._store = context.journal.attachments
        self._entry: str | None = None
        self._under_way = 0
        self._nowhere_else: list[intake.Job] = []
        """Under way, and lost if they were not attached."""
        self.gallery = Gallery(context.journal)
        self.strip = Strip(context.theme, parent)
        self.strip.opened.connect(self.opened)
        self.strip.removed.connect(self.remove)
        self.strip.menu_wanted.connect(self._menu)
        editor.taker = self.take
        context.changes.changed.connect(self._changed)

    # --- which entry ---

    @property
    def attachments(self) -> list[Attachment]:
        """What is attached to the open entry."""
        return [tile.attachment for tile in self.strip.tiles]

    @property
    def is_busy(self) -> bool:
        """Whether something is being attached just now."""
        return self._under_way > 0

    def show(self, entry: str | None) -> None:
        """Show what is attached to this entry; None: no entry is open."""
        self._entry = entry
        found = self._store.of(entry) if entry is not None else []
        self.strip.show_all([(one, self.gallery.thumbnail(one.id)) for one in found])

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "attachment" in change.kinds and self._entry is not None:
            self.show(self._entry)

    # --- in ---

    @Slot()
    def choose_photos(self) -> None:
        """Let a person choose pictures; only the pictures themselves are kept of them."""
        places = QStandardPaths.StandardLocation.PicturesLocation
        files = file_dialogs.choose_files(self._window, "Attach photos", _folder(places), PHOTOS)
        self.add_files(files)

    @Slot()
    def choose_files(self) -> None:
        """Let a person choose files of any kind, which are kept just as they are."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        files = file_dialogs.choose_files(self._window, "Attach files", _folder(places), EVERYTHING)
        self.add_files(files, as_they_are=True)

    def add_files(self, files: Sequence[Path], *, as_they_are: bool = False) -> None:
        """Attach these files to the open entry."""
        self._take([(file.name, intake.from_file(file, as_it_is=as_they_are)) for file in files])

    def add_image(self, image: QImage, name: str = intake.PASTED) -> None:
        """Attach a picture that has no file."""
        self._take([(name, intake.from_image(image, name))], elsewhere=False)

    @Slot(object)
    def add_pictures(self, files: Sequence[bytes]) -> None:
        """Attach pictures that came within something else, each the bytes of its file."""
        self._take([(intake.PASTED, intake.from_bytes(data)) for data in files], elsewhere=False)

    def add_sound(self, entry: str, wav: bytes, seconds: float, *, at_once: bool = False) -> None:
        """Attach what was recorded to a stored entry. at_once: since it is about to be closed."""
        name = self._voice_note()
        sources = [(name, intake.from_recording(name, wav, seconds))]
        if at_once:
            self._taken(entry, intake.take(self._store, entry, sources))
        else:
            self._begin(entry, sources, elsewhere=False)

    def _voice_note(self) -> str:
        return f"Voice note {local_time(self._context.journal.now()):%H.%M}.wav"

    def take(self, mime: QMimeData) -> bool:
        """Attach what was dropped or pasted; False, and nothing is done, when it is words."""
        sources = intake.sources_of(mime)
        if sources:
            self._take(sources, elsewhere=bool(intake.local_files(mime)))
        return bool(sources)

    def _take(self, sources: Sequence[tuple[str, intake.Source]], *, elsewhere: bool = True) -> None:
        entry = self._keep() if sources else None
        if entry is not None:
            self._begin(entry, sources, elsewhere=elsewhere)

    def _begin(self, entry: str, sources: Sequence[tuple[str, intake.Source]], *, elsewhere: bool) -> None:
        """elsewhere: they lie in files, too."""
        job = intake.Job(self._store, entry, sources)
        if not elsewhere:
            self._nowhere_else.append(job)
        self._under_way += 1
        QTimer.singleShot(_LONG, self, self._still)
        self._context.worker.run(job.run, lambda taken: self._done(job, taken), self._failed)

    def _done(self, job: intake.Job, taken: intake.Taken) -> None:
        self._under_way -= 1
        if job in self._nowhere_else:
            self._nowhere_else.remove(job)
        self._taken(job.entry, taken)

    def finish(self) -> None:
        """The journal locks, and what is under way would be dropped: keep what lies nowhere else."""
        jobs, self._nowhere_else = self._nowhere_else, []
        for job in jobs:
            self._taken(job.entry, job.run())

    def _taken(self, entry: str, taken: intake.Taken) -> None:
        if taken.kept:
            self.attached(entry, taken.kept, cleaned=taken.cleaned, refused=len(taken.refused))
        elif taken.refused:
            (_, sentence), *more = taken.refused
            self._context.say(f"{sentence} {len(more)} more could not be attached." if more else sentence)

    def _failed(self, error: BaseException) -> None:
        self._under_way -= 1
        if not isinstance(error, KnownError):
            raise error
        self._context.say(str(error))

    @Slot()
    def _still(self) -> None:
        if self.is_busy:
            self._context.say(STILL)

    def attached(
        self, entry: str, kept: Sequence[Attachment], *, cleaned: bool = False, refused: int = 0
    ) -> None:
        """Name in the text what was just attached to an entry, show it, and offer to take it back."""
        if entry == self._entry:
            self._write_links(kept)
            self.show(entry)
        else:
            self._rewrite(entry, lambda text: _with(text, kept))
        words = "1 thing is attached." if len(kept) == 1 else f"{len(kept)} things are attached."
        if len(kept) == 1:
            words = f"“{kept[0].name}” is attached."
        if cleaned:
            words += " Place, time and camera were left out."
        if refused:
            words += f" {refused} could not be."
        self._context.say(
            words, lambda: self._take_back(entry, kept), lambda: self._attach_again(entry, kept)
        )

    def _write_links(self, kept: Sequence[Attachment]) -> None:
        """A line of its own for each, where the cursor is."""
        cursor = self._editor.textCursor()
        cursor.clearSelection()
        block = cursor.block().text()
        before, after = block[: cursor.positionInBlock()], block[cursor.positionInBlock() :]
        text = "\n".join(link(one) for one in kept)
        put(cursor, ("\n" if before.strip() else "") + text + ("\n" if after.strip() or not before else ""))
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def _take_back(self, entry: str, kept: Sequence[Attachment]) -> None:
        for one in kept:
            self._store.remove(one.id, origin=self._origin)
        self._rewrite(entry, lambda text: _without(text, kept))
        self._refresh(entry)

    def _attach_again(self, entry: str, kept: Sequence[Attachment]) -> None:
        for one in kept:
            self._store.bring_back(one.id, origin=self._origin)
        self._rewrite(entry, lambda text: _with(text, kept))
        self._refresh(entry)

    # --- out ---

    @Slot(object)
    def remove(self, attachment: Attachment) -> None:
        """Take one away from its entry, and its links out of the text."""
        entry = attachment.entry
        before = self._text(entry)
        after = without(before, attachment.id)

        def put_back() -> None:
            self._store.bring_back(attachment.id, origin=self._origin)
            self._rewrite(
                entry, lambda now: before if now == after else _with(now, [attachment] * (before != after))
            )
            self._refresh(entry)

        def take_away() -> None:
            self._store.remove(attachment.id, origin=self._origin)
            self._rewrite(entry, lambda text: without(text, attachment.id))
            self._refresh(entry)

        try:
            take_away()
        except KnownError as error:
            self._context.say(str(error))
            return
        self._context.say(f"“{attachment.name}” is removed.", put_back, take_away)

    @property
    def removed(self) -> list[Attachment]:
        """What was taken away from the open entry, earlier too, and can still be brought back."""
        return self._store.removed(self._entry) if self._entry is not None else []

    @Slot()
    def bring_back(self) -> None:
        """Bring back all that was taken away from the open entry, with links at the end of its text."""
        entry, gone = self._entry, self.removed
        if entry is None or not gone:
            return
        try:
            self._attach_again(entry, gone)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._context.say(
            f"“{gone[0].name}” is back." if len(gone) == 1 else f"{len(gone)} things are back.",
            lambda: self._take_back(entry, gone),
            lambda: self._attach_again(entry, gone),
        )

    def _text(self, entry: str) -> str:
        if entry == self._entry:
            return self._editor.text
        return self._context.journal.entries.get(entry).body

    def _rewrite(self, entry: str, change: Callable[[str], str]) -> None:
        """Change the text of an entry, in the editor if it is open there."""
        before = self._text(entry)
        after = change(before)
        if after == before:
            return
        if entry == self._entry:
            self._editor.become(after)
        else:
            self._context.journal.entries.update(entry, body=after)

    def _refresh(self, entry: str) -> None:
        if entry == self._entry:
            self.show(entry)

    # --- what can be done with one ---

    @Slot(object, QPoint)
    def _menu(self, attachment: Attachment, at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(attachment.name)
        menu.addAction("Open").triggered.connect(lambda: self.opened.emit(attachment))
        menu.addAction("Put a link into the text").triggered.connect(lambda: self._link(attachment))
        self.menu_wanted.emit(attachment, menu)
        menu.addSeparator()
        menu.addAction("Remove").triggered.connect(lambda: self.remove(attachment))
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    def _link(self, attachment: Attachment) -> None:
        if attachment.entry == self._entry:
            self._write_links([attachment])
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _without(text: str, kept: Sequence[Attachment]) -> str:
    for one in kept:
        text = without(text, one.id)
    return text


def _with(text: str, kept: Sequence[Attachment]) -> str:
    """The text with links at its end to those that it does not name yet."""
    named = {found.id for found in links(text)}
    lines = [link(one) for one in kept if one.id not in named]
    if not lines:
        return text
    gap = "" if not text or text.endswith("\n") else "\n"
    return text + gap + "\n".join(lines) + "\n"


def _folder(places: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(places) or Path.home())
