"""`closeness practice`: the practices there are, doing one in the terminal, and what was done."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.terminal import inputs, output
from closeness_desktop.terminal.opening import Common, JournalOption, PassphraseOption, journal
from closeness_desktop.window.practices import Practices

if TYPE_CHECKING:
    from closeness_desktop.practice.catalogue import Catalogue
    from closeness_desktop.practice.plan import SittingPlan
    from closeness_desktop.records import Session

MOST_MINUTES = 24 * 60


def list_practices(
    as_json: Annotated[bool, typer.Option("--json", help="The same for programs.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """List the practices there are."""
    from closeness_desktop.practice.catalogue import minutes_of, practices
    from closeness_desktop.practice.format import THEMES

    found = [
        {
            "id": one.id,
            "title": one.title,
            "theme": THEMES[one.theme],
            "people": one.people,
            "minutes": minutes_of(one),
        }
        for one in practices()
    ]
    if as_json:
        output.out(output.as_json_rows(found))
        return
    rows = [["any" if value is None else str(value) for value in one.values()] for one in found]
    output.out(output.table(("Id", "Title", "Theme", "People", "Minutes"), rows, right=frozenset({3, 4})))


def log(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="The same for programs.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """List what was done, newest first."""
    common = Common.of(context)
    with journal(common) as opened:
        sessions = opened.sessions.all()
        catalogue = Practices(opened).catalogue
    if as_json:
        output.out(output.as_json_rows(map(_as_json, sessions)))
    elif sessions:
        headings = ("When", "Practice", "Done", "Planned", "How it ended")
        output.out(output.table(headings, (_as_row(one, catalogue) for one in sessions)))
    else:
        output.note("Nothing has been practised yet.")


def run(
    context: typer.Context,
    practice_id: Annotated[
        str, typer.Argument(metavar="ID", help="A practice, as “practice list” names it.")
    ],
    minutes: Annotated[str | None, typer.Option("--minutes", metavar="N", help="How long.")] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Let the time fly, with default answers.")] = False,
    logged: Annotated[bool, typer.Option("--log", help="With --fast: log it all the same.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Do a practice in the terminal, and log it. Ctrl+C ends it early."""
    common = Common.of(context)
    if logged and not fast:
        raise UsageError("--log goes with --fast; a practice in real time is logged anyway.")
    seconds = _seconds(minutes) if minutes is not None else None
    from closeness_desktop.practice.catalogue import plan_of, shipped
    from closeness_desktop.practice.guided_plan import GuidedPlan
    from closeness_desktop.terminal import guided, sitting

    with ExitStack() as stack:
        opened, catalogue = None, shipped()
        practice = catalogue.find(practice_id)
        if practice is None and "/" in practice_id:  # of a pack, which only the journal knows
            opened = stack.enter_context(journal(common))
            catalogue = Practices(opened).catalogue
            practice = catalogue.find(practice_id)
        if practice is None:
            raise NotFoundError(
                f"There is no practice “{practice_id}”. “closeness practice list” names those there are."
            )
        plan: SittingPlan | GuidedPlan
        if practice.timer is None:
            plan = guided.plan_of(practice, seconds, catalogue.digest(practice))
            if not fast:
                if not guided.may_begin(practice):
                    return
                plan = guided.agreed(practice, plan)
        else:
            plan = plan_of(practice) if seconds is None else replace(plan_of(practice), seconds=seconds)
        if opened is None and (logged or not fast):
            opened = stack.enter_context(journal(common))
        kept = opened if logged or not fast else None
        if isinstance(plan, GuidedPlan):
            if kept is None or fast:
                guided.fast(practice, plan, kept)
            else:
                guided.in_real_time(practice, plan, kept)
        elif kept is None or fast:
            sitting.fast(plan, kept)
        else:
            sitting.in_real_time(plan, kept)


def _seconds(minutes: str) -> int:
    """Minutes as typed, 1 or 0.5, in whole seconds. Raises UsageError."""
    found = inputs.number(minutes, "--minutes")
    if not 0 < found <= MOST_MINUTES:
        raise UsageError(f"A practice lasts up to {MOST_MINUTES} minutes, and longer than none.")
    return max(1, round(found * 60))


def _as_json(session: Session) -> dict[str, Any]:
    from closeness_desktop.clock import local_time

    precision = "milliseconds" if session.started.utc_ms % 1000 else "seconds"
    return {
        "id": session.id,
        "practice": session.practice,
        "started": local_time(session.started).isoformat(timespec=precision),
        "planned": session.planned,
        "done": session.done,
        "ended": session.ended,
    }


def _as_row(session: Session, catalogue: Catalogue) -> tuple[str, ...]:
    from closeness_desktop.clock import local_time
    from closeness_desktop.practice import words

    return (
        local_time(session.started).replace(tzinfo=None).isoformat(" ", "minutes"),
        catalogue.title_of(session.practice),
        words.length(session.done),
        "" if session.planned is None else words.length(session.planned),
        words.ENDS[session.ended],
    )
