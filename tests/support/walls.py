"""Walls around a process, kept by Linux itself (seccomp): it dies by SIGSYS where it does what it may not.

No thread gets past them and no library does, whatever language it is written in. For programs of tests that
must show what the real program never does. x86-64 and 64-bit Arm.
"""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import struct
import sys
from collections.abc import Iterable

_SOCKET, _OPENAT, _OPEN, _CREAT, _MKNODAT = "socket", "openat", "open", "creat", "mknodat"
_NUMBERS: dict[str, dict[str, int]] = {
    "x86_64": {_SOCKET: 41, _OPENAT: 257, _OPEN: 2, _CREAT: 85, _MKNODAT: 259},
    "aarch64": {_SOCKET: 198, _OPENAT: 56, _MKNODAT: 33},
}
_TOLD_APART = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FLAGS_AT = {_OPENAT: 2, _OPEN: 1}
"""Which argument holds the flags of a call that opens a file."""

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16

available = sys.platform == "linux" and platform.machine() in _NUMBERS
"""Whether there are walls on this computer."""


def no_internet() -> None:
    """From now on, whoever here asks for a socket of the internet is killed. D-Bus and sound use others."""
    number = _NUMBERS[platform.machine()][_SOCKET]
    families = (socket.AF_INET, socket.AF_INET6, socket.AF_PACKET)
    rules: list[tuple[int, int, int, int]] = []
    for family in families:
        rules += _unless_number(number, 3)
        rules += [(_LOAD, 0, 0, _ARGUMENTS_AT), (_EQUAL, 0, 1, family), (_RETURN, 0, 0, _KILL)]
    _wall(rules)


def no_new_files() -> None:
    """From now on, whoever here makes a file, or asks to write into one, is killed."""
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TMPFILE & ~os.O_DIRECTORY
    rules: list[tuple[int, int, int, int]] = []
    for name, number in _NUMBERS[platform.machine()].items():
        if name in _FLAGS_AT:
            rules += _unless_number(number, 3)
            rules += [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * _FLAGS_AT[name])]
            rules += [(_ANY_BIT, 0, 1, writing), (_RETURN, 0, 0, _KILL)]
        elif name != _SOCKET:
            rules += [*_unless_number(number, 1), (_RETURN, 0, 0, _KILL)]
    _wall(rules)


def _unless_number(number: int, skip: int) -> list[tuple[int, int, int, int]]:
    """The next `skip` rules are for the call of this number only."""
    return [(_LOAD, 0, 0, _NUMBER_AT), (_EQUAL, 0, skip, number)]


def _wall(rules: Iterable[tuple[int, int, int, int]]) -> None:
    machine = _TOLD_APART[platform.machine()]
    start = [(_LOAD, 0, 0, _MACHINE_AT), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _KILL)]
    program = [*start, *rules, (_RETURN, 0, 0, _ALLOW)]
    code = b"".join(struct.pack("=HBBI", *rule) for rule in program)
    kept = ctypes.create_string_buffer(code, len(code))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    given = Program(len(program), ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in ((_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (_PR_SET_SECCOMP, _FILTER, ctypes.byref(given))):
        if libc.prctl(*arguments):
            raise OSError(ctypes.get_errno(), "no wall")
