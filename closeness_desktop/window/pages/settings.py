"""Settings: looks, locking, the passphrase and recovery key, and a check of the whole journal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from closeness_desktop import __version__, logs, paths
from closeness_desktop.errors import KnownError, WrongKeyError
from closeness_desktop.window.context import Context
from closeness_desktop.window.gate.new_passphrase import NewPassphrase
from closeness_desktop.window.pages.log import COUNT_DAYS
from closeness_desktop.window.pages.own_sounds import OwnSoundsCard
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.settings_editor import WritingCard
from closeness_desktop.window.pages.settings_names import WordsCard
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.widgets.buttons import PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.form import choice, form_card
from closeness_desktop.window.widgets.labels import BodyLabel, HintLabel, SoftLabel, TitleLabel
from closeness_desktop.window.widgets.passphrase_field import PassphraseField
from closeness_desktop.window.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from closeness_desktop.window.gate.recovery_key import RecoveryKeyPage

WIDEST = 760
THEMES = (("system", "As the desktop"), ("light", "Light"), ("dark", "Dark"))
MOTIONS = (("system", "As the desktop"), ("full", "Full"), ("gentle", "Gentle"), ("still", "Still"))
LOCK_AFTER = ((1, "1 minute"), (5, "5 minutes"), (10, "10 minutes"), (30, "30 minutes"), (0, "Never"))
DAY_STARTS = tuple((hour, f"{hour:02}:00") for hour in range(7))
PROMISES = (
    "What you write is encrypted on this computer, the index for searching included. The program never uses "
    "a network, never reads along, and makes no diagnosis. It cannot protect you from someone who controls "
    "this computer while your journal is open."
)


class SettingsPage(Page):
    """Every change holds at once; what is personal is kept inside the journal."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._key_window: RecoveryKeyPage | None = None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(20)
        column.addWidget(TitleLabel("Settings"))
        self._column = column
        self.sounds = OwnSoundsCard(context, Sounds(self))
        self.writing = WritingCard(context)
        cards = (
            self._looks(),
            self.writing,
            self._habits(),
            WordsCard(context),
            self.sounds,
            self._keys(),
            self._soundness(),
            self._about(),
        )
        for card in cards:
            card.setMaximumWidth(context.theme.px(WIDEST))
            column.addWidget(card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    # ------------------------------------------------------------------ looks and habits

    def _looks(self) -> Card:
        now = self.context.settings.now
        self.theme_box = choice("Colours", THEMES, now.theme, self._set_looks)
        self.motion_box = choice("Motion", MOTIONS, now.motion, self._set_looks)
        return form_card("How it looks", (("Colours", self.theme_box), ("Motion", self.motion_box)))

    def _set_looks(self) -> None:
        theme, motion = self.theme_box.currentData(), self.motion_box.currentData()
        self.context.theme.set_choice(theme, motion)  # holds for now, even if it cannot be kept
        self._guarded(partial(self.context.settings.change, theme=theme, motion=motion))

    def _habits(self) -> Card:
        self.lock_box = choice("Lock by itself after", LOCK_AFTER, None, self._set_lock)
        self.day_box = choice("The day begins at", DAY_STARTS, None, self._set_day)
        self._show_habits()
        self.remember = QCheckBox("Remember where it lies")
        self.remember.setChecked(self.context.settings.now.remember_journal)
        self.remember.toggled.connect(self._set_remember)
        card = form_card(
            "How you use it", (("Lock by itself after", self.lock_box), ("The day begins at", self.day_box))
        )
        card.add(
            SoftLabel("A later start counts what you write after midnight to the day before.", wrap=True)
        )
        self.count_days = QCheckBox("Count days of practice")
        self.count_days.setChecked(bool(self.context.journal.settings.get(COUNT_DAYS, False)))
        self.count_days.toggled.connect(self._set_count_days)
        card.add(self.count_days)
        card.add(SoftLabel("Your log then says on how many days of this month you practised.", wrap=True))
        card.add(self.remember)
        card.add(SoftLabel("Then this computer asks for this journal’s passphrase at once.", wrap=True))
        return card

    def _set_lock(self) -> None:
        self._guarded(partial(self.context.journal.settings.set, "lock_after", self.lock_box.currentData()))
        self._show_habits()

    def _set_day(self) -> None:
        self._guarded(partial(self.context.journal.settings.set, "day_start", self.day_box.currentData()))
        self._show_habits()

    def _set_count_days(self, on: bool) -> None:
        self._guarded(partial(self.context.journal.settings.set, COUNT_DAYS, on))

    def _show_habits(self) -> None:
        """Show what the journal holds, also where it refused a change."""
        kept = self.context.journal.settings
        for box, value in (
            (self.lock_box, kept.get("lock_after", 10)),
            (self.day_box, kept.get("day_start", 0)),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))

    def _set_remember(self, on: bool) -> None:
        place = str(self.context.journal.vault.folder) if on else ""
        self._guarded(partial(self.context.settings.change, remember_journal=on, last_journal=place))

    def _guarded(self, change: Callable[[], object]) -> None:
        try:
            change()
        except KnownError as error:
            self.context.say(str(error))

    # ------------------------------------------------------------------ keys

    def _keys(self) -> Card:
        card = Card("Passphrase and recovery key")
        theme, worker = self.context.theme, self.context.worker
        self.current = PassphraseField(theme, "Your passphrase now")
        self.current.edit.setPlaceholderText("Your passphrase now")
        self.new = NewPassphrase(theme, worker)
        self.change_button = PrimaryButton("Change the passphrase")
        self.change_button.setEnabled(False)
        self.change_button.clicked.connect(self.change_passphrase)
        self.new.changed.connect(self._look)
        self.new.submitted.connect(self.change_button.click)
        self.current.edited.connect(self._look)
        self.keys_answer = HintLabel("", wrap=True)
        self.keys_answer.hide()
        card.add(self.current)
        card.add(self.new)
        card.add(self.keys_answer)  # above the button: there it is in sight when the last line was typed
        card.body.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(
            SoftLabel(
                "Copies made before, in backups or by a sync program, still open with the old passphrase.",
                wrap=True,
            )
        )
        self.recovery_button = QuietButton("New recovery key…")
        self.recovery_button.clicked.connect(self._new_key)
        card.body.addWidget(self.recovery_button, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(SoftLabel("A new recovery key makes the one before it worthless.", wrap=True))
        return card

    def _look(self) -> None:
        self.change_button.setEnabled(bool(self.current.text()) and self.new.acceptable)

    def change_passphrase(self) -> None:
        """Change it off the window's thread; the old one is asked for first."""
        self.change_button.setEnabled(False)
        self._answer("Changing it…")
        self.context.worker.run(
            partial(self.context.journal.vault.change_passphrase, self.current.text(), self.new.text()),
            lambda _: self._changed(),
            self._not_changed,
        )

    def _changed(self) -> None:
        if isValid(self):
            self.leave()
            self._answer("Your passphrase is changed.")

    def _not_changed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self._look()
        if isinstance(error, WrongKeyError):
            self._answer("That is not the passphrase of this journal, so nothing was changed.")
        else:
            self._answer(str(error) if isinstance(error, KnownError) else logs.bug_sentence(error))

    def _answer(self, sentence: str) -> None:
        self.keys_answer.setText(sentence)
        self.keys_answer.setVisible(bool(sentence))

    def _new_key(self) -> None:
        from closeness_desktop.window.gate.recovery_key import RecoveryKeyPage  # brings the QR code along

        page = self._key_window = RecoveryKeyPage(self.context.theme, self.context.journal.vault)
        page.skip.setText("Close")
        page.check_button.setText("Check it")
        page.setParent(self, Qt.WindowType.Dialog)
        page.setWindowTitle("Closeness")
        page.setWindowModality(Qt.WindowModality.WindowModal)
        page.done.connect(page.close)
        QShortcut(QKeySequence("Ctrl+L"), page).activated.connect(self.context.lock)
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.resize(self.context.theme.px(640), self.context.theme.px(720))
        page.show()

    # ------------------------------------------------------------------ soundness

    def _soundness(self) -> Card:
        card = Card("Is everything whole?")
        card.add(BodyLabel("Reads every page, record and attachment, and says what it finds.", wrap=True))
        self._verifying = False
        self.verify_button = QuietButton("Check the journal now")
        self.verify_button.clicked.connect(self.verify)
        card.body.addWidget(self.verify_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.verify_answer = BodyLabel("", wrap=True)
        self.verify_answer.hide()
        card.add(self.verify_answer)
        card.add(SoftLabel(f"It lies at {paths.shown(self.context.journal.vault.folder)}", wrap=True))
        return card

    def verify(self) -> None:
        """Check the whole journal off the window's thread. The button stays enabled: it keeps the focus."""
        if self._verifying:
            return
        self._verifying = True
        self._verified_text("Checking…")
        self.context.worker.run(self.context.journal.verify, self._verified, self._not_verified)

    def _verified(self, problems: list[str]) -> None:
        if isValid(self):
            self._verifying = False
            self._verified_text("\n".join(problems) if problems else "Everything is whole.")

    def _not_verified(self, error: BaseException) -> None:
        if isValid(self):
            self._verifying = False
            self._verified_text(str(error) if isinstance(error, KnownError) else logs.bug_sentence(error))

    def _verified_text(self, text: str) -> None:
        self.verify_answer.setText(text)
        self.verify_answer.setVisible(True)

    def _about(self) -> Card:
        card = Card("About Closeness")
        card.add(BodyLabel(PROMISES, wrap=True))
        card.add(
            SoftLabel(
                f"Version {__version__}. Free software under the GNU GPL, version 3 or later.", wrap=True
            )
        )
        return card

    def leave(self) -> None:
        """Let go of passphrases that were typed and not used."""
        self.current.clear()
        self.new.forget()
        self.sounds.hush()
        self._answer("")

    def forget(self) -> None:
        """The same on locking, and of a recovery key that is shown."""
        self.leave()
        self.sounds.forget()
        self.writing.forget()
        if self._key_window is not None and isValid(self._key_window):
            self._key_window.forget()
            self._key_window.close()
