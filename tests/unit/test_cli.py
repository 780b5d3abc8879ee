"""The command line contract, what each command takes, prints and leaves behind (in this process)."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from closeness_desktop import opening, vault
from closeness_desktop.paths import resource
from tests.conftest import PASSPHRASE
from tests.support.commands import Commands, call_here, copied

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n")


@pytest.fixture
def commands(empty_journal: Path, tmp_path: Path) -> Commands:
    """The program, called within this process, with an empty journal of this test's own."""
    return copied(empty_journal, tmp_path, PASSPHRASE, call_here)


def test_every_field_of_write_comes_back(commands: Commands) -> None:
    """Title, time, feelings with strengths, tags, people, star; `#tag` and `@person` in the text too."""
    written = commands(
        "write", "With @Mira by the sea.\n#quiet", "--title", "A day", "--at", "2026-11-24T21:30+01:00",
        "--feeling", "CALM:3", "--feeling", "sad", "--feeling", "sort of: blue:2",
        "--tag", "#sea", "--tag", "two words", "--person", "@Jon", "--star",
    )  # fmt: skip
    assert ID.fullmatch(written.text)
    assert (
        written.err
        == "“sort of: blue” is new here: it is kept as a word of your own, with no place on the field.\n"
    )
    [entry] = commands("list", "--json").json
    assert entry == {
        "id": written.text.strip(),
        "at": "2026-11-24T21:30:00+01:00",
        "zone": "+01:00",
        "day": "2026-11-24",
        "kind": "entry",
        "title": "A day",
        "body": "With @Mira by the sea.\n#quiet",
        "feelings": [
            {"name": "calm", "strength": 3},
            {"name": "sad", "strength": 1},
            {"name": "sort of: blue", "strength": 2},
        ],
        "tags": entry["tags"],
        "people": entry["people"],
        "starred": True,
        "session": None,
    }
    assert sorted(entry["tags"]) == ["quiet", "sea", "two words"]
    assert sorted(entry["people"]) == ["Jon", "Mira"]
    assert commands("show", entry["id"], "--json").json == entry


def test_standard_input_is_kept_byte_for_byte_less_one_newline(commands: Commands) -> None:
    """Named with a dash or not at all; whatever else is in it stays."""
    odd = "  \tαβγ  \r\n\u2028two\u00a0\n\n\x0b e\u0301 \U0001f43b\n"
    commands("write", "-", input=odd)
    commands("write", input=odd + "\n")
    commands("write", "--feeling", "calm", input="felt\n")
    bodies = [entry["body"] for entry in commands("list", "--json").json]
    assert bodies == ["felt", odd, odd.removesuffix("\n")]
    shown = commands("list", "--json").json[2]["id"]
    assert commands("show", shown).out.endswith(odd.encode())


def test_feelings_without_text_make_a_check_in(commands: Commands) -> None:
    """And text makes an entry."""
    commands("write", "--feeling", "calm:2")
    commands("write", "words", "--feeling", "calm:2")
    assert [entry["kind"] for entry in commands("list", "--json").json] == ["entry", "check-in"]


def test_the_day_begins_when_the_person_says(commands: Commands) -> None:
    """For a time that is given too; a setting that makes no sense counts as midnight."""
    for kept, day in ((4, "2026-11-23"), ("four", "2026-11-24")):
        journal = opening.open_journal(commands.journal, PASSPHRASE)
        journal.settings.set("day_start", kept)
        journal.close()
        commands("write", "awake", "--at", "2026-11-24T03:00")
        assert commands("list", "--limit", "1", "--json").json[0]["day"] == day


def test_text_may_begin_with_a_dash(commands: Commands) -> None:
    """A Markdown list is text, and so is an excluded word in a query; an unknown option is neither."""
    commands("write", "- bread\n- tea")
    commands("write", "-5 degrees")
    assert [entry["body"] for entry in commands("list", "-degrees", "--json").json] == ["- bread\n- tea"]
    assert "--titel" in commands("write", "--titel", status=2).err


