"""What a guess at the passphrase costs: the parameters of Argon2id, their bounds, and today's default.

Source: RFC 9106, section 4: the floor is its second recommended choice. The floor belongs to format version 1
for ever, so that a later, higher default never locks anyone out of an older journal.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MIB = 1024  # memory is counted in KiB
_AIM_SECONDS = 1.0
_DEFAULT_MEMORY = (256 * MIB, 1024 * MIB)
_STEP = 16 * MIB

_MEMORY = (64 * MIB, 2048 * MIB)
_PASSES = (3, 64)
_LANES = (1, 16)
_MEMORY_TIMES_PASSES = 16 * 1024 * MIB


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's cost: memory in KiB, passes over it, and lanes that may run side by side."""

    memory_kib: int
    passes: int
    lanes: int


FLOOR = Cost(64 * MIB, 3, 4)


def fault(cost: Cost) -> str | None:
    """Why a cost is out of bounds, naming the value; None when it is within them. Costs nothing to ask."""
    for name, value, (low, high) in (
        ("memory (KiB)", cost.memory_kib, _MEMORY),
        ("passes", cost.passes, _PASSES),
        ("lanes", cost.lanes, _LANES),
    ):
        if type(value) is not int or not low <= value <= high:
            return f"{name} {value}"
    if cost.memory_kib * cost.passes > _MEMORY_TIMES_PASSES:
        return f"memory (KiB) × passes {cost.memory_kib * cost.passes}"
    return None


def default_cost() -> Cost:
    """The cost for a new key slot: memory tuned so that one guess takes about a second on this computer.

    From 256 MiB up to 1 GiB, but no more than a quarter of the computer's memory, and never below the floor.
    Takes about half a second itself: the time for 256 MiB is measured, and grows in step with memory.
    """
    low, high = _DEFAULT_MEMORY
    ceiling = min(high, memory_of_this_computer() // 4)
    if ceiling <= low:
        return Cost(max(FLOOR.memory_kib, ceiling), FLOOR.passes, FLOOR.lanes)
    wanted = int(low * _AIM_SECONDS / _seconds_for(low)) // _STEP * _STEP
    return Cost(min(max(low, wanted), ceiling), FLOOR.passes, FLOOR.lanes)


def _seconds_for(memory_kib: int) -> float:
    """Seconds that one derivation with this much memory takes here."""
    began = time.perf_counter()
    trial = Argon2id(
        salt=bytes(16), length=32, iterations=FLOOR.passes, lanes=FLOOR.lanes, memory_cost=memory_kib
    )
    trial.derive(b"how fast is this computer")
    return time.perf_counter() - began


def memory_of_this_computer() -> int:
    """Physical memory in KiB."""
    if sys.platform == "win32":
        return _windows_memory()
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024


if sys.platform == "win32":
    import ctypes

    class _MemoryStatus(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        )

    def _windows_memory() -> int:
        """Physical memory in KiB, from GlobalMemoryStatusEx."""
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total) // 1024
