"""What practices leave: answers, presets, programmes, packs with their sounds, own sounds, reminders.

Frozen. Plain SQL on purpose, as in the first migration; `number`, `id` and the stamps mean the same.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_RECORD = """
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER
"""

_STATEMENTS = (
    "ALTER TABLE session ADD COLUMN entry TEXT",
    f"""CREATE TABLE answer ({_RECORD},
        session INTEGER NOT NULL REFERENCES session (number),
        position INTEGER NOT NULL, step TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL,
        role TEXT, word_set TEXT, measure TEXT,
        question TEXT NOT NULL, value TEXT NOT NULL, words TEXT NOT NULL, keep TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX answer_path ON answer (session, path)",
    "CREATE INDEX answer_step ON answer (step) WHERE deleted IS NULL",
    "CREATE INDEX answer_measure ON answer (measure) WHERE measure IS NOT NULL AND deleted IS NULL",
    f"CREATE TABLE preset ({_RECORD}, name TEXT NOT NULL, key TEXT NOT NULL, plan TEXT NOT NULL) STRICT",
    f"""CREATE TABLE programme_progress ({_RECORD},
        programme TEXT NOT NULL, part TEXT NOT NULL, session TEXT,
        utc_ms INTEGER NOT NULL, zone TEXT NOT NULL, day TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX programme_part ON programme_progress (programme, part)",
    f"""CREATE TABLE pack ({_RECORD},
        slug TEXT NOT NULL, title TEXT NOT NULL, digest TEXT NOT NULL
    ) STRICT""",
    f"""CREATE TABLE pack_practice ({_RECORD},
        pack INTEGER NOT NULL REFERENCES pack (number), name TEXT NOT NULL, text TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX pack_practice_name ON pack_practice (pack, name)",
    f"""CREATE TABLE sound ({_RECORD},
        name TEXT NOT NULL, pack INTEGER REFERENCES pack (number),
        seconds REAL NOT NULL, size INTEGER NOT NULL, sha256 BLOB NOT NULL,
        key BLOB, blob TEXT UNIQUE, bytes BLOB
    ) STRICT""",
    "CREATE INDEX sound_pack ON sound (pack) WHERE pack IS NOT NULL",
    f"""CREATE TABLE reminder ({_RECORD},
        due TEXT NOT NULL, practice TEXT NOT NULL, session TEXT, title TEXT NOT NULL, done INTEGER
    ) STRICT""",
    "CREATE INDEX reminder_due ON reminder (due) WHERE done IS NULL AND deleted IS NULL",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make these tables, and let a session know the entry that its answers went into."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
