"""Practice: what would help now, each practice's own page, programmes, what was left and what was done."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from closeness_desktop.practice import fear
from closeness_desktop.practice.format import Practice, Programme, ProgrammeDay
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.records import Change
from closeness_desktop.window.care.fear import FearQuestion, SafetyNote
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import practice_days, practice_plans
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_about import PracticeAbout
from closeness_desktop.window.pages.practice_cards import PracticeCard, RecentSittings
from closeness_desktop.window.pages.practice_catalogue import PracticeCatalogue
from closeness_desktop.window.pages.practice_left import LeftOver
from closeness_desktop.window.pages.practice_packs import PackCard
from closeness_desktop.window.pages.practice_programme import ProgrammeView
from closeness_desktop.window.pages.practice_question import QuestionPage
from closeness_desktop.window.pages.practice_setup import PracticeSetup
from closeness_desktop.window.pages.setup_around import AroundCard
from closeness_desktop.window.pages.setup_sounds import SoundShelf
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.platform.speech import Speech
from closeness_desktop.window.widgets.scroll import scroll_by_key

View = TypeVar("View", PracticeSetup, PracticeAbout, ProgrammeView)

RECENT, MORE = 8, 24
"""How many sessions are listed at first, and how many more each time."""


class PracticePage(Page):
    """`arrive()` shows the practices; `arrive(practice="body-scan")` opens one."""

    kinds = frozenset({"session", "entry", "programme", "pack"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bells = Sounds(self)
        self._listed = RECENT
        self._shown_packs = -1
        self._to_begin: tuple[Practice, GuidedPlan] | None = None
        self._asked: QuestionPage | None = None
        self._opened: Practice | None = None
        self.left_over = LeftOver(context)
        self.left_over.settled.connect(self._fill)
        self.recent = RecentSittings(context, self._show_more)
        self.packs = PackCard(context)
        self.catalogue = PracticeCatalogue(context.theme, [self.left_over], [self.recent, self.packs])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.catalogue)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.catalogue.opened.connect(self.open)
        self.catalogue.programme_opened.connect(self.open_programme)
        self.catalogue.file_wanted.connect(self.packs.choose_and_add)
        self.catalogue.log_wanted.connect(lambda: context.go("log"))
        self.catalogue.help_wanted.connect(lambda: context.go("help"))

    # Each made when it is first wanted: together they take longer than the catalogue itself.

    @cached_property
    def setup(self) -> PracticeSetup:
        """The set-up of the program's own timers."""
        made = PracticeSetup(self.context, self.bells)
        made.begun.connect(self.begin)
        return self._added(made)

    @cached_property
    def about(self) -> PracticeAbout:
        """A guided practice's own page."""
        shelf = SoundShelf(self.context, self.bells, self)
        around = AroundCard(self.context.theme, shelf, voice=True, no_voice=Speech(self).why)
        made = PracticeAbout(self.context.theme, around)
        made.begun.connect(self.begin_guided)
        return self._added(made)

    @cached_property
    def programme(self) -> ProgrammeView:
        """The days of a programme."""
        made = ProgrammeView(self.context.theme)
        made.day_wanted.connect(self._open_day)
        made.undone.connect(self._unmark)
        made.agreed.connect(lambda programme: practice_days.agree(self.context, programme))
        return self._added(made)

    def _added(self, view: View) -> View:
        view.left.connect(self._back_to_all)
        self._stack.addWidget(view)
        return view

    @property
    def cards(self) -> list[PracticeCard]:
        """The cards of all practices, in the order shown."""
        self._show_catalogue()
        return list(self.catalogue.cards)

    # ------------------------------------------------------------------ coming and going

    def arrive(self, **where: object) -> None:
        """See the class."""
        self._listed = RECENT
        wanted = where.get("practice")
        practice = self.context.practices.find(wanted) if isinstance(wanted, str) else None
        if practice is not None:
            self.open(practice)
        else:
            self.show_practices()

    def refresh(self, change: Change) -> None:
        """Show again what was done, written and added."""
        if "pack" in change.kinds:
            self.context.practices.outdated()
            self._shown_packs = -1
        if self.isVisible() and self._stack.currentWidget() is self.catalogue:
            self._fill()

    def leave(self) -> None:
        """A question that waits for an answer waits no longer, and nothing shows how one was answered."""
        self._end_question()
        self.catalogue.filter.end_alone()

    def forget(self) -> None:
        """Let go of what was done."""
        self.recent.fill([], {}, more=False)
        self.left_over.forget()
        for view in ("setup", "programme"):
            if view in self.__dict__:
                getattr(self, view).forget()

    # ------------------------------------------------------------------ what is shown

    @Slot()
    def show_practices(self) -> None:
        """The cards, and what was done lately."""
        self._end_question()
        self._fill()
        self._stack.setCurrentWidget(self.catalogue)

    def _back_to_all(self) -> None:
        """The cards, and the keyboard where it was before: on the card that was opened."""
        self.show_practices()
        card = next((one for one in self.catalogue.cards if one.practice == self._opened), None)
        there = card.open if card is not None and card.isVisible() else self.catalogue.filter.words
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, practice: Practice) -> None:
        """The page of one practice, with its last set-up."""
        self._opened = practice
        if practice.timer is not None:
            self.setup.show_practice(practice, practice_plans.last_sitting(self.context, practice))
            self._stack.setCurrentWidget(self.setup)
            self.setup.begin.setFocus()
            return
        reviewed = not self.context.practices.catalogue.from_pack(practice)
        plan = practice_plans.last_guided(self.context, practice)
        self.about.show_practice(practice, plan, reviewed=reviewed)
        self._stack.setCurrentWidget(self.about)
        self.about.begin.setFocus()

    def open_programme(self, programme: Programme) -> None:
        """The page of one programme."""
        done = practice_days.done(self.context).get(programme.id, {})
        self.programme.show_programme(programme, done, agreed=practice_days.agreed(self.context, programme))
        self._stack.setCurrentWidget(self.programme)
        self.programme.take_focus()

    def _open_day(self, programme: Programme, day: ProgrammeDay) -> None:
        practice = self.context.practices.find(day.practice)
        if practice is not None:
            practice_days.open_day(self.context, programme, day)
            self.open(practice)

    def _unmark(self, programme: Programme, day: ProgrammeDay) -> None:
        practice_days.unmark(self.context, programme, day, partial(self._show_marks, programme))

    def _show_marks(self, programme: Programme) -> None:
        """Show a programme anew, where it is what is shown."""
        if self._stack.currentWidget() is self.programme:
            self.open_programme(programme)

    # ------------------------------------------------------------------ beginning

    def begin(self, plan: SittingPlan) -> None:
        """Remember the set-up, and sit."""
        practice_plans.remember_sitting(self.context, plan)
        self._stack.setCurrentWidget(self.catalogue)
        self.context.go("session", plan=plan)

    def begin_guided(self, practice: Practice, plan: GuidedPlan) -> None:
        """Remember the set-up; where it could put someone in danger, ask about fear first; then begin."""
        self._to_begin = (practice, plan)
        if fear.asked_before(practice):
            question = FearQuestion(self.context.theme, people=practice.people)
            question.safe.connect(self._begin)
            question.skipped.connect(self._begin)
            question.not_safe.connect(self._not_safe)
            self._ask(question)
        else:
            self._begin()

    @Slot()
    def _begin(self) -> None:
        if self._to_begin is None:
            return
        practice, plan = self._to_begin
        self._end_question()
        plan = practice_plans.begun(self.context, plan)
        self._stack.setCurrentWidget(self.catalogue)
        self.context.go("guided", practice=practice, plan=plan)

    @Slot()
    def _not_safe(self) -> None:
        note = SafetyNote(self.context.theme)
        note.alone_wanted.connect(self._alone)
        note.help_wanted.connect(lambda: self.context.go("help"))
        note.back.connect(self._back_to_all)
        self._ask(note)

    @Slot()
    def _alone(self) -> None:
        self._back_to_all()
        self.catalogue.filter.show_alone()

    def _ask(self, question: FearQuestion | SafetyNote) -> None:
        self._drop_question()
        self._asked = QuestionPage(self.context.theme, question)
        self._asked.turned_back.connect(self._turn_back)
        self._stack.addWidget(self._asked)
        self._stack.setCurrentWidget(self._asked)
        question.take_focus()

    def _turn_back(self) -> None:
        """From the question, unanswered, to the practice; from anything else to all of them."""
        waiting = self._to_begin
        self._back_to_all()
        if waiting is not None:
            self.open(waiting[0])

    def _end_question(self) -> None:
        """Let go of the question about fear, and of every trace of how it was answered."""
        self._to_begin = None
        if self._drop_question():
            self._stack.setCurrentWidget(self.catalogue)

    def _drop_question(self) -> bool:
        asked, self._asked = self._asked, None
        if asked is None:
            return False
        self._stack.removeWidget(asked)
        asked.hide()
        asked.deleteLater()
        return True

    # ------------------------------------------------------------------ what was left, what was done

    def _show_more(self) -> None:
        self._listed += MORE
        self._fill()

    def _show_catalogue(self) -> None:
        packs = len(self.context.journal.packs.all())
        if packs != self._shown_packs:
            self._shown_packs = packs
            self.catalogue.show_practices(self.context.practices.catalogue)

    def _fill(self) -> None:
        practice_days.settle(self.context)
        self._show_catalogue()
        self.catalogue.show_programmes(self.context.practices.catalogue, practice_days.done(self.context))
        self.left_over.look()
        self.packs.look()
        lately = self.context.journal.sessions.all(limit=2 * self._listed)
        done = [one for one in lately if one.ended in ("completed", "early")]
        shown = done[: self._listed]
        written = self.context.journal.sessions.entries_of(one.id for one in shown)
        self.recent.fill(shown, written, more=len(done) > len(shown))

    def take_focus(self) -> None:
        """The keyboard begins at the filter; on other views they say where."""
        if self._stack.currentWidget() is self.catalogue:
            self.catalogue.filter.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back; the page keys scroll from the button at the foot too."""
        view = self._stack.currentWidget()
        escape = event.key() == Qt.Key.Key_Escape
        if escape and view is not self.catalogue:
            self._turn_back()
        elif escape and not self.catalogue.filter.idle:
            self.catalogue.filter.show_all()
            self.take_focus()
        elif not scroll_by_key(view, event):
            super().keyPressEvent(event)
