"""Dates in the words of the desktop's language."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from closeness_desktop.clock import local_time
from closeness_desktop.journal import Journal
from closeness_desktop.records import Moment


def date_text(day: dt.date, form: str) -> str:
    """A date in a form of QLocale's, such as "d MMM"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def in_words(day: dt.date) -> str:
    """A date as people say it: "Tue 24 Nov 2026"."""
    return date_text(day, "ddd d MMM yyyy")


def stamp_time(journal: Journal, utc_ms: int) -> dt.datetime:
    """When a stamp of a record (UTC ms) was made, by the clock where the person is now."""
    return local_time(Moment(utc_ms, journal.now().zone, ""))
