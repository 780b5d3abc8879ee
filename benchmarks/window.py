"""The window: from starting the process to the first frame, and from the passphrase to Today."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.timing import Report, Row, row
from closeness_desktop import vault
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile

PASSPHRASE = "a passphrase for measuring"
STARTS = 15
WARM_UPS = 2
FIGURES = (("Window shown", "ms"), ("Processor time by then", "ms"), ("Memory by then", "MiB"))
UNLOCKS = 9
ROOT = Path(__file__).resolve().parent.parent


def start(kind: str, folder: Path) -> list[float]:
    """Milliseconds to the first frame of a fresh process, processor time by then, and peak memory in MiB."""
    command = [sys.executable, "-m", "benchmarks.probe", kind, str(time.monotonic_ns()), str(folder)]
    return [float(figure) for figure in run(command).split()]


def run(command: list[str]) -> str:
    """What a process prints. Raises when it fails, or hangs for ten minutes."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=600)
    return done.stdout


def shown(report: Report, folder: Path) -> None:
    """Fresh processes in turn, so that a busy moment falls on all of them alike."""
    journal = folder / "empty.closeness"
    Journal(vault.create(journal, PASSPHRASE, cost=vault.FLOOR)).close()
    SettingsFile().change(last_journal=str(journal))
    found: dict[str, list[list[float]]] = {"bare": [], "ours": [], "command": []}
    for turn in range(WARM_UPS + STARTS):
        for kind, runs in found.items():
            figures = start(kind, journal)
            if turn >= WARM_UPS:
                runs.append(figures)
    names = {"ours": "the page that asks for the passphrase", "command": "the same, from the command"}
    for at, (title, unit) in enumerate(FIGURES):
        anchor = [figures[at] for figures in found["bare"]]
        rows = [row(name, [figures[at] for figures in found[kind]], anchor) for kind, name in names.items()]
        report.table(f"{title} ({STARTS} fresh processes)", "bare window", rows, unit)


def unlocked(report: Report, folder: Path, sizes: list[int]) -> None:
    """From pressing Unlock to Today painted, with the derivation of the key measured apart."""
    rows: list[Row] = []
    for size in sizes:
        journal = folder / f"{size}.closeness"
        kept = Journal(vault.create(journal, PASSPHRASE, cost=vault.FLOOR))
        kept.entries.write_many(Corpus().items(size))
        kept.close()
        command = [sys.executable, "-m", "benchmarks.unlock", str(journal), PASSPHRASE, str(UNLOCKS)]
        runs = [tuple(map(float, line.split())) for line in run(command).splitlines()]
        rows.append(row(f"key derivation at its floor, {size:,}", [derived for _, derived in runs]))
        rows.append(row(f"all the rest, {size:,}", [whole - derived for whole, derived in runs]))
    usual = vault.default_cost()
    report.table("Unlock to Today painted", "", rows)
    report.say(
        f"A new journal on this computer takes {usual.memory_kib // 1024} MiB and {usual.passes} passes, "
        f"about {_derivation(usual):.0f} ms of derivation instead."
    )


def _derivation(cost: vault.Cost) -> float:
    """Median milliseconds of one derivation at this cost."""
    from closeness_desktop.vault import keys

    runs = []
    for _ in range(3):
        begun = time.perf_counter()
        keys.from_passphrase(PASSPHRASE, os.urandom(keys.SALT_BYTES), cost)
        runs.append((time.perf_counter() - begun) * 1000)
    return statistics.median(runs)


def measure(report: Report, folder: Path, sizes: list[int]) -> None:
    """Both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    report.say(f"Windows are drawn on the platform “{os.environ['QT_QPA_PLATFORM']}”.")
    shown(report, folder)
    unlocked(report, folder, sizes)
