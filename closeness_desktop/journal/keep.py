"""The mark for "leave it as it is" in an update, where None is a value of its own."""

from __future__ import annotations

import enum
from typing import Final


class Keep(enum.Enum):
    """Has one member, KEEP."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
