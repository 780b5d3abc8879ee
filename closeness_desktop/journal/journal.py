"""The journal: the face that the rest of the program sees."""

from __future__ import annotations

import logging
from collections.abc import Callable

from closeness_desktop import clock as clocks
from closeness_desktop.clock import Clock, SystemClock
from closeness_desktop.errors import KnownError, NotFoundError, StorageError
from closeness_desktop.journal import held
from closeness_desktop.journal.answers import AnswerStore
from closeness_desktop.journal.attachments import AttachmentStore
from closeness_desktop.journal.check import check
from closeness_desktop.journal.days import DayStore
from closeness_desktop.journal.drafts import DraftStore
from closeness_desktop.journal.entries import EntryStore
from closeness_desktop.journal.everywhere import Everywhere
from closeness_desktop.journal.found import FoundStore
from closeness_desktop.journal.measures import MeasureStore
from closeness_desktop.journal.migrate import migrate
from closeness_desktop.journal.names import FeelingStore, PersonStore, TagStore
from closeness_desktop.journal.own_words import OwnWordStore
from closeness_desktop.journal.packs import PackStore
from closeness_desktop.journal.pins import PinStore
from closeness_desktop.journal.presets import PresetStore
from closeness_desktop.journal.programmes import ProgrammeStore
from closeness_desktop.journal.prompts import PromptStore
from closeness_desktop.journal.reminders import ReminderStore
from closeness_desktop.journal.revisions import RevisionStore
from closeness_desktop.journal.saved_searches import SavedSearchStore
from closeness_desktop.journal.sessions import SessionStore
from closeness_desktop.journal.settings import SettingStore
from closeness_desktop.journal.sounds import SoundStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.templates import TemplateStore
from closeness_desktop.journal.trash import Trash
from closeness_desktop.journal.writer import EntryWriter
from closeness_desktop.records import Change, Draft, Entry, Moment
from closeness_desktop.vault import Vault

LOGGER = logging.getLogger("closeness.journal")

DAY_START = "day_start"
"""The setting that says at which hour (0–23) the person's day begins."""

SEEN = "clock_seen"
"""The setting that says what the clock showed at the latest opening, UTC ms. What is to go for good after
days goes only when two openings agree that they have passed: a clock once set far ahead costs nothing."""

_HOUR_MS = 60 * 60 * 1000


class Journal:
    """One open journal, with a store for each kind of record.

    Opening brings its tables up to this program's, after a verified backup if there is anything to lose, and
    puts in the built-in feeling words. Raises NewerVersionError, StorageError, DamagedError.
    """

    def __init__(self, vault: Vault, *, clock: Clock | None = None, zone: str | None = None) -> None:
        """zone: IANA name of the zone that `now` speaks of; the computer's own unless given."""
        migrate(vault)
        self._vault = vault
        self._clock = clock or SystemClock()
        self._zone = zone or clocks.local_zone()
        self._storage = Storage(vault, self._clock)
        self.settings = SettingStore(self._storage)
        self.feelings = FeelingStore(self._storage)
        self.tags = TagStore(self._storage)
        self.people = PersonStore(self._storage)
        self.drafts = DraftStore(self._storage)
        writer = EntryWriter(self._storage, self.feelings, self.tags, self.people)
        self.entries = EntryStore(self._storage, writer, self.drafts, self.now, self.day_start)
        self.revisions = RevisionStore(self._storage, self.entries.update)
        names = {"feeling": self.feelings, "tag": self.tags, "person": self.people}
        self.names = Everywhere(self._storage, writer, names)
        self.pins = PinStore(self._storage)
        self.answers = AnswerStore(self._storage)
        self.reminders = ReminderStore(self._storage)
        self.sessions = SessionStore(self._storage, self.now, self.entries, self.answers, self.reminders)
        self.found = FoundStore(self._storage)
        self.saved_searches = SavedSearchStore(self._storage)
        self.presets = PresetStore(self._storage)
        self.programmes = ProgrammeStore(self._storage, self.now)
        self.prompts = PromptStore(self._storage, self.now)
        self.templates = TemplateStore(self._storage)
        self.own_words = OwnWordStore(self._storage)
        self.attachments = AttachmentStore(self._storage, vault.blobs)
        self.trash = Trash(self._storage, self.attachments.purge)
        self.sounds = SoundStore(self._storage, vault.blobs)
        self.measures = MeasureStore(self._storage)
        self.days = DayStore(self._storage)
        self.packs = PackStore(self._storage, self.sounds)
        self.feelings.bring_built_in(self.settings)
        self._sure = self.settings.get(SEEN, 0)
        self._tidy()

    @property
    def vault(self) -> Vault:
        """The locked box that holds it all."""
        return self._vault

    def observe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after every write, in the thread that wrote; returns what stops it."""
        return self._storage.observe(listener)

    def now(self) -> Moment:
        """This moment, in the journal's zone, on the day that it belongs to for this person."""
        return clocks.moment(self._clock.wall(), self._zone, self.day_start())

    def recover_drafts(self) -> list[Entry]:
        """Save the text that was typed before the program was killed, and return the entries that got it.

        To be called once after opening, before anything is typed. A draft that holds nothing new is dropped,
        and so is one that was there already when its entry was deleted.
        """
        recovered = []
        with self._storage.writing():
            for draft in self.drafts.all():
                if (entry := self._recover(draft)) is not None:
                    recovered.append(entry)
                self.drafts.drop(draft.entry)
        return recovered

    def _recover(self, draft: Draft) -> Entry | None:
        try:
            before = self.entries.get(draft.entry)
        except NotFoundError:
            if not (draft.title.strip() or draft.body.strip()):
                return None
            return self.entries.add(id=draft.entry, at=draft.at, title=draft.title, body=draft.body)
        if (before.title, before.body) == (draft.title, draft.body):
            return None
        if before.deleted is not None and draft.updated < before.deleted:
            return None
        entry = self.entries.update(draft.entry, title=draft.title, body=draft.body)
        return self.entries.restore(draft.entry) if entry.deleted else entry

    def _tidy(self) -> None:
        """Let go of what was removed and could be brought back until now. A disk that refuses keeps it."""
        try:
            self.trash.erase_due(self._sure)
            self.packs.forget_removed()
            self.sounds.forget_removed()
            self.attachments.forget_removed(self._sure)
            if abs((now := self._storage.now_ms()) - self._sure) > _HOUR_MS:
                self.settings.set(SEEN, now)
            held.sweep(self._storage, self._vault.blobs)
        except StorageError:
            LOGGER.info("what was removed could not be let go of")

    def verify(self) -> list[str]:
        """Check every page and every record. Sentences about what is wrong; none when all is sound."""
        return [*self._vault.verify(), *check(self._storage, self._vault.blobs)]

    def close(self) -> None:
        """Lock: let go of what is to go for good, and close the vault. Harmless when repeated."""
        if not self._vault.database.is_closed():
            self._erase_due()
        self._vault.close()

    def _erase_due(self) -> None:
        """A disk that refuses keeps it until the next opening."""
        try:
            self.trash.erase_due(self._sure)
        except KnownError:
            LOGGER.info("what is to go for good could not be let go of")

    def day_start(self) -> int:
        """The hour at which the person's day begins; midnight when the setting makes no sense."""
        hour = self.settings.get(DAY_START, 0)
        return hour if type(hour) is int and 0 <= hour <= 23 else 0
