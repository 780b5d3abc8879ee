"""Practice: what would help now, the set-up of it, what was left under way, and what was sat lately."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.catalogue import Practice, find, plan_of, timers
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.records import Change, Session
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_log
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_cards import CardGrid, PracticeCard, RecentSittings
from closeness_desktop.window.pages.practice_setup import PracticeSetup
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.widgets.buttons import QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

PLANS = "sitting_plan"
"""The journal's setting that holds the last used set-up of each practice, by its reference."""

RECENT, MORE = 8, 24
"""How many sittings are listed at first, and how many more each time."""

MOST_ENTRIES = 200
"""Entries looked through for those written about the sittings listed."""


class PracticePage(Page):
    """`arrive()` shows the practices; `arrive(practice="sitting@1")` opens the set-up of one."""

    kinds = frozenset({"session", "entry"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bells = Sounds(self)
        self._listed = RECENT
        self._left: Session | None = None
        self.cards = [PracticeCard(context.theme, practice) for practice in timers()]
        self.left_over = self._left_over_card()
        self.recent = RecentSittings(context, self._show_more)
        self.setup = PracticeSetup(context, self.bells)
        self.setup.begun.connect(self.begin)
        self.setup.left.connect(self.show_practices)
        for card in self.cards:
            card.opened.connect(self.open)
        practices = QWidget()
        column = QVBoxLayout(practices)
        column.setSpacing(20)
        column.addWidget(TitleLabel("What would help now?"))
        column.addWidget(self.left_over)
        column.addWidget(CardGrid(context.theme, self.cards))
        column.addWidget(self.recent)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollPage(practices, page=True))
        self._stack.addWidget(self.setup)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def arrive(self, **where: object) -> None:
        """See the class."""
        self._listed = RECENT
        wanted = where.get("practice")
        practice = find(wanted) if isinstance(wanted, str) else None
        if practice is not None and practice.timer is not None:
            self.open(practice)
        else:
            self.show_practices()

    def refresh(self, change: Change) -> None:
        """Show again what was sat and written."""
        if self.isVisible() and self._stack.currentIndex() == 0:
            self._fill()

    def forget(self) -> None:
        """Let go of what was sat."""
        self._left = None
        self.recent.fill([], {}, more=False)

    def show_practices(self) -> None:
        """The cards, and what was sat lately."""
        self._fill()
        self._stack.setCurrentIndex(0)

    def open(self, practice: Practice) -> None:
        """The set-up of one practice, as it was used last."""
        self.setup.show_practice(practice, self.last_plan(practice))
        self._stack.setCurrentIndex(1)
        self.setup.begin.setFocus()

    def last_plan(self, practice: Practice) -> SittingPlan:
        """The set-up used last, or its own when there was none."""
        kept = self._plans().get(practice.reference)
        if not isinstance(kept, dict):
            return plan_of(practice)
        try:
            return SittingPlan.from_dict(kept)
        except UsageError:  # kept by a version that allowed more
            return plan_of(practice)

    def begin(self, plan: SittingPlan) -> None:
        """Remember the set-up, and sit."""
        plans = {**self._plans(), plan.practice: plan.as_dict()}
        session_log.try_to(self.context, lambda: self.context.journal.settings.set(PLANS, plans))
        self._stack.setCurrentIndex(0)
        self.context.go("session", plan=plan)

    def _plans(self) -> dict[str, object]:
        kept = self.context.journal.settings.get(PLANS, {})
        return kept if isinstance(kept, dict) else {}

    # ------------------------------------------------------------------ what was left, what was sat

    def _left_over_card(self) -> Card:
        card = Card()
        self.left_words = BodyLabel(wrap=True)
        card.add(self.left_words)
        self.keep = QuietButton("Keep it")
        self.resume = QuietButton("Go on")
        self.discard = QuietButton("Discard")
        self.keep.clicked.connect(self._keep_left)
        self.resume.clicked.connect(self._resume_left)
        self.discard.clicked.connect(self._discard_left)
        row = QWidget()
        flow = FlowLayout(row, 12)
        for button in (self.keep, self.resume, self.discard):
            flow.addWidget(button)
        card.add(row)
        return card

    def _keep_left(self) -> None:
        left = self._left
        if left is not None:
            session_log.try_to(self.context, partial(session_log.keep_unfinished, self.context, left))
            self._fill()

    def _resume_left(self) -> None:
        if self._left is not None:
            self.context.go(session_log.page_of(self._left), session=self._left.id)

    def _discard_left(self) -> None:
        left = self._left
        if left is not None and session_log.try_to(
            self.context, partial(session_log.discard_unfinished, self.context, left)
        ):
            self._fill()
            self.context.say(
                "That sitting is not counted.", partial(session_log.keep_unfinished, self.context, left)
            )

    def _show_more(self) -> None:
        self._listed += MORE
        self._fill()

    def _fill(self) -> None:
        self._left = session_log.unfinished(self.context)
        self.left_over.setVisible(self._left is not None)
        self.left_words.setText(session_log.sentence(self._left) if self._left else "")
        lately = self.context.journal.sessions.all(limit=2 * self._listed)
        sat = [one for one in lately if one.ended in ("completed", "early")]
        shown = sat[: self._listed]
        self.recent.fill(shown, self._written_after(shown), more=len(sat) > len(shown))

    def _written_after(self, sessions: list[Session]) -> dict[str, str]:
        """Id of a session → id of the entry written about it (the first, when there are several)."""
        entries = self.context.journal.entries
        written: dict[str, str] = {}
        for practice in {session.practice for session in sessions}:
            since = min(session.started.day for session in sessions if session.practice == practice)
            for line in entries.page(f"practice:{practice} since:{since}", limit=MOST_ENTRIES):
                if line.session is not None:
                    written[line.session] = line.id
        return written
