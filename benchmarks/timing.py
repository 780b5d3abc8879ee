"""What every measurement shares: percentiles, ratios, and one table of them."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One measurement beside its anchor. All times in milliseconds; None where there is nothing to compare.

    bare: median of the anchor's own SQL run straight on the driver, without our stores around it.
    """

    what: str
    p50: float
    p95: float
    anchor_p50: float | None = None
    anchor_p95: float | None = None
    bare: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the anchor, by medians."""
        return None if not self.anchor_p50 else self.p50 / self.anchor_p50


_now = time.process_time_ns if os.environ.get("BENCH_CLOCK") == "processor" else time.perf_counter_ns


def timed(function: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    start = _now()
    function()
    return (_now() - start) / 1e6


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]


def row(what: str, ours: Sequence[float], anchor: Sequence[float] = (), bare: Sequence[float] = ()) -> Row:
    """Sum up the runs of one measurement."""
    return Row(
        what,
        statistics.median(ours),
        percentile(ours, 95),
        statistics.median(anchor) if anchor else None,
        percentile(anchor, 95) if anchor else None,
        statistics.median(bare) if bare else None,
    )


class Report:
    """Prints one table after another and keeps them, to be written as JSON at the end."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, soft_wrap=False)
        self._kept: dict[str, list[dict[str, object]]] = {}

    def say(self, sentence: str) -> None:
        """One line of explanation."""
        self.console.print(sentence, style="dim")

    def table(self, title: str, anchor: str, rows: Sequence[Row], unit: str = "ms") -> None:
        """Print one table. `anchor`: what ours is compared with, if with anything."""
        shown = Table(title=title, title_justify="left", title_style="bold")
        shown.add_column("")
        bare = any(one.bare is not None for one in rows)
        beside = any(one.anchor_p50 is not None for one in rows)
        heads = ["ours p50", "p95", *([f"{anchor} p50", "p95", "ratio"] if beside else [])]
        for head in [*heads, *(["bare SQL p50"] if bare else [])]:
            shown.add_column(head, justify="right")
        for one in rows:
            cells = [number(one.p50), number(one.p95)]
            if beside:
                ratio = "" if one.ratio is None else f"{one.ratio:.2f}×"
                cells += [number(one.anchor_p50), number(one.anchor_p95), ratio]
            shown.add_row(one.what, *cells, *([number(one.bare)] if bare else []))
        shown.caption = f"all in {unit}"
        shown.caption_justify = "left"
        self.console.print(shown)
        self._kept[title] = [{**asdict(one), "ratio": one.ratio, "unit": unit} for one in rows]

    def write(self, file: Path) -> None:
        """Everything that was printed, as JSON."""
        file.write_text(json.dumps(self._kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def number(value: float | None) -> str:
    """Three figures that matter."""
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
