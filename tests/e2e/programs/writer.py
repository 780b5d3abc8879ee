"""Writes entries until it is killed, again and again: for each line on standard input a new process does.

Arguments: the journal's folder. Environment: WORDS, five words as JSON: title, body, tag, person, feeling;
and KEY, the recovery key. Each process says its id, then each entry's id once the entry is in the journal.
With the line "hold" it stops inside a transaction instead and says "held".
"""

import json
import os
import sys
from pathlib import Path

from closeness_desktop import vault
from closeness_desktop.journal import Journal
from closeness_desktop.records import Strength

folder, key = Path(sys.argv[1]), os.environ["KEY"]
title, body, tag, person, feeling = json.loads(os.environ["WORDS"])


def write_for_ever(how: str) -> None:
    """Entries, texts that change, drafts; every name new each time, so that every table and index grows."""
    journal = Journal(vault.open_with_recovery_key(folder, key))
    number = journal.entries.count()
    while True:
        number += 1
        text = f"{body} #{tag}{number} @{person}{number} " * (number % 200 + 1)
        named = [Strength(f"{feeling}{number}", 2)]
        if how == "hold":
            with journal.vault.database.atomic("IMMEDIATE"):
                for _ in range(50):  # more than the page cache holds back
                    journal.vault.database.execute_sql("UPDATE entry SET body = body || ?", (text,))
                print("held", flush=True)
                sys.stdin.readline()
        draft = journal.entries.new_id()
        journal.drafts.put(draft, title=title, body=text, at=journal.now())
        entry = journal.entries.add(
            id=draft, title=title, body=text, feelings=named, tags=[tag], people=[person]
        )
        print(entry.id, flush=True)
        journal.entries.update(entry.id, body=text + body)


for line in sys.stdin:
    child = os.fork()
    if child == 0:
        print(os.getpid(), flush=True)
        write_for_ever(line.strip())
    os.waitpid(child, 0)
    print("killed", flush=True)
