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
            row = self.row_of(cleaned)
            found[self._add(cleaned) if row is None else row] = None
        return list(found)

    def row_of(self, name: str) -> int | None:
        """The row that has this name, in any spelling of case; None when there is none."""
        row = self._storage.row(f"SELECT number FROM {self.kind} WHERE key = ?", (name_key(name),))
        return row[0] if row else None

    def set_name(self, row: int, name: str) -> None:
        """Give a row a name, cleaned and free, or its own one back. Only within `Storage.writing`."""
        self._storage.run(
            f"UPDATE {self.kind} SET name = ?, key = ?, folded = ?, words = ?, updated = ?, deleted = NULL"
            " WHERE number = ?",
            (name, name_key(name), fold_name(name), searchable_name(name), self._storage.now_ms(), row),
        )

    def bury(self, row: int) -> None:
        """Make a row a tombstone; its name is free then: its key is its id. Only within `Storage.writing`."""
        self._storage.run(
            f"UPDATE {self.kind} SET key = id, folded = '', words = '', deleted = ?1, updated = ?1"
            " WHERE number = ?2",
            (self._storage.now_ms(), row),
        )

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

    def groups(self) -> dict[str, str]:
        """The group of each tag that is in one, by the tag's id."""
        return dict(
            self._storage.rows(
                "SELECT id, group_name FROM tag WHERE deleted IS NULL AND group_name IS NOT NULL"
                " ORDER BY group_name, key"
            )
        )

    def put_in_group(self, ids: Iterable[str], group: str, *, origin: object = None) -> None:
        """Put tags into a group, or into none (""). A group lives as long as a tag is in it.

        Another spelling of a group that is there joins it. Raises UsageError.
        """
        name = " ".join(check_storable(group, "group").split())
        if len(name) > _LONGEST:
            raise UsageError(f"The name of a group has at most {_LONGEST} characters.")
        with self._storage.writing(origin) as touched:
            known = {name_key(each): each for each in self.groups().values()}
            name = known.get(name_key(name), name)
            for id in ids:
                self._storage.run(
                    "UPDATE tag SET group_name = ?, updated = ? WHERE id = ?",
                    (name or None, self._storage.now_ms(), id),
                )
                touched.note("tag", id)


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
            for row in self._storage.rows(
                f"SELECT {self._COLUMNS} FROM feeling n WHERE deleted IS NULL ORDER BY own, number"
            )
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
        place = _checked_place(pleasantness, energy)
        check_storable(meaning, "meaning")
        with self._storage.writing() as touched:
            found = self.get(name)
            given: dict[str, Any] = {"meaning": meaning} if meaning else {}
            if pleasantness is not None:
                given |= place
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

    def change(self, feeling: Feeling, *, origin: object = None) -> None:
        """Let the word with this id be hidden or not, and an own one have this meaning and place.

        Its name is changed by `Everywhere.rename`. Raises UsageError.
        """
        place = _checked_place(feeling.pleasantness, feeling.energy)
        given: dict[str, Any] = {"hidden": int(feeling.hidden)}
        if feeling.own:
            given |= {"meaning": check_storable(feeling.meaning, "meaning"), **place}
        with self._storage.writing(origin) as touched:
            touched.note("feeling", feeling.id)
            FeelingRow.update(updated=self._storage.now_ms(), **given).where(
                FeelingRow.id == feeling.id
            ).execute(self._storage.database)

    def bury(self, row: int) -> None:
        """The same; a built-in word stays."""
        if self._storage.row("SELECT 1 FROM feeling WHERE number = ? AND own = 1", (row,)):
            super().bury(row)

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
        with self._storage.writing() as touched:
            for word in paths.read_yaml("feelings", "en.yaml"):
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


def _checked_place(pleasantness: float | None, energy: float | None) -> dict[str, float | None]:
    if pleasantness is None and energy is None:
        return {"pleasantness": None, "energy": None}
    if pleasantness is None or energy is None:
        raise UsageError("A feeling’s place needs both pleasantness and energy.")
    if not (-1 <= pleasantness <= 1 and -1 <= energy <= 1):
        raise UsageError("Pleasantness and energy lie between -1 and 1.")
    return {"pleasantness": float(pleasantness), "energy": float(energy)}


def _feeling(row: tuple[Any, ...]) -> Feeling:
    """A feeling from the columns of FeelingStore."""
    ident, name, meaning, pleasantness, energy, own, hidden = row[:7]
    return Feeling(ident, name, meaning, pleasantness, energy, bool(own), bool(hidden))
