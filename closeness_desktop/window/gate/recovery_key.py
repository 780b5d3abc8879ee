"""The recovery key: shown, kept on paper or in a file, and typed back once to be sure."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from closeness_desktop.errors import KnownError, StorageError
from closeness_desktop.settings import write_private
from closeness_desktop.vault import Vault
from closeness_desktop.window import recovery_sheet
from closeness_desktop.window.gate.frame import GateFrame, centred_text, column_of
from closeness_desktop.window.platform import file_dialogs
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, PlainLabel

WHY = (
    "If you ever lose your passphrase, this key opens the journal. Write it down or print it, and keep it "
    "where you keep what you must not lose. It is shown only this once."
)


class RecoveryKeyPage(GateFrame):
    """`done` when the key was typed back, or the person goes on without. Holds the key only while shown."""

    done = Signal()

    def __init__(self, theme: Theme, opened: Vault) -> None:
        super().__init__(theme, "A second key", WHY, width=520)
        self._vault = opened
        self._name = opened.folder.name.removesuffix(".closeness")
        self._key = ""
        self.show_button = PrimaryButton("Show my recovery key")
        self.show_button.clicked.connect(self.reveal)
        self.add(self.show_button)
        self._shown = self._build_shown()
        self._shown.hide()
        self.add(self._shown)
        self.skip = LinkButton("Go on without a recovery key")
        self.skip.clicked.connect(self._finish)
        self.add(self.skip, centred=True)
        self.finish()
        self.setFocusProxy(self.show_button)

    def _build_shown(self) -> QWidget:
        self.key_label = PlainLabel("")
        self.key_label.setFont(self.theme.reading_font(19, bold=True))
        self.key_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.key_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._picture = PlainLabel("")
        self._picture.setAccessibleName("The recovery key as a QR code")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        print_button = QuietButton("Print…")
        print_button.clicked.connect(self._print)
        save_button = QuietButton("Save to a file…")
        save_button.clicked.connect(self._save)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("Type the key here once")
        self.typed.setAccessibleName("The recovery key, typed back")
        self.typed.returnPressed.connect(self.check)
        self.check_button = PrimaryButton("Check and open")
        self.check_button.clicked.connect(self.check)
        row = FlowLayout(keep := QWidget(), 12, centred=True)
        row.addWidget(print_button)
        row.addWidget(save_button)
        back = BodyLabel("Now type it back, so that you know your copy is right.", wrap=True)
        return column_of(
            self.key_label, self._picture, keep, centred_text(back), self.typed, self.check_button, spacing=12
        )

    def reveal(self) -> None:
        """Make the key, and show it."""
        try:
            self._key = self._vault.new_recovery_key()
        except KnownError as error:
            self.say(str(error))
            return
        groups = self._key.split("-")
        half = len(groups) // 2
        self.key_label.setText("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]))
        self._picture.setPixmap(QPixmap.fromImage(recovery_sheet.qr_image(self._key)))
        self.show_button.hide()
        self.circles.hide()  # the key, its picture and the answer need the room
        self.skip.setText("Go on without checking it")
        self._shown.show()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Go on when what was typed is the key."""
        try:
            right = self._vault.check_recovery_key(self.typed.text())
        except KnownError as error:
            self.say(str(error))
            return
        if right:
            self._finish()
        else:
            self.say("That is a recovery key, but not the one above.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a window of its own, as long as no key is shown that could be lost by it."""
        if event.key() == Qt.Key.Key_Escape and self.isWindow() and not self._key:
            self.close()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Let go of the key, and of what was typed."""
        self._key = ""
        for label in (self.key_label, self._picture):
            label.clear()
        self.typed.setText("")  # which, other than `clear`, leaves nothing to undo

    def _finish(self) -> None:
        self.forget()
        self.done.emit()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # only this button needs it

        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            recovery_sheet.print_sheet(self._key, self._name, printer)

    def _save(self) -> None:
        file = file_dialogs.choose_new_file(
            self, "Save the recovery key", Path.home() / f"Recovery key of {self._name}.txt", "Text (*.txt)"
        )
        if file is None:
            return
        try:
            write_private(file, recovery_sheet.plain_sheet(self._key, self._name).encode())
        except OSError as error:
            self.say(str(StorageError(f"The file could not be written: {error.strerror}.")))
            return
        self.say(
            "Saved. Whoever has that file can open your journal: keep it on a stick, not on this computer."
        )
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
