"""Answers that were given in practices."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from closeness_desktop.errors import BugError
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import AnswerValue, DatedAnswer, KeptAnswer, Moment

_KEPT = "a.step, a.path, a.kind, a.question, a.value, a.keep, a.role, a.words, a.word_set, a.measure"
_KEEPS = ("entry", "field")
_NOTHING = "null"


class AnswerStore:
    """At most one answer for each place of a session. Those of a removed session do not count."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def of(self, session: str) -> list[KeptAnswer]:
        """The answers of one session, in their order; none for a session that is unknown or was removed."""
        rows = self._storage.rows(
            f"SELECT {_KEPT} FROM answer a JOIN session s ON s.number = a.session"
            " WHERE s.id = ? AND s.deleted IS NULL AND a.deleted IS NULL ORDER BY a.position",
            (session,),
        )
        return [_answer(row) for row in rows]

    def latest(self, practice: str, step: str) -> DatedAnswer | None:
        """The answer given last at a step of a practice (its id without a version), if any."""
        return next(iter(self.earlier(practice, step, limit=1)), None)

    def earlier(self, practice: str, step: str, *, limit: int | None = None) -> list[DatedAnswer]:
        """All answers given at a step of a practice, in any version and round, the latest first."""
        rows = self._storage.rows(
            f"SELECT s.id, s.utc_ms, s.zone, s.day, {_KEPT} FROM answer a"
            " JOIN session s ON s.number = a.session"
            " WHERE a.step = ? AND a.deleted IS NULL AND s.deleted IS NULL"
            " AND substr(s.practice || '@', 1, ?) = ?"
            " ORDER BY s.utc_ms DESC, s.id DESC, a.position DESC LIMIT ?",
            (step, len(practice) + 1, f"{practice}@", -1 if limit is None else limit),
        )
        return [DatedAnswer(row[0], Moment(*row[1:4]), _answer(row[4:])) for row in rows]

    def put(self, session: int, answers: Iterable[KeptAnswer]) -> list[KeptAnswer]:
        """Make these the answers of a session (by its number), in place of any it had; returns those kept.

        What was passed over (nothing but white space, nothing chosen) leaves nothing, and what is no longer
        among the answers is blanked. Raises BugError for an answer that is not to be kept at all, UsageError.
        Only within `Storage.writing`.
        """
        wanted = {answer.path: answer for answer in map(_checked, answers) if _given(answer.value)}
        now = self._storage.now_ms()
        with self._storage.writing() as touched:
            had = dict(self._storage.rows("SELECT path, id FROM answer WHERE session = ?", (session,)))
            for path in had.keys() - wanted.keys():
                self._storage.run(
                    "UPDATE answer SET value = ?, words = '[]', question = '', updated = ?, deleted = ?"
                    " WHERE id = ? AND deleted IS NULL",
                    (_NOTHING, now, now, had[path]),
                )
            for position, (path, answer) in enumerate(wanted.items()):
                columns = _columns(answer) | {"position": position, "updated": now, "deleted": None}
                if path in had:
                    touched.note("answer", had[path])
                    places = ", ".join(f"{key} = ?" for key in columns)
                    self._storage.run(
                        f"UPDATE answer SET {places} WHERE id = ?", (*columns.values(), had[path])
                    )
                    continue
                columns |= {"id": new_id(), "session": session, "created": now}
                touched.note("answer", columns["id"])
                self._storage.run(
                    f"INSERT INTO answer ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                    tuple(columns.values()),
                )
            if had.keys() - wanted.keys():
                touched.note("answer")
        return list(wanted.values())


def _checked(answer: KeptAnswer) -> KeptAnswer:
    if answer.keep not in _KEEPS:
        raise BugError(f"An answer with keep “{answer.keep}” was about to be kept.")
    return answer


def _given(value: AnswerValue | None) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != ()


def _columns(answer: KeptAnswer) -> dict[str, Any]:
    value = json.dumps(answer.value, ensure_ascii=False)
    words = json.dumps(answer.words, ensure_ascii=False)
    return {
        "step": check_storable(answer.step, "step"), "path": check_storable(answer.path, "path"),
        "kind": answer.kind, "role": answer.role, "word_set": answer.word_set, "measure": answer.measure,
        "question": check_storable(answer.question, "question"), "value": check_storable(value, "answer"),
        "words": check_storable(words, "answer"), "keep": answer.keep,
    }  # fmt: skip


def _answer(row: tuple[Any, ...]) -> KeptAnswer:
    step, path, kind, question, value, keep, role, words, word_set, measure = row
    held = json.loads(value)
    return KeptAnswer(
        step, path, kind, question, tuple(held) if isinstance(held, list) else held, keep,
        role, tuple(json.loads(words)), word_set, measure,
    )  # fmt: skip