def test_list_finds_limits_and_says_when_there_is_nothing(commands: Commands) -> None:
    """Newest first; a query, a limit; nothing found is no error."""
    assert commands("list", "--json").text == "[]\n"
    assert commands("list").out == b""
    for day, text in enumerate(("river stones", "river birds", "mountain birds"), 1):
        commands("write", text, "--at", f"2026-11-0{day}", "--feeling", "calm" if day < 3 else "tired")
    assert [entry["body"] for entry in commands("list", "river", "--json").json] == [
        "river birds",
        "river stones",
    ]
    assert [
        entry["body"] for entry in commands("list", "birds -river OR stones", "--json", "--limit", "1").json
    ] == ["mountain birds"]
    assert [entry["body"] for entry in commands("list", "feeling:tired until:2026-11", "--json").json] == [
        "mountain birds"
    ]
    assert commands("list", "--limit", "0", "--json").json == []
    nothing = commands("list", "snow")
    assert (nothing.out, nothing.err) == (b"", "Nothing was found.\n")
    assert commands("list", "--limit", "0").err == "Nothing was found.\n"
    listed = commands("list", "river stones").text
    assert listed.startswith("2026-11-01 12:00  river stones\n")
    assert "calm · " in listed


def test_write_json_updates_by_id_and_takes_all_or_nothing(commands: Commands) -> None:
    """An id that exists is updated; one bad entry among good ones and none is written."""
    ident = commands("write", "before").text.strip()
    commands("write", "--json", "-", input=json.dumps({"id": ident, "body": "after"}))
    assert [entry["body"] for entry in commands("list", "--json").json] == ["after"]
    for wrong, name in ({"body": "x", "mood": 1}, "mood"), ({"body": "x", "at": "2026-02-30"}, "2026-02-30"):
        refused = commands("write", "--json", "-", input=json.dumps([{"body": "good"}, wrong]), status=2)
        assert name in refused.err
        assert refused.out == b""
    assert [entry["body"] for entry in commands("list", "--json").json] == ["after"]


def test_show_prints_the_entry_for_people(commands: Commands) -> None:
    """Title, when, what was felt, tags, people, then the text as it is."""
    ident = commands(
        "write", "Some *text*.", "--title", "T", "--at", "2026-11-24T21:30+01:00",
        "--feeling", "calm:2", "--tag", "a",
    ).text.strip()  # fmt: skip
    assert commands("show", ident).text == (
        "T\n2026-11-24 21:30 (+01:00) · entry\nFeelings: calm 2\nTags: a\n\nSome *text*.\n"
    )


def test_a_fast_sitting_is_shown_and_logged_only_when_asked(commands: Commands) -> None:
    """Captions on standard output; `--fast` alone needs no journal; `--log` logs the seconds of the plan."""
    shown = call_here("practice", "run", "sitting", "--fast", "--minutes", "20")
    assert shown.status == 0
    assert "You sat for 20 minutes." in shown.text
    assert commands("practice", "log", "--json").json == []
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    commands("practice", "run", "sitting", "--fast", "--log", "--minutes", "1.5")
    [session] = commands("practice", "log", "--json").json
    assert set(session) == {"id", "practice", "started", "planned", "done", "ended"}
    assert (session["practice"], session["planned"], session["done"], session["ended"]) == (
        "sitting@1",
        90,
        90,
        "completed",
    )
    assert before <= dt.datetime.fromisoformat(session["started"]) <= dt.datetime.now(dt.UTC)
    assert "1 minute 30 seconds" in commands("practice", "log").text


def test_a_practice_of_a_pack_is_found_in_the_journal(commands: Commands) -> None:
    """Under the pack's name; the log calls it by its title."""
    text = resource("practices").joinpath("body-scan.yaml").read_text(encoding="utf-8")
    with closing(opening.open_journal(commands.journal, PASSPHRASE)) as journal:
        journal.packs.add("quiet", "Quiet things", texts={"body-scan.yaml": text})
    refused = commands("practice", "run", "quiet/none", "--fast", status=1)
    assert "There is no practice “quiet/none”." in refused.err
    assert commands("practice", "run", "quiet/body-scan", "--fast", "--log").text.startswith(
        "Through the body"
    )
    assert "Through the body" in commands("practice", "log").text
    [session] = commands("practice", "log", "--json").json
    assert session["practice"].startswith("quiet/body-scan@")


