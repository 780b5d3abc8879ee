"""What can be typed in a search, in a few lines. The user guide has all of it."""

from __future__ import annotations

EXAMPLES = (
    ("sea walk", "both words, anywhere"),
    ("sea OR lake", "one of them"),
    ("-sea", "without that word"),
    ('"by the sea"', "these words in a row"),
    ("wal*", "words that begin so"),
    ("feeling:calm", "named on it"),
    ("tag:garden", "with that tag"),
    ('person:"Ben Ali"', "a name with spaces goes in quotes"),
    ("on:2026-11", "a year, a month or a day"),
    ("since:2026 until:2026-06", "from and up to, ends included"),
    ("pleasant:>0", "on the pleasant side"),
    ("is:starred", "also is:pinned, is:draft"),
    ("has:photo", "also has:audio, has:file"),
    ("kind:check-in", "also entry, practice-note, worksheet"),
    ("practice:sitting", "written about that practice"),
)
"""What is typed, and what it finds."""
