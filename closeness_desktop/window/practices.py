"""The practices that the person of one journal has: those of the program, and those of their own packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_desktop import paths

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.practice.catalogue import Catalogue
    from closeness_desktop.practice.format import Practice


class Practices:
    """Files are read when they are first asked for; what was read goes when the journal locks."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._catalogue: Catalogue | None = None

    @property
    def catalogue(self) -> Catalogue:
        """All of them. Files of a pack that this version does not take are left out."""
        if self._catalogue is None:
            from closeness_desktop.practice.catalogue import Catalogue

            made = Catalogue(paths.resource("practices"), paths.resource("programmes"))
            texts: dict[str, dict[str, str]] = {}
            for one in self._journal.packs.texts():
                texts.setdefault(one.pack, {})[one.name] = one.text
            for pack in self._journal.packs.all():
                sounds = self._journal.packs.sound_names(pack.id)
                made.add_pack(pack.slug, pack.id, texts.get(pack.id, {}), sounds)
            self._catalogue = made
        return self._catalogue

    def find(self, reference: str) -> Practice | None:
        """The practice of a reference, in that version; None when it is not here."""
        return self.catalogue.find(reference)

    def outdated(self) -> None:
        """Packs came or went: read again when next asked."""
        self._catalogue = None
