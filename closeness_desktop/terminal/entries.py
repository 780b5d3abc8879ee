"""`closeness write`, `list` and `show`: what goes into the journal by text, and comes out of it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.terminal import inputs, output, plain, typed
from closeness_desktop.terminal.inputs import DASH
from closeness_desktop.terminal.opening import Common, JournalOption, PassphraseOption, journal

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.records import EntryKind, Strength

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
    text = typed.argument(text)
    if source is not None:
        if any([text, title, at, feeling, tag, person, star]):
            raise UsageError("With --json everything comes from the file.")
        _write_many(common, source)
        return
    inputs.one_dash(text, common.passphrase_file)
    if at is not None:
        from closeness_desktop import clock

        clock.parse_when(at, "UTC")  # a mistake is told before anyone is asked for a passphrase
    feelings = typed.strengths(feeling or [])
    tags, people = typed.names(tag or [], "#"), typed.names(person or [], "@")
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
    query = typed.argument(query) or ""
    most = inputs.whole_number(limit, "--limit") if limit is not None else None
    from closeness_desktop.journal import entry_json
    from closeness_desktop.journal.query import parse

    parse(query)
    with journal(common) as opened:
        found = list(opened.entries.find(query, limit=most))
        empty = not found and not opened.entries.count()
    if as_json:
        output.out(output.as_json_rows(map(entry_json, found)))
    elif found:
        output.out("\n".join(map(plain.two_lines, found)))
    else:
        output.note("There is nothing in this journal yet." if empty else "Nothing was found.")


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
        shown = output.as_json(entry_json(entry)) if as_json else plain.whole(entry)
    output.out(shown)


def _write_many(common: Common, source: str) -> None:
    inputs.one_dash(source, common.passphrase_file)
    items = typed.objects(inputs.decoded(inputs.read_bytes(source), source).removeprefix("\ufeff"))
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


def _moment(opened: Journal, at: str | None) -> Any:
    if at is None:
        return None
    from closeness_desktop import clock

    return clock.parse_when(at, opened.now().zone, opened.day_start())


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
