"""Feelings, tags and people: everything that entries carry by name. The first spelling of a name wins."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar

from closeness_desktop import paths
from closeness_desktop.errors import UsageError
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.settings import SettingStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.tables import FeelingRow
from closeness_desktop.journal.text import check_storable, fold_name, name_key, searchable_name
from closeness_desktop.records import Feeling, Person, Tag

_BUILT_IN = "built_in_feelings"  # the setting that says which edition of the file is in the table
_LONGEST = 200


class NameStore:
    """What the three share. `kind` names the table, and the entry_… table that ties it to entries."""

    kind: ClassVar[str]
    sign: ClassVar[str] = ""
    defaults: ClassVar[dict[str, Any]] = {}

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def clean(self, name: str) -> str:
        """A name as it is kept: composed, its white space single, without the sign that writes it in a text,
        however often that stands there: what is kept comes out as it is when it is cleaned again.

        Raises UsageError for one that is empty or endless.
        """
        check_storable(name, self.kind)
        cleaned = " ".join(unicodedata.normalize("NFC", name).split()).lstrip(f"{self.sign} ")
        if not cleaned:
            raise UsageError(f"A {self.kind} needs a name.")
        if len(cleaned) > _LONGEST:
            raise UsageError(f"The name of a {self.kind} has at most {_LONGEST} characters.")
        return cleaned

    def numbers(self, names: Iterable[str]) -> list[int]:
        """The row of each name, in the order given, each once; a name not met before is added.

        Only within `Storage.writing`.
        """
        found: dict[int, None] = {}
        for name in names:
            cleaned = self.clean(name)
            row = self._storage.row(f"SELECT number FROM {self.kind} WHERE key = ?", (name_key(cleaned),))
            found[row[0] if row else self._add(cleaned)] = None
        return list(found)

    def _add(self, name: str, **columns: Any) -> int:
        """Put a new name into the table; returns its row."""
        now, ident = self._storage.now_ms(), new_id()
        values = {
            "id": ident, "name": name, "key": name_key(name), "folded": fold_name(name),
            "words": searchable_name(name), "created": now, "updated": now,
        } | self.defaults | columns  # fmt: skip
        with self._storage.writing() as touched:
            touched.note(self.kind, ident)
            places = ", ".join("?" * len(values))
            return self._storage.run(
                f"INSERT INTO {self.kind} ({', '.join(values)}) VALUES ({places})", tuple(values.values())
            )

    def _used(self, columns: str) -> list[tuple[Any, ...]]:
        """Names that living entries carry, with how many do, most used first."""
        return self._storage.rows(
            f"SELECT {columns}, count(*) AS uses FROM {self.kind} n"
            f" JOIN entry_{self.kind} x ON x.{self.kind} = n.number"
            " WHERE x.entry NOT IN (SELECT number FROM entry WHERE deleted IS NOT NULL)"
            " GROUP BY n.number ORDER BY uses DESC, n.folded, n.number"
        )


class TagStore(NameStore):
    """The tags that entries are filed under."""

    kind = "tag"
    sign = "#"

    def all(self) -> list[Tag]:
        """Every tag in use, most used first."""
        return [Tag(*row) for row in self._used("n.id, n.name")]


class PersonStore(NameStore):
    """The people who appear in entries."""

    kind = "person"
    sign = "@"

    def all(self) -> list[Person]:
        """Everyone who appears, most often first."""
        return [Person(*row) for row in self._used("n.id, n.name")]


class FeelingStore(NameStore):
    """The feelings that can be named: built-in words, and a person's own."""

    kind = "feeling"
    defaults: ClassVar[dict[str, Any]] = {"meaning": "", "own": 1, "hidden": 0}

    _COLUMNS = "n.id, n.name, n.meaning, n.pleasantness, n.energy, n.own, n.hidden"

    def all(self) -> list[Feeling]:
        """Every feeling: the built-in ones in the order of their file, then own words as they came."""
        return [
            _feeling(row)
            for row in self._storage.rows(f"SELECT {self._COLUMNS} FROM feeling n ORDER BY own, number")
        ]

    def get(self, name: str) -> Feeling | None:
        """The feeling of that name, in any spelling of case."""
        key = name_key(self.clean(name))
        row = self._storage.row(f"SELECT {self._COLUMNS} FROM feeling n WHERE key = ?", (key,))
        return _feeling(row) if row else None

    def own(
        self, name: str, pleasantness: float | None = None, energy: float | None = None, meaning: str = ""
    ) -> Feeling:
        """The feeling of that name, made as an own word if there is none.

        A place on the field or a meaning that is given is kept for an own word, old or new; both axes (−1..1)
        come together or not at all. A built-in word stays as it is. Raises UsageError.
        """
        if (pleasantness is None) != (energy is None):
            raise UsageError("A feeling’s place needs both pleasantness and energy.")
        for value in (pleasantness, energy):
            if value is not None and not -1 <= value <= 1:
                raise UsageError("Pleasantness and energy lie between -1 and 1.")
        check_storable(meaning, "meaning")
        with self._storage.writing() as touched:
            found = self.get(name)
            given: dict[str, Any] = {"meaning": meaning} if meaning else {}
            if pleasantness is not None:
                given |= {"pleasantness": float(pleasantness), "energy": energy}
            if found is None:
                self._add(self.clean(name), **given)
            elif found.own and any(getattr(found, key) != value for key, value in given.items()):
                touched.note("feeling", found.id)
                FeelingRow.update(updated=self._storage.now_ms(), **given).where(
                    FeelingRow.id == found.id
                ).execute(self._storage.database)
            made = self.get(name)
            assert made is not None  # noqa: S101 (found or added just above)
            return made

    def used(self) -> list[tuple[Feeling, int]]:
        """The feelings named on living entries, with how many entries, most used first."""
        return [(_feeling(row), row[-1]) for row in self._used(self._COLUMNS)]

    def bring_built_in(self, settings: SettingStore) -> None:
        """Put the built-in words into the table, and what a newer edition of their file changed.

        An own word that has the same name stays the person's own.
        """
        file = paths.resource("feelings", "en.yaml").read_bytes()
        edition = hashlib.sha256(file).hexdigest()
        if settings.get(_BUILT_IN, "") == edition:
            return
        import yaml  # costs more than opening a journal does, and is needed once for each edition

        with self._storage.writing() as touched:
            for word in yaml.safe_load(file):
                place = {axis: word[axis] for axis in ("pleasantness", "energy")}
                found = self.get(word["name"])
                if found is None:
                    self._add(word["name"], meaning=word["meaning"], own=0, **place)
                elif not found.own:
                    touched.note("feeling", found.id)
                    FeelingRow.update(updated=self._storage.now_ms(), meaning=word["meaning"], **place).where(
                        FeelingRow.id == found.id
                    ).execute(self._storage.database)
            settings.set(_BUILT_IN, edition)


def _feeling(row: tuple[Any, ...]) -> Feeling:
    """A feeling from the columns of FeelingStore."""
    ident, name, meaning, pleasantness, energy, own, hidden = row[:7]
    return Feeling(ident, name, meaning, pleasantness, energy, bool(own), bool(hidden))
