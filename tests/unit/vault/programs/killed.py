"""Kill a saving process at random moments, again and again; print kills, acknowledged rows and rows lost."""

import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from closeness_desktop import vault

sys.path.insert(0, str(Path(__file__).parent))
from saver import check, save_for_ever

folder, key, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance = random.Random(int(sys.argv[4]))
everything: set[int] = set(range(40))
first = 1000
for _ in range(kills):
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        save_for_ever(folder, key, theirs, first=first)
    os.close(theirs)
    received = b""
    until = None  # counted from the first acknowledgement, so that opening time does not matter
    while until is None or time.monotonic() < until:
        wait = None if until is None else max(0.0, until - time.monotonic())
        ready, _, _ = select.select([ours], [], [], wait)
        if ready:
            part = os.read(ours, 65536)
            if not part:
                sys.exit("the saving process ended by itself")
            received += part
            until = until or time.monotonic() + chance.uniform(0, 0.06)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(ours, 65536):
        received += part
    os.close(ours)
    everything |= {int(line) for line in received.split()}
    first = max(everything) + 2
    opened = check(folder, key, everything)
    assert opened.notices == (vault.Notice.RECOVERED,), opened.notices
    everything |= {number for (number,) in opened.database.execute_sql("SELECT id FROM note").fetchall()}
    first = max(everything) + 1
    opened.close()
print(kills, "kills", len(everything) - 40, "rows", 0, "lost")
