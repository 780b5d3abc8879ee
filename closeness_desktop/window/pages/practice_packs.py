"""Practices from files of other people: added to the journal, listed, and removed again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.practice.mistakes import PracticeFileError
from closeness_desktop.practice.packs import Pack, read_pack
from closeness_desktop.records import Pack as KeptPack
from closeness_desktop.window.context import Context
from closeness_desktop.window.platform import file_dialogs
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, SoftLabel

NOT_REVIEWED = "They came from files. Nobody who makes Closeness has looked at them."


class PackCard(Card):
    """What was added, each with a way to remove it; hidden while there is nothing."""

    def __init__(self, context: Context) -> None:
        super().__init__("Practices from files")
        self._context = context

    def look(self) -> None:
        """Show what there is now."""
        packs = self._context.journal.packs.all()
        self.refill([*map(self._row, packs), SoftLabel(NOT_REVIEWED, wrap=True)] if packs else [])

    def choose_and_add(self) -> None:
        """Let the person choose a file or an archive, and add what is in it."""
        kinds = "Practices (*.yaml *.yml *.zip)"
        chosen = file_dialogs.choose_file(self, "Add practices from a file", Path.home(), kinds)
        if chosen is not None:
            self.add_from(chosen)

    def add_from(self, place: Path) -> None:
        """Read a pack off the window's thread, and keep it. What is wrong with it is said in one sentence."""
        self._context.worker.run(partial(read_pack, place), self._keep, self._refused)

    def _keep(self, pack: Pack) -> None:
        packs = self._context.journal.packs
        try:
            kept = packs.add(pack.id, pack.title, texts=pack.texts, sounds=pack.sounds, digest=pack.digest)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._context.say(
            f"{_count(kept)} added from “{kept.title}”.",
            partial(packs.remove, kept.id),
            partial(packs.bring_back, kept.id),
        )

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, PracticeFileError):
            first, more = error.mistakes[0], len(error.mistakes) - 1
            self._context.say(f"{first}" + (f" There are {more} more mistakes." if more else ""))
        elif isinstance(error, KnownError):
            self._context.say(str(error))
        else:
            raise error

    def _row(self, pack: KeptPack) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, 12)
        flow.addWidget(BodyLabel(pack.title))
        flow.addWidget(SoftLabel(_count(pack)))
        remove = LinkButton("Remove")
        remove.setAccessibleName(f"Remove “{pack.title}”")
        remove.clicked.connect(lambda: self._remove(pack))
        flow.addWidget(remove)
        return row

    def _remove(self, pack: KeptPack) -> None:
        packs = self._context.journal.packs
        try:
            packs.remove(pack.id)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._context.say(
            f"“{pack.title}” is removed.",
            partial(packs.bring_back, pack.id),
            partial(packs.remove, pack.id),
        )


def _count(pack: KeptPack) -> str:
    return "1 practice" if pack.practices == 1 else f"{pack.practices} practices"