def test_a_fast_guided_practice_is_shown_and_logged_only_when_asked(commands: Commands) -> None:
    """Captions and questions on standard output, default answers, the time as asked."""
    shown = call_here("practice", "run", "widening-kindness", "--fast", "--minutes", "10")
    assert (shown.status, shown.text.splitlines()[0]) == (0, "Widening kindness · 10 minutes")
    assert commands("practice", "log", "--json").json == []
    commands("practice", "run", "widening-kindness", "--fast", "--log", "--minutes", "10")
    [session] = commands("practice", "log", "--json").json
    assert (session["practice"], session["done"], session["ended"]) == (
        "widening-kindness@1",
        600,
        "completed",
    )
    too_long = call_here("practice", "run", "widening-kindness", "--fast", "--minutes", "200")
    assert (too_long.status, "takes" in too_long.err) == (2, True)


def test_practice_list_has_the_promised_fields() -> None:
    """And needs no journal."""
    rows = call_here("practice", "list", "--json").json
    assert all(set(row) == {"id", "title", "theme", "people", "minutes"} for row in rows)
    assert "sitting" in [row["id"] for row in rows]
    assert "sitting" in call_here("practice", "list").text


def test_trends_have_the_promised_shape(commands: Commands) -> None:
    """Range with ends included, shares with their intervals, empty buckets present."""
    commands("write", "a", "--at", "2026-11-02", "--feeling", "calm:3", "--feeling", "sad:1")
    commands("write", "b", "--at", "2026-11-02T20:00", "--feeling", "calm")
    commands("write", "c", "--at", "2026-11-20")
    found = commands("trends", "--since", "2026-11-02", "--until", "2026-11-22", "--json").json
    assert {key: found[key] for key in ("since", "until", "by", "days", "days_written", "days_logged")} == {
        "since": "2026-11-02", "until": "2026-11-22", "by": "week",
        "days": 21, "days_written": 2, "days_logged": 1,
    }  # fmt: skip
    assert [(mood["name"], mood["days"], mood["entries"], mood["share"]) for mood in found["moods"]] == [
        ("calm", 1, 2, 1.0), ("sad", 1, 1, 1.0),
    ]  # fmt: skip
    assert all(0 < mood["low"] < mood["high"] <= 1 for mood in found["moods"])
    assert [(one["start"], one["days_logged"], one["entries"]) for one in found["buckets"]] == [
        ("2026-11-02", 1, 2), ("2026-11-09", 0, 0), ("2026-11-16", 0, 0),
    ]  # fmt: skip
    assert found["buckets"][1]["pleasantness"] is None
    assert found["buckets"][0]["moods"] == [{"name": "calm", "days": 1}, {"name": "sad", "days": 1}]
    usual = commands("trends", "--json").json
    assert (usual["days"], usual["by"]) == (60, "week")
    assert (
        commands("trends", "--by", "day", "--since", "2026-11", "--until", "2026-11", "--json").json["days"]
        == 30
    )
    assert "calm" in commands("trends", "--since", "2026-11-02", "--until", "2026-11-22").text


def test_the_passphrase_can_be_changed(commands: Commands, tmp_path: Path) -> None:
    """The new one opens, the old one does not, and what was written is there."""
    commands("write", "kept")
    new = tmp_path / "new"
    new.write_text("seven slow clouds passing\n")
    commands("passphrase", "--new-passphrase-file", str(new))
    commands("list", status=3)
    assert Commands(commands.journal, new)("list", "--json").json[0]["body"] == "kept"


