"""The keeper of a guided session that has the journal: its record, its answers, and the entry they become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial

from closeness_desktop.errors import StorageError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.practice.effects import Finished
from closeness_desktop.practice.guided import Answer, GuidedSession
from closeness_desktop.records import Concluded, Moment, Session, Strength
from closeness_desktop.window.pages.guided_answers import NOTHING_KNOWN, Known
from closeness_desktop.window.pages.guided_keeper import Afterwards
from closeness_desktop.window.pages.known_names import KnownNames, learn
from closeness_desktop.window.pages.session_log import KEEP_EVERY, TIME_HIDDEN
from closeness_desktop.window.platform.sound import Load
from closeness_desktop.window.practices import Practices


class JournalKeeper:
    """A SessionKeeper. id: of the session's record, None until there is one. entry: what came of it.

    A disk that refuses is told to the person, tried again at the next chance, and ends no session. For a
    guest nothing of the journal is read: no names, no words of one's own, no sounds.
    """

    def __init__(
        self, journal: Journal, say: Callable[[str], object], origin: object, *, guest: bool = False
    ) -> None:
        self._journal, self._say, self._origin = journal, say, origin
        self._names = KnownNames(journal)
        self.asks = not guest
        self.known = NOTHING_KNOWN
        self.load: Load | None = None
        if not guest:
            self.known = Known(self._names.feelings, self._names.used, self._names.of)
            self.load = partial(sound_of, journal)
        self.id: str | None = None
        self.entry: str | None = None
        self._began: Moment | None = None
        self._kept_at = 0.0
        self._told = False

    def take(self, session: GuidedSession, id: str | None = None) -> None:
        """See SessionKeeper."""
        self._names.outdated()
        self.id, self.entry = id, None
        self._began = self._journal.now()
        self._kept_at = session.position
        self._told = False

    def keep(self, session: GuidedSession, *, now: bool = False) -> None:
        """See SessionKeeper."""
        if not now and session.position - self._kept_at < KEEP_EVERY:
            return
        self._kept_at = session.position
        try:
            state = session.snapshot()
            self._journal.sessions.snapshot(self._record(session), done=session.done_seconds, state=state)
        except StorageError as error:
            if not self._told:
                self._told = True
                self.say(str(error))

    def conclude(self, session: GuidedSession, finished: Finished, after: Afterwards) -> None:
        """See SessionKeeper."""
        journal = self._journal
        session.keep_guest(after.keep_guest)
        felt = {one.name for one in _felt(session.kept, after)}  # words of answers let go of leave no trace
        learn(journal, (word for word in after.new_words if word.name in felt))
        concluded = conclude(journal, self._record(session), session, finished, after, self._origin)
        self.entry = concluded.entry.id if concluded.entry is not None else None

    def let_go(self, session: GuidedSession) -> None:
        """See SessionKeeper."""
        if self.id is not None:
            sessions = self._journal.sessions
            sessions.finish(self.id, done=0, ended="abandoned", origin=self._origin)  # its snapshot goes too
            sessions.remove(self.id, origin=self._origin)
            self.id = None

    def time_hidden(self) -> bool:
        """See SessionKeeper."""
        return bool(self._journal.settings.get(TIME_HIDDEN, False))

    def hide_time(self, hidden: bool) -> None:
        """See SessionKeeper."""
        try:
            self._journal.settings.set(TIME_HIDDEN, hidden)
        except StorageError as error:
            self.say(str(error))

    def say(self, sentence: str) -> None:
        """See SessionKeeper."""
        self._say(sentence)

    def _record(self, session: GuidedSession) -> str:
        """The id of its record, which is begun if there is none yet."""
        if self.id is None:
            self.id = self._journal.sessions.start(
                session.plan.practice,
                planned=session.planned,
                at=self._began,
                file_hash=session.plan.digest,
                origin=self._origin,
            ).id
        return self.id


def conclude(
    journal: Journal,
    id: str,
    session: GuidedSession,
    finished: Finished,
    after: Afterwards | None = None,
    origin: object = None,
) -> Concluded:
    """Keep how a session ended, with all of its answers that may be kept. Raises StorageError."""
    after = after or Afterwards()
    return journal.sessions.conclude(
        id,
        done=finished.done,
        ended=finished.ended,
        title=session.practice.title,
        answers=[answer.as_kept() for answer in session.kept],
        note=after.note,
        feelings=_felt(session.kept, after),
        remind=_day_to_look_again(journal, session.look_again),
        origin=origin,
    )


def _felt(answers: Iterable[Answer], after: Afterwards) -> tuple[Strength, ...]:
    """The feelings named on the way, as strong as they were, and those of the end; the end counts."""
    named = {
        name: Strength(name, after.strengths.get((answer.role, name), 1))
        for answer in answers
        if answer.word_set == "feelings" and isinstance(answer.value, tuple)
        for name in answer.value
    }
    return tuple((named | {one.name: one for one in after.feelings}).values())


def _day_to_look_again(journal: Journal, days: int | None) -> str | None:
    """The local day so many days from now."""
    if days is None:
        return None
    return (dt.date.fromisoformat(journal.now().day) + dt.timedelta(days=days)).isoformat()


def restored(left: Session, practices: Practices) -> GuidedSession:
    """A session that was left, standing still. Raises UsageError when it cannot be read any more."""
    practice = practices.find(left.practice)
    if practice is None:
        raise UsageError("This version does not know the practice any more.")
    return GuidedSession.restore(left.snapshot, practice)


def keep_unfinished(journal: Journal, left: Session, practices: Practices) -> Concluded:
    """Count what was done of a session that a lock or a kill left, answers included.

    Raises UsageError when this version cannot read it any more, StorageError.
    """
    session = restored(left, practices)
    ended = session.ended or ("early" if session.done_seconds or session.kept else "abandoned")
    return conclude(journal, left.id, session, Finished(ended, session.done_seconds))


def sound_of(journal: Journal, name: str) -> bytes:
    """The WAV file of a sound of one's own, "own:ID", or of a pack, "pack:ID:NAME". Raises KnownError."""
    kind, _, rest = name.partition(":")
    if kind == "own":
        return journal.sounds.wav(rest)
    pack, _, slug = rest.partition(":")
    return journal.sounds.of_pack(pack, slug)
