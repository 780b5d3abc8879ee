"""`closeness write`, `list` and `show`: what goes into the journal by text, and comes out of it again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.terminal import inputs, output
from closeness_desktop.terminal.inputs import DASH
from closeness_desktop.terminal.opening import Common, JournalOption, PassphraseOption, journal

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.records import Entry, EntryKind, Strength

_STRENGTH = re.compile(r"(?P<name>.*):(?P<strength>[123])\Z", re.DOTALL)
_INDENT = " " * 18
LINE_LENGTH = 72
"""Characters of an untitled entry's text that a list shows."""

# An argument may begin with a dash (a Markdown list, an excluded word), so unknown options come as arguments.
DASHES = {"ignore_unknown_options": True}


def write(
    context: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(metavar="[TEXT|-]", help="The text; “-”, or nothing, takes it from standard input."),
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="T", help="A title.")] = "",
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="WHEN",
            help="When it was: 2026-11-24, or 2026-11-24T21:30, with an offset if need be.",
        ),
    ] = None,
    feeling: Annotated[
        list[str] | None,
        typer.Option(
            "--feeling", metavar="NAME[:1-3]", help="A feeling, and how strong it was; may be repeated."
        ),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="T", help="A tag; may be repeated.")
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option("--person", metavar="P", help="Someone it is about; may be repeated.")
    ] = None,
    star: Annotated[bool, typer.Option("--star", help="Mark it with a star.")] = False,
    source: Annotated[
        str | None,
        typer.Option("--json", metavar="FILE|-", help="Many entries at once, in the shape of “list --json”."),
    ] = None,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Write an entry, and print its id. Feelings without text make a check-in."""
    common = Common.of(context)
    text = argument(text)
    if source is not None:
        if any([text, title, at, feeling, tag, person, star]):
            raise UsageError("With --json everything comes from the file.")
        _write_many(common, source)
        return
    inputs.one_dash(text, common.passphrase_file)
    if at is not None:
        from closeness_desktop import clock

        clock.parse_when(at, "UTC")  # a mistake is told before anyone is asked for a passphrase
    feelings = strengths(feeling or [])
    tags, people = _names(tag or [], "#"), _names(person or [], "@")
    title = inputs.typed_text(title)
    body = _body(text, stdin_free=common.passphrase_file != DASH)
    if not (body.strip() or feelings or title.strip()):
        raise UsageError("There is nothing to write: give a text, a feeling, or something on standard input.")
    kind: EntryKind = "entry" if body.strip() or not feelings else "check-in"
    written: list[str] = []
    try:
        with journal(common) as opened:
            entry = opened.entries.add(
                at=_moment(opened, at),
                title=title,
                body=body,
                feelings=_known(opened, feelings),
                tags=tags,
                people=people,
                kind=kind,
                starred=star,
            )
            written.append(entry.id)
    finally:
        _print_ids(written)  # also when closing failed: the entry is in the journal


def list_entries(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="What to look for; without it, everything.")
    ] = None,
    limit: Annotated[str | None, typer.Option("--limit", metavar="N", help="No more than so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Whole entries, for programs.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """List entries, newest first."""
    common = Common.of(context)
    query = argument(query) or ""
    most = inputs.whole_number(limit, "--limit") if limit is not None else None
    from closeness_desktop.journal import entry_json
    from closeness_desktop.journal.query import parse

    parse(query)
    with journal(common) as opened:
        found = list(opened.entries.find(query, limit=most))
    if as_json:
        output.out(output.as_json_rows(map(entry_json, found)))
    elif found:
        output.out("\n".join(map(_two_lines, found)))
    else:
        output.note("Nothing was found." if query else "There is nothing in this journal yet.")


def show(
    context: typer.Context,
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="An id, as “write” and “list” print it.")],
    as_json: Annotated[bool, typer.Option("--json", help="The same for programs.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Show one entry whole."""
    common = Common.of(context)
    from closeness_desktop.journal import entry_json

    with journal(common) as opened:
        entry = opened.entries.get(inputs.typed_text(entry_id))
        if entry.deleted is not None:
            raise NotFoundError("There is no entry with that id.")
        shown = output.as_json(entry_json(entry)) if as_json else _whole(entry)
    output.out(shown)


def argument(text: str | None) -> str | None:
    """An argument that may begin with one dash; with two it is an option that does not exist."""
    if text is None:
        return None
    if re.match(r"--[\w-]+(=|\Z)", text):
        raise UsageError(f"There is no option {text.partition('=')[0]} here.")
    return inputs.typed_text(text)


def strengths(given: Iterable[str]) -> dict[str, int]:
    """Feelings as typed, `NAME[:1-3]`, to name and strength. Of one that is named twice the last counts."""
    found: dict[str, int] = {}
    for text in given:
        match = _STRENGTH.match(inputs.typed_text(text))
        name, strength = (match["name"], int(match["strength"])) if match else (text, 1)
        if not name.strip():
            raise UsageError("A feeling needs a name.")
        found[name.strip()] = strength
    return found