def test_a_recovery_key_opens_and_sets_a_new_passphrase(commands: Commands, tmp_path: Path) -> None:
    """`new` revokes the one before, `check` tells, `use` sets a new passphrase."""
    key, older, new = tmp_path / "key", tmp_path / "older", tmp_path / "new"
    older.write_bytes(commands("recovery", "new").out)
    made = commands("recovery", "new")
    assert re.fullmatch(r"(?:[a-z0-9]{4}-){7}[a-z0-9]{4}\n", made.text)
    key.write_bytes(made.out)
    where = ("--journal", str(commands.journal))
    assert call_here("recovery", "check", "--recovery-key-file", str(key), *where).status == 0
    assert (
        call_here("recovery", "check", "--recovery-key-file", "-", *where, input=made.text.upper()).status
        == 0
    )
    assert call_here("recovery", "check", "--recovery-key-file", str(older), *where).status == 3
    mistyped = made.text.replace(made.text[0], "q" if made.text[0] != "q" else "p", 1)
    assert call_here("recovery", "check", "--recovery-key-file", "-", *where, input=mistyped).status == 3
    new.write_text("seven slow clouds passing\n")
    used = call_here(
        "recovery", "use", "--recovery-key-file", str(key), "--new-passphrase-file", str(new), *where
    )
    assert used.status == 0
    commands("list", status=3)
    assert Commands(commands.journal, new)("list").status == 0


def test_an_older_copy_and_a_change_from_outside_are_told_once(commands: Commands, tmp_path: Path) -> None:
    """What this computer has seen is remembered outside the journal; data still goes to standard output."""
    older = tmp_path / "older"
    shutil.copytree(commands.journal, older)
    assert commands("write", "newer").err == ""
    shutil.rmtree(commands.journal)
    older.rename(commands.journal)
    told = commands("list", "--json")
    assert told.json == []
    assert told.err.startswith("This is an older copy of your journal")
    assert commands("list", "--json").err == ""
    with vault.open(commands.journal, PASSPHRASE) as opened:
        database = Path(opened.folder / "journal.db").read_bytes()
        opened.database.execute_sql("CREATE TABLE other (x)")
    (commands.journal / "journal.db").write_bytes(database)
    assert commands("list", "--json").err.startswith("This journal was changed outside")
    assert commands("list", "--json").err == ""


def test_common_options_stand_anywhere(commands: Commands) -> None:
    """Before, between and after; the nearest to the end counts."""
    journal, secret = commands.common[:2], commands.common[2:]
    for arguments in (
        [*journal, *secret, "practice", "log", "--json"],
        [*journal, "practice", *secret, "log", "--json"],
        ["practice", *journal, "log", *secret, "--json"],
        ["--journal", "/nowhere", "practice", *secret, "log", "--json", f"--journal={commands.journal}"],
    ):
        assert call_here(*arguments).json == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["say", "I feel ignored", "--json"],
        ["import", "dayone", "x.zip", "--dry-run"],
        ["export", "json", "x", "feeling:calm"],
        ["backup"],
        ["backup", "/tmp/x"],
        ["restore", "x"],
    ],
    ids=" ".join,
)
def test_what_is_not_there_yet_says_so(arguments: list[str]) -> None:
    """One sentence, exit status 1, and no journal is asked for."""
    done = call_here(*arguments)
    assert (done.status, done.out) == (1, b"")
    assert "not in this version yet" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["write", "x", "--at", "2026-02-30"],
        ["write"],
        ["write", "x", "--feeling", ":2"],
        ["write", "--json", "-", "text"],
        ["list", "since:2026-13", "--json"],
        ["list", '"unfinished', "--json"],
        ["list", "one", "two", "--json"],
        ["list", "--limit", "-1"],
        ["list", "--nonsense"],
        ["show"],
        ["trends", "--since", "2026-02-30", "--json"],
        ["trends", "--since", "2026-03", "--until", "2026-02", "--json"],
        ["trends", "--by", "year", "--json"],
        ["practice", "run", "sitting", "--minutes", "0"],
        ["practice", "run", "sitting", "--log"],
        ["practice"],
        ["nonsense"],
        ["--demo", "list"],
        ["--version", "--demo"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(commands: Commands, arguments: list[str]) -> None:
    """Options, dates, queries, and having nothing to say."""
    alone = arguments[0].startswith("--")
    done = call_here(*arguments) if alone else commands(*arguments, status=2)
    assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)
