"""What a person does with something attached: look at it, hear it, open it elsewhere, save a copy."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from closeness_desktop import paths
from closeness_desktop.errors import KnownError, NotFoundError
from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments import outside
from closeness_desktop.window.attachments.attaching import Attaching
from closeness_desktop.window.attachments.outside import Outside
from closeness_desktop.window.attachments.player import Player
from closeness_desktop.window.attachments.viewer import Viewer
from closeness_desktop.window.context import Context
from closeness_desktop.window.platform import file_dialogs

LEAVES = (
    "Another program can only open a plain copy, which leaves your journal unencrypted. Closeness removes the"
    " copy when it locks. What the other program keeps of it stays there, and what is changed there does not"
    " come back."
)
NOBODY = "No program on this computer opens this kind of file."
GONE = "This is no longer attached."

_log = logging.getLogger(__name__)


class Showing(QObject):
    """For the attachments that `attaching` shows, and those that a text links to."""

    def __init__(self, context: Context, attaching: Attaching, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._attaching, self._window = context, attaching, parent
        self._store = context.journal.attachments
        self.player = Player(self._store, context.worker, self)
        self.player.moved.connect(self._moved)
        self.player.failed.connect(context.say)
        self.copies = Outside(self._store)
        self.viewer: Viewer | None = None
        attaching.opened.connect(self.open)
        attaching.menu_wanted.connect(self._more)

    @Slot(str)
    def open_id(self, id: str) -> None:
        """Open what a text links to."""
        try:
            attachment = self._store.get(id)
        except NotFoundError:
            self._context.say(GONE)
            return
        if attachment.deleted is None:
            self.open(attachment)
        else:
            self._context.say(GONE)

    @Slot(object)
    def open(self, attachment: Attachment) -> None:
        """Show a picture, play or stop a sound; anything else only another program can open."""
        if attachment.width:
            self.look_at(attachment)
        elif attachment.type.startswith("audio/"):
            self.player.play(attachment)
        else:
            self.open_outside(attachment)

    def look_at(self, attachment: Attachment) -> None:
        """Show a picture over the whole window."""
        every = [one for one in self._attaching.attachments if one.width]
        if attachment not in every:
            every = [attachment]
        if self.viewer is not None:
            self.viewer.shut()
        over = self._window.window()
        viewer = Viewer(self._context, self._attaching.gallery, every, every.index(attachment), over)
        viewer.outside_wanted.connect(self.open_outside)
        viewer.copy_wanted.connect(self.save_copy)
        viewer.closed.connect(self._viewer_gone)
        self.viewer = viewer
        viewer.open()

    @Slot()
    def _viewer_gone(self) -> None:
        self.viewer = None

    @Slot(object)
    def open_outside(self, attachment: Attachment) -> None:
        """Ask, and on yes hand a plain copy to the program that the desktop has for it."""
        if outside.is_program(attachment):
            self._context.say(outside.PROGRAM)
        elif self._sure(attachment):
            self._context.worker.run(
                lambda: self.copies.copy(attachment), self._hand_over, self._failed, _unlink
            )

    def _sure(self, attachment: Attachment) -> bool:
        question = QMessageBox(self._window)
        question.setWindowTitle(self._window.window().windowTitle())
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(f"Open “{attachment.name}” in another program?")
        question.setInformativeText(LEAVES)
        stay = question.addButton("Keep it here", QMessageBox.ButtonRole.RejectRole)
        go = question.addButton("Open a copy", QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)
        question.exec()
        sure = question.clickedButton() is go
        question.deleteLater()
        return sure

    def _hand_over(self, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            _unlink(copy)
            self._context.say(NOBODY)

    @Slot(object)
    def save_copy(self, attachment: Attachment) -> None:
        """Let a person choose where a plain copy is to lie."""
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        start = Path(places or Path.home()) / outside.file_name(attachment)
        to = file_dialogs.choose_new_file(
            self._window, "Save a copy, which is not encrypted", start, "All files (*)"
        )
        if to is not None:
            self._context.worker.run(
                lambda: self._store.export(attachment.id, to),
                lambda _: self._context.say(
                    f"A copy that is not encrypted lies in {paths.shown(to.parent)}."
                ),
                self._failed,
            )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._context.say(str(error))

    @Slot(object, QMenu)
    def _more(self, attachment: Attachment, menu: QMenu) -> None:
        outside_action = menu.addAction("Open in another program…")
        outside_action.triggered.connect(lambda: self.open_outside(attachment))
        menu.addAction("Save a copy…").triggered.connect(lambda: self.save_copy(attachment))

    @Slot(str, object)
    def _moved(self, id: str, seconds: float | None) -> None:
        tile = self._attaching.strip.tile(id)
        if tile is not None:
            tile.show_playing(seconds)

    def leave_entry(self) -> None:
        """Another entry is shown: nothing of this one is seen or heard any more."""
        self.player.stop()
        if self.viewer is not None:
            self.viewer.shut()

    def forget(self) -> None:
        """The journal locks: every plain copy goes."""
        self.leave_entry()
        self.copies.clean()


def _unlink(copy: Path) -> None:
    """Remove one copy at once."""
    try:
        copy.unlink(missing_ok=True)
    except OSError as error:  # it goes with its folder
        _log.info("a copy could not be removed yet: %s", type(error).__name__)
