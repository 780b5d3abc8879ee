"""The sample journal: plainly marked, believable, never the same twice within itself, and gone at the end."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from closeness_desktop import demo
from closeness_desktop.clock import DrivenClock
from closeness_desktop.demo.life import MARK, Life
from closeness_desktop.demo.texts import Texts, load, strengths
from closeness_desktop.practice import catalogue

EVENING = dt.datetime(2026, 11, 24, 21, 40)  # noqa: DTZ001  # local, as the life is told
PEOPLE = {"Mum", "Ada", "Jonas", "Ruth", "Theo"}


@pytest.fixture(scope="module")
def texts() -> Texts:
    """All texts, read once."""
    return load()


@pytest.fixture(scope="module")
def life(texts: Texts) -> Life:
    """Eighteen months, told once."""
    return Life(texts, EVENING, demo.DAYS)


def test_every_feeling_in_the_texts_is_a_built_in_word(texts: Texts) -> None:
    """No entry of the sample brings an own word by a slip of the pen."""
    named = [line.feelings for line in texts.lines] + [letter.feelings for letter in texts.letters]
    named += [one.feelings for one in texts.guided]
    named += [
        ", ".join(words)
        for one in texts.guided
        for step, words in one.answers.items()
        if step.startswith("words") and isinstance(words, list)
    ]
    named += [feelings for scene in texts.scenes for feelings in scene.feelings]
    assert {one.name for feelings in named for one in strengths(feelings)} <= texts.places.keys()


def test_the_texts_are_well_made(texts: Texts) -> None:
    """No sentence twice, no shouting, and names written so that they are found."""
    sentences = [line.line for line in texts.lines] + [letter.body for letter in texts.letters]
    sentences += [one.note for one in texts.guided if one.note]
    sentences += [
        said for one in texts.guided for said in one.answers.values() if isinstance(said, str) and " " in said
    ]
    for scene in texts.scenes:
        sentences += [*scene.openings, *scene.middles, *scene.closings]
    assert len(set(sentences)) == len(sentences)
    for sentence in sentences:
        assert "!" not in sentence
        assert "'" not in sentence
        assert '"' not in sentence
        assert set(re.findall(r"@([\w’]+)", sentence)) <= PEOPLE, sentence


def test_eighteen_months_hold_several_hundred_entries_and_no_text_twice(life: Life) -> None:
    """Every body is its own, and few first sentences come back."""
    bodies = [piece.body for piece in life.pieces]
    assert 350 <= len(bodies) <= 600
    assert len(set(bodies)) == len(bodies)
    first_words = Counter(body[:40] for body in bodies)
    assert max(first_words.values()) <= 3


def test_the_life_has_gaps_full_days_and_recurring_moods(life: Life) -> None:
    """What the charts have to cope with: unlogged days, several entries a day, moods named often."""
    days = Counter(piece.when.date() for piece in life.pieces)
    assert 0.4 < len(days) / demo.DAYS < 0.8
    assert max(days.values()) >= 3
    gaps = sorted(days)
    assert max((later - sooner).days for sooner, later in itertools.pairwise(gaps)) >= 10
    recent = [piece for piece in life.pieces if (EVENING - piece.when).days < 60]
    named = Counter(one.name for piece in recent for one in strengths(piece.feelings))
    assert named.most_common(1)[0][1] >= 12
    assert any(not piece.feelings for piece in life.pieces)


def test_nothing_lies_after_now(texts: Texts) -> None:
    """Started in the morning, the sample holds no evening of the same day."""
    for hour in (0, 6, 12, 23):
        now = EVENING.replace(hour=hour, minute=5)
        life = Life(texts, now, 40)
        assert max(piece.when for piece in life.pieces) <= now
        assert all(sitting.when + dt.timedelta(seconds=sitting.done) <= now for sitting in life.sittings)


def test_the_same_evening_tells_the_same_life(texts: Texts, life: Life) -> None:
    """Repeatable, so that pictures of it can be compared."""
    assert Life(texts, EVENING, demo.DAYS).pieces == life.pieces


def test_a_demo_journal_is_a_real_one_with_every_entry_marked(tmp_path: Path) -> None:
    """Entries, people, tags, sittings and links between them, sound to the last page."""
    clock = DrivenClock(dt.datetime(2026, 11, 24, 20, 40, tzinfo=dt.UTC))
    journal = demo.make_demo(tmp_path / "sample", clock=clock, days=demo.DAYS)
    try:
        total = journal.entries.count()
        assert total >= 350
        assert journal.entries.count(f"tag:{MARK}") == total
        assert {person.name for person in journal.people.all()} == PEOPLE
        assert not [feeling for feeling in journal.feelings.all() if feeling.own]
        sessions = journal.sessions.all()
        assert len(sessions) > 100
        guided = [session for session in sessions if session.practice != "sitting@1"]
        assert len(guided) >= 7
        for session in guided:
            assert catalogue.find(session.practice) is not None, session.practice
        assert {session.ended for session in sessions} == {"completed", "early"}
        worksheets = list(journal.entries.find("kind:worksheet"))
        assert len(worksheets) >= 4
        for entry in worksheets:
            answers = journal.answers.of(entry.session or "")
            assert answers
            assert all(answer.question in entry.body for answer in answers if answer.keep == "entry")
        assert [one.title for one in journal.reminders.due(journal.now().day)] == ["Fear check"]
        linked = {entry.session for entry in journal.entries.find("kind:practice-note")}
        assert linked <= {session.id for session in sessions}
        assert journal.verify() == []
    finally:
        journal.close()


def test_the_sample_is_gone_afterwards() -> None:
    """Nothing of it stays in the temporary folder."""
    with demo.sample_journal(days=10) as journal:
        home = journal.vault.folder.parent
        assert home.is_dir()
    assert not home.exists()


def test_the_sample_is_gone_when_the_process_is_told_to_end() -> None:
    """SIGTERM removes it too, and still ends the process as SIGTERM does."""
    program = (
        "import sys\n"
        "from closeness_desktop import demo\n"
        "with demo.sample_journal(days=10) as journal:\n"
        "    print(journal.vault.folder.parent, flush=True)\n"
        "    sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        home = Path(running.stdout.readline().strip())
        assert home.is_dir()
        running.terminate()
        assert running.wait(timeout=60) == -signal.SIGTERM
    assert not home.exists()
