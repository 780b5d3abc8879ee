"""The command line on a terminal: it asks, hides what is secret, shows time passing, and can be ended."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import PASSPHRASE
from tests.support.commands import Commands, call, on_terminal


def test_the_passphrase_is_asked_for_and_not_shown(commands: Commands) -> None:
    """Without a file; standard input stays free for the text."""
    where = ["--journal", str(commands.journal)]
    status, screen = on_terminal(["write", "some words", *where], [("Passphrase: ", PASSPHRASE + "\n")])
    assert status == 0
    assert PASSPHRASE not in screen
    assert commands("list", "--json").json[0]["body"] == "some words"
    assert screen.splitlines()[-1] == commands("list", "--json").json[0]["id"]
    status, _ = on_terminal(["list", *where], [("Passphrase: ", "wrong\n")])
    assert status == 3


def test_a_place_without_a_journal_is_told_before_a_passphrase_is_asked_for(tmp_path: Path) -> None:
    """Nobody types it for nothing."""
    status, screen = on_terminal(["list", "--journal", str(tmp_path / "nothing")], [])
    assert (status, "Passphrase" in screen) == (6, False)


def test_a_new_passphrase_is_typed_twice_and_a_weak_one_needs_a_yes(tmp_path: Path) -> None:
    """Two that differ are asked for again; a no to a weak one too."""
    place = tmp_path / "new"
    status, screen = on_terminal(
        ["new", "--journal", str(place)],
        [
            ("New passphrase: ", "four quiet rivers\n"),
            ("same again: ", "four quiet riverS\n"),
            ("New passphrase: ", "secret\n"),
            ("same again: ", "secret\n"),
            ("[y/N]", "n\n"),
            ("New passphrase: ", f"{PASSPHRASE}\n"),
            ("same again: ", f"{PASSPHRASE}\n"),
        ],
    )
    assert status == 0, screen
    assert "The two are not the same." in screen
    assert "easy to guess" in screen
    assert f"Your journal is at {place}" in screen.replace("\n", "")
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    assert Commands(place, file)("list").status == 0


def test_without_a_terminal_a_weak_passphrase_is_taken_with_a_warning(tmp_path: Path) -> None:
    """Scripts are not stopped."""
    file = tmp_path / "passphrase"
    file.write_text("secret")
    made = call("new", "--journal", str(tmp_path / "new"), "--passphrase-file", str(file))
    assert made.status == 0
    assert "easy to guess" in made.err


def test_write_never_waits_for_somebody_to_type(commands: Commands) -> None:
    """On a terminal, without text or feeling, it says what is missing and opens no editor."""
    status, screen = on_terminal(["write", *commands.common], [])
    assert status == 2
    assert "nothing to write" in screen


def test_ctrl_c_while_typing_writes_nothing(commands: Commands) -> None:
    """130, quietly, even when the text was already there and only the passphrase was missing."""
    typed = [("", "a thought\n\x04"), ("Passphrase:", "\x03")]
    status, screen = on_terminal(["write", "-", *commands.common[:2]], typed)
    assert status == 130
    assert "Traceback" not in screen
    assert commands("list", "--json").json == []


def test_a_sitting_shows_the_time_left_and_ends_with_ctrl_c(commands: Commands) -> None:
    """Ended before a second was sat it leaves nothing behind."""
    arguments = ["practice", "run", "sitting", "--minutes", "3", *commands.common]
    status, screen = on_terminal(arguments, [("0:09", "\x03")])
    assert status == 0
    assert "Settle in." in screen
    assert "Nothing was sat." in screen
    assert "Traceback" not in screen
    assert commands("practice", "log", "--json").json == []


def test_a_guided_practice_asks_and_is_logged_when_it_is_ended(commands: Commands) -> None:
    """Ctrl+C: logged as ended early, with the answers given so far."""
    typed = [("A number: ", "1\n"), ("A name: ", "\n"), ("Picture this person", "\x03")]
    arguments = ["practice", "run", "guess-then-ask", *commands.common]
    status, screen = on_terminal(arguments, typed)
    assert status == 0, screen
    assert "Which part is it today?" in screen
    assert " 1  I want to guess" in screen
    assert "Traceback" not in screen
    [session] = commands("practice", "log", "--json").json
    assert (session["practice"], session["ended"]) == ("guess-then-ask@1", "early")


def test_the_question_about_fear_stands_before_a_practice_for_two(commands: Commands) -> None:
    """Whoever says yes is told why to leave it, and nothing of it is kept."""
    arguments = ["practice", "run", "listening-dyad", *commands.common]
    status, screen = on_terminal(arguments, [("[Enter]: ", "y\n")])
    assert status == 0, screen
    assert "Are you ever afraid of the person" in screen
    assert "You owe nobody a reason" in screen
    assert commands("practice", "log", "--json").json == []


def test_a_text_cannot_steer_the_terminal(commands: Commands) -> None:
    """Escape sequences are shown as signs on a terminal, and come out as they are in a pipe."""
    ident = commands("write", "red \x1b[31m alert \x07").text.strip()
    for arguments in (["show", ident], ["list"], ["list", "--json"]):
        _, screen = on_terminal([*arguments, *commands.common], [])
        assert "\x1b" not in screen
        assert "\x07" not in screen
    assert b"\x1b[31m" in commands("show", ident).out
