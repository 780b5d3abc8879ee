"""`make bench`: measure, print tables, and write them as JSON when asked to.

BENCH_SIZES   entries in the journals, by default 1000,10000,100000
BENCH_ONLY    `window`, `store`, `writing`, `attachments`, `breathing`, `bells`: part of it
BENCH_CLOCK   `processor`: measure the processor time of this process where that can be, on a computer that
              has other things to do meanwhile; waiting for the disk is not in it
BENCH_JSON    a file to write the figures to
BENCH_FOLDER  where the journals are made (default build/bench; on a real disk, or saving costs nothing)
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from pathlib import Path

from benchmarks import attachments, bells, breathing, store, window, writing
from benchmarks.timing import Report

PARTS = {
    "window": window.measure,
    "store": store.measure,
    "writing": writing.measure,
    "attachments": attachments.measure,
    "breathing": breathing.measure,
    "bells": bells.measure,
}


def main() -> None:
    """Measure what the environment asks for."""
    sizes = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000,100000").split(",") if size]
    chosen = os.environ.get("BENCH_ONLY", ",".join(PARTS)).split(",")
    base = Path(os.environ.get("BENCH_FOLDER", "build/bench")).absolute()
    base.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=base))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):  # settings and logs of a person stay out of it
        os.environ[f"XDG_{name}_HOME"] = str(folder / "home" / name.lower())
    report = Report()
    report.say(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors")
    try:
        for name, measure in PARTS.items():
            if name in chosen:
                (folder / name).mkdir()
                measure(report, folder / name, sizes)
        if file := os.environ.get("BENCH_JSON"):
            report.write(Path(file))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