def objects(raw: str) -> list[dict[str, Any]]:
    """Entries from one JSON array, one object, or one object a line. Raises UsageError with the line."""
    if not raw.strip():
        raise UsageError("There is nothing to write: the input is empty.")
    try:
        whole = _loads(raw)
    except ValueError as error:
        if raw.lstrip().startswith("[") and isinstance(error, json.JSONDecodeError):
            raise UsageError(
                f"The input is not JSON (line {error.lineno}, character {error.colno})."
            ) from error
        whole = [_loads_line(number, line) for number, line in enumerate(raw.split("\n"), 1) if line.strip()]
    except RecursionError as error:
        raise UsageError("The input is nested too deeply to be entries.") from error
    found = whole if isinstance(whole, list) else [whole]
    for number, item in enumerate(found, 1):
        if not isinstance(item, dict):
            raise UsageError(f"Number {number} of the input is no entry: it should be a JSON object.")
    return found


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_each_key_once)


def _loads_line(number: int, line: str) -> Any:
    try:
        return _loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"Line {number} of the input is not JSON (character {error.pos + 1}).") from error
    except RecursionError as error:
        raise UsageError(f"Line {number} of the input is nested too deeply to be an entry.") from error
    except ValueError as error:  # a number of thousands of digits
        raise UsageError(f"Line {number} of the input holds a number that is too long.") from error


def _each_key_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UsageError("An object of the input has the same key twice.")
    return found


def _write_many(common: Common, source: str) -> None:
    inputs.one_dash(source, common.passphrase_file)
    items = objects(inputs.decoded(inputs.read_bytes(source), source).removeprefix("\ufeff"))
    written: list[str] = []
    with journal(common) as opened:
        written += opened.entries.write_many(items)
    _print_ids(written)


def _print_ids(ids: Sequence[str]) -> None:
    if ids:
        output.out("\n".join(ids))


def _body(text: str | None, *, stdin_free: bool) -> str:
    """The text given, or standard input for “-” and, when nobody would have to type it, for nothing."""
    if text is not None and text != DASH:
        return text
    if text is None and (inputs.stdin_is_terminal() or not stdin_free):
        return ""
    return inputs.without_final_newline(inputs.decoded(inputs.read_bytes(DASH), DASH))


def _names(given: Iterable[str], sign: str) -> list[str]:
    """Names of tags or people, typed with or without their sign. Raises UsageError for an empty one."""
    names = [inputs.typed_text(name).strip().removeprefix(sign).strip() for name in given]
    if not all(names):
        raise UsageError("A tag or a person needs a name.")
    return names


def _moment(opened: Journal, at: str | None) -> Any:
    if at is None:
        return None
    from closeness_desktop import clock

    return clock.parse_when(at, opened.now().zone, int(opened.settings.get("day_start", 0)))


def _known(opened: Journal, given: dict[str, int]) -> list[Strength]:
    """The feelings under the names that the journal knows them by; a word that is new to it is told of."""
    from closeness_desktop.records import Strength

    found = []
    for name, strength in given.items():
        feeling = opened.feelings.get(name)
        if feeling is None:
            output.note(
                f"“{name}” is new here: it is kept as a word of your own, with no place on the field."
            )
        found.append(Strength(name if feeling is None else feeling.name, strength))
    return found


def _two_lines(entry: Entry) -> str:
    """When and what, then feelings and the id: two lines of a list."""
    star = " ★" if entry.starred else ""
    feelings = _feelings(entry.feelings)
    heading = entry.title or _beginning(entry.body)
    below = f"{feelings} · " if heading and feelings else ""
    return f"{_when(entry)}  {heading or feelings}{star}\n{_INDENT}{below}{entry.id}"


def _whole(entry: Entry) -> str:
    return "\n".join(_whole_lines(entry))


def _whole_lines(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield entry.title
    marks = [entry.kind, *(["starred"] if entry.starred else [])]
    yield f"{_when(entry)} ({entry.at.zone}) · {', '.join(marks)}"
    for heading, text in (
        ("Feelings", _feelings(entry.feelings)),
        ("Tags", ", ".join(entry.tags)),
        ("People", ", ".join(entry.people)),
    ):
        if text:
            yield f"{heading}: {text}"
    if entry.body:
        yield ""
        yield entry.body


def _when(entry: Entry) -> str:
    from closeness_desktop import clock

    return clock.local_time(entry.at).replace(tzinfo=None).isoformat(" ", "minutes")


def _feelings(feelings: Iterable[Strength]) -> str:
    return ", ".join(one.name if one.strength == 1 else f"{one.name} {one.strength}" for one in feelings)


def _beginning(body: str) -> str:
    """The first line that says something, cut to what a list shows."""
    line = next((stripped for line in body.splitlines() if (stripped := line.strip("#>*-+ \t"))), "")
    return line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 1].rstrip() + "…"
