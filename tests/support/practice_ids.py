"""The ids of steps and options of every shipped practice, as recorded. Answers in journals are kept by them.

`python -m tests.support.practice_ids` records them anew: for a new practice, or a raised version. Never for
ids that changed within a version that was released.
"""

from __future__ import annotations

import json
from pathlib import Path

from closeness_desktop.practice import catalogue
from closeness_desktop.practice.format import Choose, Practice
from closeness_desktop.practice.walk import walk

RECORD = Path(__file__).resolve().parents[1] / "data" / "practices" / "ids.json"


def ids_of(practice: Practice) -> list[str]:
    """Its steps in order, and the options of its choices as "step/option"."""
    found: list[str] = []
    for met in walk(practice):
        found.append(met.step.id)
        if isinstance(met.step, Choose):
            found += [f"{met.step.id}/{option.id}" for option in met.step.options]
    return found


def recorded() -> dict[str, list[str]]:
    """What was recorded, by reference."""
    found: dict[str, list[str]] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Record what there is; what was recorded of other versions stays."""
    known = recorded() if RECORD.exists() else {}
    known |= {practice.reference: ids_of(practice) for practice in catalogue.practices()}
    rows = [f"  {json.dumps(ref)}: {json.dumps(known[ref])}" for ref in sorted(known)]
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    RECORD.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
