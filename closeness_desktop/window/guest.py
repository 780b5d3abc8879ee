"""Two people at one table: the window holds one practice and nothing else of the journal.

The journal stays open behind it, so that the session is kept as it goes; no page of it, no name and no entry
is in any widget, and the way back leads through the lock.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from closeness_desktop.clock import Clock
from closeness_desktop.journal import Journal
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.window.carried import Going
from closeness_desktop.window.gate.frame import GateFrame, centred_text
from closeness_desktop.window.pages.guided import going
from closeness_desktop.window.pages.guided_journal import JournalKeeper
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.platform.speech import Speech
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import PrimaryButton
from closeness_desktop.window.widgets.labels import LeadLabel
from closeness_desktop.window.widgets.message_strip import MessageStrip


class GuestWindow(QWidget):
    """Hosts one session for two, then a page that asks for nothing but to hand the computer back.

    `left` carries what is wanted next: "done" for the journal, once its passphrase was given, or "help" at
    once.
    """

    left = Signal(str)

    def __init__(self, theme: Theme, clock: Clock, journal: Journal) -> None:
        super().__init__()
        self._strip = MessageStrip(theme)
        self.keeper = JournalKeeper(journal, self._strip.say, self, guest=True)
        self.run = GuidedRun(theme, clock, self.keeper, Sounds(self), Speech(self))
        self.run.over.connect(self._over)
        self.back = _BackPage(theme)
        self.back.button.clicked.connect(lambda: self.left.emit("done"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.run)
        self._stack.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._strip)

    @property
    def busy(self) -> bool:
        """Whether the session runs: it counts as a sign of the person."""
        return self.run.running

    @property
    def over(self) -> str | None:
        """The id of the session that they had, once it is over and kept; None before, and when nothing is."""
        return self.keeper.id if self.run.session is None else None

    def begin(self, session: GuidedSession, id: str | None = None, unseen: Unseen | None = None) -> None:
        """Begin, or take up what was left; see GuidedRun."""
        self._stack.setCurrentWidget(self.run)
        self.run.begin(session, id, unseen)
        self.run.take_focus()

    def say(self, sentence: str) -> None:
        """Show one sentence at the foot of the window."""
        self._strip.say(sentence)

    def hand_over(self) -> Going | None:
        """The journal is about to lock: see Page."""
        return going(self.run, self.keeper)

    def leave(self) -> None:
        """Stand still and keep where it stands. Raises StorageError."""
        self.run.leave()

    def forget(self) -> None:
        """Let go of everything shown."""
        self._strip.clear()
        self.run.drop()

    @Slot(str)
    def _over(self, how: str) -> None:
        if how == "help":
            self.left.emit(how)
            return
        self._stack.setCurrentWidget(self.back)
        self.back.button.setFocus(Qt.FocusReason.OtherFocusReason)


class _BackPage(GateFrame):
    """It is over: who owns the journal takes the computer back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Thank you both", "This window shows nothing of the journal.")
        self.add(centred_text(LeadLabel("The way back to it asks for its passphrase.", wrap=True)))
        self.button = PrimaryButton("Back to the journal")
        self.add(self.button)
        self.finish()
