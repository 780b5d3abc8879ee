"""Ids of records: UUIDs of version 7, so that they sort by the time they were made and never meet their like.

Source: RFC 9562, 5.7 (layout) and 6.2 method 1 (a counter within one millisecond keeps them in order).
"""

from __future__ import annotations

import re
import secrets
import threading
import time

from closeness_desktop.errors import UsageError

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.ASCII)
_COUNTER_BITS = 12
_RANDOM_BITS = 62

_lock = threading.Lock()
_last = 0  # milliseconds and counter of the id made last, as one number


def new_id() -> str:
    """A fresh id, greater than every id that this process made before, whatever the wall clock does."""
    global _last
    with _lock:
        # The counter begins in its lower half, so that a busy millisecond has room to count up.
        now = time.time_ns() // 1_000_000 << _COUNTER_BITS | secrets.randbits(_COUNTER_BITS - 1)
        _last = max(now, _last + 1)
        stamp, counter = divmod(_last, 1 << _COUNTER_BITS)
    number = stamp << 80 | 0x7 << 76 | counter << 64 | 0b10 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def known_form(text: str) -> str:
    """An id that came from outside, in the one form that is kept. Raises UsageError when it is no UUID."""
    lowered = text.lower()
    if not _UUID.match(lowered):
        raise UsageError("An “id” is 32 hexadecimal digits in five groups, as `list --json` prints it.")
    return lowered
