"""Help while the journal is open: the same page as on the lock screen, and people's own numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from closeness_desktop.records import Change
from closeness_desktop.window.care.help_view import HelpView
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.session_log import try_to

NUMBERS, COUNTRY = "help_numbers", "help_country"
"""The journal's settings: people's own numbers as they typed them, and the country shown."""


class HelpPage(Page):
    """Own numbers are kept when the page is left or the journal locks."""

    kinds = frozenset({"setting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        settings = context.journal.settings
        self.view = HelpView(context.theme, own=True, country=str(settings.get(COUNTRY, "")))
        self.view.country_chosen.connect(self._keep_country)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self._kept = ""

    def arrive(self, **where: object) -> None:
        """Show the numbers as they are kept."""
        self._fill()

    def take_focus(self) -> None:
        """Begin at the top."""
        self.view.take_focus()

    def refresh(self, change: Change) -> None:
        """Show them again, unless the person is changing them here."""
        if self.isVisible() and self.view.field is not None and self.view.field.text() == self._kept:
            self._fill()

    def leave(self) -> None:
        """Keep the numbers. Raises StorageError when the disk will not take them."""
        field = self.view.field
        if field is not None and field.text() != self._kept:
            self.context.journal.settings.set(NUMBERS, field.text(), origin=self)
            self._kept = field.text()

    def forget(self) -> None:
        """Let go of them."""
        self._kept = ""
        self.view.forget()

    def _fill(self) -> None:
        self._kept = str(self.context.journal.settings.get(NUMBERS, ""))
        if self.view.field is not None:
            self.view.field.setPlainText(self._kept)

    def _keep_country(self, code: str) -> None:
        try_to(self.context, lambda: self.context.journal.settings.set(COUNTRY, code, origin=self))
