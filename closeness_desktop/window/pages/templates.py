"""Templates: one's own and those that come with the program; to be used, changed, and given to days."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.records import Change, Template
from closeness_desktop.window.beginning import OFFERED, ready_made
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.template_form import Entered, TemplateForm, day_name
from closeness_desktop.window.pages.today_cards import shortened
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import (
    HeadingLabel,
    LeadLabel,
    ReadingHeading,
    SoftLabel,
    TitleLabel,
)
from closeness_desktop.window.widgets.scroll import ScrollPage

LEAD = "A text to begin an entry with. You can give days of the week one each, and then they begin with it."
OFFER = "Offered in new entries"
OFFER_MEANS = "A question and the templates stand below the title until the first word is written."
NEW = Template("", "", "", "")
_WIDEST = 760


class TemplatesPage(Page):
    """The list, or the form of one template in its place."""

    kinds = frozenset({"template", "setting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._changing = NEW
        self.cards: list[TemplateCard] = []
        self.back = LinkButton("Journal")
        self.back.clicked.connect(lambda: context.go("journal"))
        self.make = QuietButton("New template…")
        self.make.clicked.connect(lambda: self._open(NEW))
        self.offer = QCheckBox(OFFER)
        self.offer.clicked.connect(self._set_offer)
        self.form = TemplateForm(context.theme)
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.show_list)
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollPage(self._list(), page=True))
        self._stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        context.theme.changed.connect(self._tint)
        self._tint()

    def _list(self) -> QWidget:
        theme, inside = self.context.theme, QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(theme, self.back))
        column.addWidget(TitleLabel("Templates"))
        column.addWidget(LeadLabel(LEAD, wrap=True))
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self._own, ready = QVBoxLayout(), QVBoxLayout()
        for each in (self._own, ready):
            each.setSpacing(12)
        column.addLayout(self._own)
        column.addSpacing(8)
        column.addWidget(HeadingLabel("Ready to use"))
        column.addLayout(ready)
        self.ready_cards = [self._card(template, own=False) for template in ready_made()]
        for card in self.ready_cards:
            ready.addWidget(card)
        column.addSpacing(8)
        column.addWidget(self.offer)
        column.addWidget(SoftLabel(OFFER_MEANS, wrap=True))
        column.addStretch(1)
        return inside

    # ------------------------------------------------------------------ coming and going

    def arrive(self, **where: object) -> None:
        """Show the list."""
        self.show_list()

    def take_focus(self) -> None:
        """Begin where one is made, or in the form."""
        first = self.make if self._stack.currentIndex() == 0 else self.form.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Templates changed, or were changed back."""
        if self.isVisible() and self._stack.currentIndex() == 0:
            self._fill()

    def forget(self) -> None:
        """Let go of every text of one's own."""
        self._changing = NEW
        self.form.forget()
        self._clear()

    @Slot()
    def show_list(self) -> None:
        """The templates, with the keyboard at the top."""
        self._changing = NEW
        self._fill()
        self._stack.setCurrentIndex(0)
        self.take_focus()

    # ------------------------------------------------------------------ what the person does

    def _use(self, template: Template) -> None:
        self.context.go("journal", new=True, template=template)

    def _open(self, template: Template, *, copy: bool = False) -> None:
        """The form of a template, of a copy of it, or of a new one."""
        self._changing = NEW if copy else template
        self.form.show_template(template, is_new=not self._changing.id)
        self._stack.setCurrentIndex(1)
        self.take_focus()

    @Slot(object)
    def _keep(self, entered: Entered) -> None:
        store, changing = self.context.journal.templates, self._changing
        before = store.all()
        save = partial(
            store.save, entered.name, title=entered.title, body=entered.body, weekdays=entered.weekdays
        )
        try:
            kept = save(id=changing.id or None)
        except KnownError as error:
            self.form.complain(str(error))
            return
        self.show_list()
        undo = partial(self._as_before, before, None if changing.id else kept.id)
        redo = partial(save, id=kept.id) if changing.id else None
        self.context.say("The template is kept.", undo, redo)

    def _as_before(self, before: list[Template], made: str | None) -> None:
        """Undo `_keep`: `made` is the template that was not there before. Raises KnownError."""
        store = self.context.journal.templates
        if made is not None:
            store.remove(made)
        store.put_back(before)

    def _remove(self, template: Template) -> None:
        store = self.context.journal.templates
        remove = partial(store.remove, template.id)
        if self.attempt(remove):
            self._fill()
            self.take_focus()
            self.context.say(f"“{template.name}” is removed.", partial(store.bring_back, template.id), remove)

    @Slot(bool)
    def _set_offer(self, on: bool) -> None:
        self.attempt(partial(self.context.journal.settings.set, OFFERED, on))
        self._show_offer()

    # ------------------------------------------------------------------ what is shown

    def _fill(self) -> None:
        self._clear()
        for template in self.context.journal.templates.all():
            card = self._card(template, own=True)
            self._own.addWidget(card)
            card.show()
            self.cards.append(card)
        self._show_offer()

    def _show_offer(self) -> None:
        self.offer.setChecked(bool(self.context.journal.settings.get(OFFERED, True)))

    def _card(self, template: Template, *, own: bool) -> TemplateCard:
        deeds: dict[str, Callable[[Template], None]] = {"Use it": self._use}
        if own:
            deeds |= {"Change": self._open, "Remove": self._remove}
        else:
            deeds["Change a copy"] = partial(self._open, copy=True)
        card = TemplateCard(template, deeds)
        card.setMaximumWidth(self.context.theme.px(_WIDEST))
        return card

    def _clear(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards.clear()

    @Slot()
    def _tint(self) -> None:
        self.back.setIcon(self.context.theme.icon("arrow-left", "teal", 14))


class TemplateCard(Card):
    """One template: its name, its days, how it begins, and what can be done with it."""

    def __init__(self, template: Template, deeds: dict[str, Callable[[Template], None]]) -> None:
        super().__init__()
        self.setAccessibleName(template.name)
        self.body.setSpacing(4)
        self.add(ReadingHeading(template.name, wrap=True))
        if template.weekdays:
            self.add(SoftLabel(days_in_words(template.weekdays), wrap=True))
        self.add(SoftLabel(shortened(template.body or template.title), wrap=True))
        self.links: dict[str, LinkButton] = {}
        row = QWidget()
        flow = FlowLayout(row, 16)
        for word, act in deeds.items():
            link = self.links[word] = LinkButton(word)
            link.setAccessibleName(f"{word}: {template.name}")
            link.clicked.connect(lambda _checked=False, act=act: act(template))
            flow.addWidget(link)
        self.add(row)


def days_in_words(days: frozenset[int]) -> str:
    """ "Begins Mon, Tue and Sun by itself"."""
    if len(days) == 7:
        return "Begins every day by itself"
    names = [day_name(day, QLocale.FormatType.ShortFormat) for day in sorted(days)]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Begins {listed} by itself"
