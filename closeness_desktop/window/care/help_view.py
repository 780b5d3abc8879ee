"""The help page: whom to call, when to ask someone, and what a locked journal can and cannot do.

It holds nothing private by itself, so that it can be shown while the journal is locked. People's own numbers
are handed in and out by `HelpPage`, where a journal is open to keep them.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.care import guide
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import (
    BodyLabel,
    HeadingLabel,
    LeadLabel,
    ReadingHeading,
    SoftLabel,
    TitleLabel,
)
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.sentence_field import SentenceField

WIDEST = 760
ELSEWHERE = "Another country"
NOBODY = (
    "No number is known here for your country. Any doctor’s practice, hospital or police station can name "
    "one. In much of the world, 112 reaches help from a mobile phone."
)
OWN = "Your own numbers"
OWN_HINT = "A friend, a doctor, a neighbour. One a line."
OWN_KEPT = "Kept in your journal. While it is locked, they are not shown."


class NumberRow(QWidget):
    """One line to call: the number large, its name and what it is for below."""

    def __init__(self, number: str, name: str, about: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.number = ReadingHeading(number, wrap=True)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.number)
        column.addWidget(BodyLabel(name, wrap=True))
        if about:
            column.addWidget(SoftLabel(about, wrap=True))


class HelpView(QWidget):
    """`left` when the person goes back. country: ISO 3166 code to show first, "" for the computer's own.

    own: there is a field for people's own numbers. `country_chosen` carries a code, "" for another country.
    """

    left = Signal()
    country_chosen = Signal(str)

    def __init__(self, theme: Theme, *, own: bool = False, back: bool = False, country: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._guide = guide.guide()
        self.setAccessibleName("Help")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        middle.setMaximumWidth(theme.px(WIDEST))
        self.back = LinkButton("Back")
        self.back.clicked.connect(self.left)
        self.back.setVisible(back)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(TitleLabel("Help"))
        column.addWidget(LeadLabel(self._guide.lead, wrap=True))
        self.field: SentenceField | None = None
        cards = [self._numbers(), *([self._own_numbers()] if own else [])]
        for card in (*cards, *map(_card_of, self._guide.sections)):
            column.addWidget(card)
        column.addStretch(1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.addStretch(1 if back else 0)  # alone in the window it stands in the middle
        row.addWidget(middle, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = ScrollPage(inside, page=True)
        whole.addWidget(self._area)
        self.show_country(country or here())

    def show_country(self, code: str) -> None:
        """Show the numbers of one country; of a code that is not known, what to do instead."""
        self.country.setCurrentIndex(max(0, self.country.findData(code)))
        self._show_numbers()

    def take_focus(self) -> None:
        """Let the keyboard begin at the country, with the numbers in sight."""
        self._area.verticalScrollBar().setValue(0)
        self.country.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of people's own numbers."""
        if self.field is not None:
            self.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, where there is a way back."""
        if event.key() == Qt.Key.Key_Escape and not self.back.isHidden():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ its cards

    def _numbers(self) -> Card:
        card = Card("Someone to call")
        card.add(BodyLabel(self._guide.danger, wrap=True))
        self.country = QComboBox()
        self.country.setAccessibleName("Your country")
        self.country.addItem(ELSEWHERE, "")
        for each in sorted(self._guide.countries, key=lambda one: one.name):
            self.country.addItem(each.name, each.code)
        self.country.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.country.activated.connect(self._chosen)
        card.body.addWidget(self.country, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows = QWidget()
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(16)
        card.add(self._rows)
        card.add(SoftLabel(self._guide.changed, wrap=True))
        return card

    def _own_numbers(self) -> Card:
        card = Card(OWN)
        self.field = SentenceField(self._theme, OWN, OWN_HINT)
        card.add(self.field)
        card.add(SoftLabel(OWN_KEPT, wrap=True))
        return card

    @Slot()
    def _chosen(self) -> None:
        self._show_numbers()
        self.country_chosen.emit(self.country.currentData())

    def _show_numbers(self) -> None:
        layout = self._rows.layout()
        if layout is None:
            return
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in self._rows_of(guide.country_for(self.country.currentData())):
            layout.addWidget(row)
            row.show()  # at once, not when the layout gets round to it

    @staticmethod
    def _rows_of(country: guide.Country | None) -> list[QWidget]:
        if country is None:
            return [BodyLabel(NOBODY, wrap=True)]
        rows: list[QWidget] = [NumberRow(country.emergency, "Emergency", "in danger now")]
        for line in country.lines:
            about = ", ".join(part for part in (line.about, line.hours) if part)
            rows.append(NumberRow(line.number, line.name, about))
        return rows


def here() -> str:
    """The ISO 3166 code of the country that the computer is set to; nothing is asked of any network."""
    return QLocale.territoryToCode(QLocale.system().territory())


def _card_of(section: guide.Section) -> Card:
    card = Card()
    card.setAccessibleName(section.title)
    card.add(HeadingLabel(section.title, wrap=True))
    for line in section.lines:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(BodyLabel("•"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(BodyLabel(line, wrap=True), 1)
        card.add(row)
    if section.after:
        card.add(BodyLabel(section.after, wrap=True))
    return card
