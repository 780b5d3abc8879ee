"""What writing and looking back need: own numbers, templates, saved searches, prompts shown, own words.

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
    # 0 where a person said “not this one again”: looking back then leaves the entry out.
    "ALTER TABLE entry ADD COLUMN resurface INTEGER NOT NULL DEFAULT 1",
    # It stands behind the text in a row: without an index, asking for it would read every text.
    "CREATE INDEX entry_left_out ON entry (utc_ms, id) WHERE resurface = 0",
    # Asked for whenever all entries are listed.
    "CREATE INDEX entry_pinned ON entry (utc_ms, id) WHERE pinned = 1",
    # Pixels as they are shown, upright; seconds of sound.
    "ALTER TABLE attachment ADD COLUMN width INTEGER",
    "ALTER TABLE attachment ADD COLUMN height INTEGER",
    "ALTER TABLE attachment ADD COLUMN seconds REAL",
    # Without these, whether one is removed and what it is called like could only be read by going through all
    # of its bytes, behind which those columns lie.
    "CREATE INDEX attachment_kind ON attachment (deleted, type, entry)",
    """CREATE INDEX attachment_shown ON attachment
        (entry, deleted, id, name, type, size, width, height, seconds, created)""",
    f"""CREATE TABLE measure ({_RECORD},
        name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, unit TEXT NOT NULL,
        low REAL, high REAL, step REAL, position INTEGER NOT NULL, hidden INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE entry_measure (
        entry INTEGER NOT NULL REFERENCES entry (number),
        measure INTEGER NOT NULL REFERENCES measure (number),
        value REAL NOT NULL,
        PRIMARY KEY (entry, measure)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX entry_measure_measure ON entry_measure (measure, entry)",
    # weekdays: a bit for each day that begins with it, Monday the lowest.
    f"""CREATE TABLE template ({_RECORD},
        name TEXT NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
        weekdays INTEGER NOT NULL, position INTEGER NOT NULL
    ) STRICT""",
    f"""CREATE TABLE saved_search ({_RECORD},
        name TEXT NOT NULL, key TEXT NOT NULL, query TEXT NOT NULL, position INTEGER NOT NULL
    ) STRICT""",
    f"""CREATE TABLE prompt_use ({_RECORD},
        prompt TEXT NOT NULL, utc_ms INTEGER NOT NULL, day TEXT NOT NULL, entry TEXT
    ) STRICT""",
    "CREATE INDEX prompt_use_day ON prompt_use (day)",
    f"CREATE TABLE own_word ({_RECORD}, word TEXT NOT NULL UNIQUE) STRICT",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make these tables and columns."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
