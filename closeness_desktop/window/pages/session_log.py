"""How a sitting gets into the journal: begun, kept each half minute, finished, and what was said about it
then; what a kill left behind."""

from __future__ import annotations

from collections.abc import Callable

from closeness_desktop.errors import StorageError, UsageError
from closeness_desktop.practice import catalogue, words
from closeness_desktop.practice.effects import Finished
from closeness_desktop.practice.kept_state import is_guided
from closeness_desktop.practice.sitting import Sitting
from closeness_desktop.records import Moment, Session, SessionEnd
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided_keeper import Afterwards
from closeness_desktop.window.pages.known_names import learn

KEEP_EVERY = 25.0
"""Seconds from one time to the next; with a tick and a slow disk on top, a kill costs 30."""

TIME_HIDDEN = "session_time_hidden"
"""The journal's setting for a session without figures."""


class SessionLog:
    """The record of one sitting. It begins with the sitting itself: preparation leaves no trace.

    A disk that refuses is told to the person, tried again at the next chance, and ends no sitting.
    id: of the record, None until there is one.
    """

    def __init__(self, context: Context, origin: object, id: str | None = None) -> None:
        self.id = id
        self._context = context
        self._origin = origin
        self._began: Moment | None = None
        self._kept_at = 0.0
        self._told = False
        self._concluded = False

    def keep(self, sitting: Sitting, *, now: bool = False, begun: bool = False) -> None:
        """Keep where it stands, if half a minute was sat since the last time or `now` is given.

        begun: keep it even while it is being prepared.
        """
        if sitting.phase == "prepare" and not begun and self.id is None:
            return
        if self._began is None and self.id is None:
            self._began, now = self._context.journal.now(), True
        if now or sitting.position - self._kept_at >= KEEP_EVERY:
            self._kept_at = sitting.position
            self._write(sitting)

    def finish(self, sitting: Sitting, finished: Finished) -> None:
        """Write how it ended. Nothing is logged when not a second was sat."""
        if not finished.done and self.id is None:
            return
        self._write(sitting, finished)

    def conclude(self, sitting: Sitting, finished: Finished, after: Afterwards) -> str | None:
        """Make an entry of what was said when it was over, which is linked to the session; its id.

        Nothing said leaves none, not even of what an earlier call was told. Raises StorageError.
        """
        if not (after.note or after.feelings or self._concluded):
            return None
        journal = self._context.journal
        learn(journal, after.new_words)
        concluded = journal.sessions.conclude(
            self._record(sitting),
            done=finished.done,
            ended=finished.ended,
            title=catalogue.title_of(sitting.plan.practice),
            note=after.note,
            feelings=after.feelings,
            origin=self._origin,
        )
        self._concluded = True
        return concluded.entry.id if concluded.entry is not None else None

    def _record(self, sitting: Sitting) -> str:
        """The id of its record, which is begun if there is none yet. Raises StorageError."""
        if self.id is None:
            plan = sitting.plan
            self.id = self._context.journal.sessions.start(
                plan.practice, planned=plan.seconds, at=self._began, origin=self._origin
            ).id
        return self.id

    def _write(self, sitting: Sitting, finished: Finished | None = None) -> None:
        sessions, origin = self._context.journal.sessions, self._origin
        try:
            id = self._record(sitting)
            if finished is not None:
                sessions.finish(id, done=finished.done, ended=finished.ended, origin=origin)
            else:
                sessions.snapshot(id, done=sitting.done_seconds, state=sitting.snapshot())
        except StorageError as error:
            if not self._told or finished is not None:
                self._told = True
                self._context.say(str(error))


def try_to(context: Context, act: Callable[[], object]) -> bool:
    """Do a small thing that writes; when the disk refuses, say so and go on. Whether it was done."""
    try:
        act()
    except StorageError as error:
        context.say(str(error))
        return False
    return True


def written_about(entry: str | None, session: str | None) -> dict[str, object]:
    """Where the journal arrives to write about a session: behind what was said of it, or in a new entry."""
    if entry is not None:
        return {"entry": entry, "at_end": True}
    return {"new": True, "session": session}


def unfinished(context: Context) -> Session | None:
    """The sitting that was under way when the journal was locked, closed or killed; None when all ended."""
    return context.journal.sessions.running()


def sentence(session: Session) -> str:
    """What to say about it: "You were 23 minutes into “Just sit”.\""""
    return f"You were {words.length(session.done)} into “{catalogue.title_of(session.practice)}”."


def page_of(session: Session) -> str:
    """The page on which a session that is under way can go on."""
    return "guided" if is_guided(session.snapshot) else "session"


def keep_unfinished(context: Context, session: Session) -> str:
    """Count what was done as a session of its own, with its answers. Raises StorageError.

    Returns what it had to say, "" when all of it could be kept.
    """
    said = ""
    if is_guided(session.snapshot):
        from closeness_desktop.window.pages import guided_journal  # brings what a sitting has no use for

        try:
            guided_journal.keep_unfinished(context.journal, session, context.practices)
            return said
        except UsageError as error:  # of another version: its time counts, its answers cannot be read
            said = str(error)
            context.say(said)
    whole = session.planned is not None and session.done >= session.planned
    ended: SessionEnd = "completed" if whole else "early"
    context.journal.sessions.finish(session.id, done=session.done, ended=ended)
    return said


def discard_unfinished(context: Context, session: Session) -> None:
    """Count nothing of it. Raises StorageError."""
    context.journal.sessions.finish(session.id, done=session.done, ended="abandoned")
