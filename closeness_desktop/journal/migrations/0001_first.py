"""The first schema: entries with their names, revisions, drafts, attachments, sessions, settings, search.

Frozen. Plain SQL on purpose: it must go on meaning the same, whatever today's tables become.

Every table but the index is strict. `number` is each row's own small key (for an entry it is the row of
the search index too); `id` is the UUIDv7 that travels. Stamps are UTC milliseconds.
`entry_newest` and `entry_day` hold all that finding, counting and ordering needs, so that none of these
reads whole entries.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STAMPS = "created INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER"
_NAMED = f"""
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, folded TEXT NOT NULL, words TEXT NOT NULL, {_STAMPS}
"""

_STATEMENTS = (
    f"""CREATE TABLE entry (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
        utc_ms INTEGER NOT NULL, zone TEXT NOT NULL, day TEXT NOT NULL,
        starred INTEGER NOT NULL, pinned INTEGER NOT NULL,
        source TEXT, source_id TEXT, session TEXT, {_STAMPS}
    ) STRICT""",
    """CREATE INDEX entry_newest ON entry (utc_ms DESC, id DESC, day, kind, starred, pinned)
        WHERE deleted IS NULL""",
    "CREATE INDEX entry_day ON entry (day, utc_ms, id) WHERE deleted IS NULL",
    "CREATE INDEX entry_deleted ON entry (deleted) WHERE deleted IS NOT NULL",
    "CREATE INDEX entry_session ON entry (session) WHERE session IS NOT NULL",
    "CREATE INDEX entry_source ON entry (source, source_id) WHERE source IS NOT NULL",
    """CREATE VIRTUAL TABLE entry_text USING fts5 (
        title, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
    )""",
    f"""CREATE TABLE revision (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        entry INTEGER NOT NULL REFERENCES entry (number),
        title TEXT NOT NULL, body TEXT NOT NULL, saved INTEGER NOT NULL, {_STAMPS}
    ) STRICT""",
    "CREATE INDEX revision_entry ON revision (entry, saved)",
    f"""CREATE TABLE draft (
        number INTEGER PRIMARY KEY, entry TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL, body TEXT NOT NULL,
        utc_ms INTEGER NOT NULL, zone TEXT NOT NULL, day TEXT NOT NULL, {_STAMPS}
    ) STRICT""",
    f"""CREATE TABLE attachment (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        entry INTEGER NOT NULL REFERENCES entry (number),
        name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, sha256 BLOB NOT NULL,
        key BLOB, blob TEXT UNIQUE, bytes BLOB, thumbnail BLOB, {_STAMPS}
    ) STRICT""",
    "CREATE INDEX attachment_entry ON attachment (entry)",
    f"""CREATE TABLE feeling ({_NAMED},
        meaning TEXT NOT NULL, pleasantness REAL, energy REAL,
        own INTEGER NOT NULL, hidden INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE entry_feeling (
        entry INTEGER NOT NULL REFERENCES entry (number),
        feeling INTEGER NOT NULL REFERENCES feeling (number),
        strength INTEGER NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (entry, feeling)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX entry_feeling_feeling ON entry_feeling (feeling, entry)",
    f"CREATE TABLE tag ({_NAMED}, group_name TEXT) STRICT",
    """CREATE TABLE entry_tag (
        entry INTEGER NOT NULL REFERENCES entry (number), tag INTEGER NOT NULL REFERENCES tag (number),
        chosen INTEGER NOT NULL, written INTEGER NOT NULL,
        PRIMARY KEY (entry, tag)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX entry_tag_tag ON entry_tag (tag, entry)",
    f"CREATE TABLE person ({_NAMED}) STRICT",
    """CREATE TABLE entry_person (
        entry INTEGER NOT NULL REFERENCES entry (number), person INTEGER NOT NULL REFERENCES person (number),
        chosen INTEGER NOT NULL, written INTEGER NOT NULL,
        PRIMARY KEY (entry, person)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX entry_person_person ON entry_person (person, entry)",
    f"""CREATE TABLE session (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        practice TEXT NOT NULL, file_hash TEXT NOT NULL,
        utc_ms INTEGER NOT NULL, zone TEXT NOT NULL, day TEXT NOT NULL,
        planned INTEGER, done INTEGER NOT NULL, ended TEXT NOT NULL, snapshot TEXT NOT NULL, {_STAMPS}
    ) STRICT""",
    "CREATE INDEX session_newest ON session (utc_ms DESC, id DESC) WHERE deleted IS NULL",
    "CREATE INDEX session_practice ON session (practice)",
    f"CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, {_STAMPS}) STRICT, WITHOUT ROWID",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make every table of the first schema."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
