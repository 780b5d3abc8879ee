"""Guards against faults of the interpreter and Qt together."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class _Speaker(QObject):
    said = Signal()


def test_emitting_signals_keeps_the_reference_count_of_true() -> None:
    """100 emits change the count of True by less than 50 (PySide6 6.12.0 on 3.11 loses one each)."""
    speaker = _Speaker()
    before = sys.getrefcount(True)
    for _ in range(100):
        speaker.said.emit()
    assert abs(sys.getrefcount(True) - before) < 50
