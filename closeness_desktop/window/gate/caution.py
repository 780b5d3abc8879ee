"""A word before going on, when the journal's files changed while nobody had it open."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal

from closeness_desktop.vault import Notice
from closeness_desktop.window.gate.frame import GateFrame, centred_text
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import PrimaryButton, QuietButton
from closeness_desktop.window.widgets.labels import BodyLabel, SoftLabel


class CautionPage(GateFrame):
    """`go_on` or `turn_back`: the person decides."""

    go_on = Signal()
    turn_back = Signal()

    def __init__(self, theme: Theme, notices: Iterable[Notice]) -> None:
        super().__init__(theme, "Before you go on")
        for notice in notices:
            self.add(centred_text(BodyLabel(notice.value, wrap=True)))
        self.add(
            centred_text(
                SoftLabel(
                    "If you put back a copy yourself, all is as it should be. The folder “backups” inside "
                    "the journal's folder holds earlier copies.",
                    wrap=True,
                )
            )
        )
        on = PrimaryButton("Go on")
        on.clicked.connect(self.go_on)
        back = QuietButton("Lock it again")
        back.clicked.connect(self.turn_back)
        self.column.addSpacing(8)
        self.add(on)
        self.add(back)
        self.finish()
        self.setFocusProxy(on)
