"""All practices and programmes as cards, by theme, and what was left under way or sat lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.practice import outline
from closeness_desktop.practice.catalogue import Catalogue
from closeness_desktop.practice.format import THEMES, Theme
from closeness_desktop.window.pages.practice_cards import CardGrid, PracticeCard, flush
from closeness_desktop.window.pages.practice_filter import PracticeFilter
from closeness_desktop.window.pages.practice_programme import Done, ProgrammeCard
from closeness_desktop.window.theme.theme import Theme as Looks
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import HeadingLabel, LeadLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.tab_order import follow_layout

ORDER: tuple[Theme, ...] = ("own-time", *(theme for theme in THEMES if theme != "own-time"))


class PracticeCatalogue(QWidget):
    """`opened` carries a Practice, `programme_opened` a Programme; the others carry nothing."""

    opened = Signal(object)
    programme_opened = Signal(object)
    file_wanted = Signal()
    log_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, looks: Looks, above: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        """above: what asks for an answer first. below: what was done lately, and the like."""
        super().__init__()
        self._looks = looks
        self.filter = PracticeFilter(looks, self._links())
        self.filter.changed.connect(self._choose)
        self.filter.entered.connect(self._open_first)
        self.cards: list[PracticeCard] = []
        self._grids: list[tuple[QWidget, CardGrid]] = []
        self.programmes = QWidget()
        self._programme_grid: CardGrid | None = None
        self._programme_column = QVBoxLayout(self.programmes)
        self._programme_column.setContentsMargins(0, 0, 0, 0)
        self._programme_column.setSpacing(12)
        self.nothing = LeadLabel("No practice fits all of that.", wrap=True)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(28)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(20)
        column.addWidget(TitleLabel("What would help now?"))
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.filter)
        column.addLayout(self._sections)
        column.addWidget(self.nothing)
        column.addWidget(self.programmes)
        for widget in below:
            column.addWidget(widget)
        self.help = LinkButton("When you need more")
        self.help.clicked.connect(self.help_wanted)
        column.addLayout(flush(looks, self.help))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.scroller = ScrollPage(inside, page=True)
        whole.addWidget(self.scroller)

    def show_practices(self, catalogue: Catalogue) -> None:
        """Make a card for every practice, by theme; those of packs say where they come from."""
        self._let_go(self._sections)
        self.cards, self._grids = [], []
        practices = catalogue.practices()
        for theme in ORDER:
            cards = [
                PracticeCard(self._looks, one, reviewed=not catalogue.from_pack(one))
                for one in sorted(practices, key=lambda one: one.timer is None)  # the plainest first
                if one.theme == theme
            ]
            if not cards:
                continue
            for card in cards:
                card.opened.connect(self.opened)
            section = QWidget()
            column = QVBoxLayout(section)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
            column.addWidget(HeadingLabel(THEMES[theme]))
            grid = CardGrid(self._looks, cards)
            column.addWidget(grid)
            self._sections.addWidget(section)
            self.cards += cards
            self._grids.append((section, grid))
        self._choose()

    def show_programmes(self, catalogue: Catalogue, done: Mapping[str, Done]) -> None:
        """Make a card for every programme; done: by programme, the days done."""
        self._let_go(self._programme_column)
        cards = [ProgrammeCard(self._looks, one, done.get(one.id, {})) for one in catalogue.programmes()]
        cards.sort(key=lambda card: card.programme.id not in done)  # those begun come first
        for card in cards:
            card.opened.connect(self.programme_opened)
        self._programme_column.addWidget(HeadingLabel("Programmes"))
        self._programme_grid = CardGrid(self._looks, cards)
        self._programme_column.addWidget(self._programme_grid)
        self._choose()

    def _links(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, 16)
        self.log = LinkButton("Your log")
        self.log.clicked.connect(self.log_wanted)
        self.from_file = LinkButton("Add practices from a file")
        self.from_file.clicked.connect(self.file_wanted)
        for link in (self.log, self.from_file):
            flow.addWidget(link)
        return row

    @Slot()
    def _choose(self) -> None:
        """Show the cards that the filter lets pass, and let Tab go through them as they stand."""
        any_shown = False
        for section, grid in self._grids:
            fits = grid.show_only(self._passes)
            if section.isHidden() == fits:
                section.setVisible(fits)
            any_shown = any_shown or fits
        programmes = self._programme_grid
        days = programmes is not None and programmes.show_only(self._programme_passes)
        self.programmes.setVisible(days)
        self.nothing.setVisible(not any_shown and not days)
        follow_layout(self)

    @Slot()
    def _open_first(self) -> None:
        """Open the first of the cards shown; practices come before programmes."""
        programmes = self.programmes.findChildren(ProgrammeCard)
        cards: list[PracticeCard | ProgrammeCard] = [*self.cards, *programmes]
        first = next((card for card in cards if card.isVisibleTo(self)), None)
        if first is not None:
            first.open.click()

    def _passes(self, card: Card) -> bool:
        if not isinstance(card, PracticeCard):
            return False
        return self.filter.passes(card.practice, outline.least_minutes(card.practice))

    def _programme_passes(self, card: Card) -> bool:
        return isinstance(card, ProgrammeCard) and self.filter.passes_programme(card.programme)

    @staticmethod
    def _let_go(column: QVBoxLayout) -> None:
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
