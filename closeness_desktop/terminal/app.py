"""The commands and groups of `closeness`, put together, and how one call of them ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from closeness_desktop import __version__
from closeness_desktop.errors import KnownError, QueryError, UsageError
from closeness_desktop.terminal import box, checking, entries, later, output, practice, trends
from closeness_desktop.terminal.opening import Common, JournalOption, PassphraseOption

INTERRUPTED = 130

_SETTINGS = {"max_content_width": 100}


def _group(text: str, *, opens_window: bool = False) -> typer.Typer:
    return typer.Typer(
        help=text,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=opens_window,
        context_settings=_SETTINGS,
    )


app = _group("A private journal, and time to sit. Without a command it opens the window.", opens_window=True)
practices = _group("Sit, and see what was sat.")
recovery = _group("The recovery key: the second way into a journal.")


@app.callback()
def _window(
    context: typer.Context,
    demo: Annotated[
        bool, typer.Option("--demo", help="Open a sample journal that is thrown away at the end.")
    ] = False,
    self_test: Annotated[
        bool, typer.Option("--self-test", help="Check this installed copy, without a window.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    alone = [
        name
        for name, given in (("--demo", demo), ("--self-test", self_test), ("--version", version))
        if given
    ]
    if len(alone) > 1 or (alone and (context.invoked_subcommand or journal_path is not None)):
        raise UsageError(f"{alone[0]} stands alone.")
    if context.invoked_subcommand:
        return
    if version:
        output.out(f"Closeness {__version__}")
        return
    if passphrase_file is not None:
        raise UsageError("The window asks for the passphrase itself; --passphrase-file goes with a command.")
    place = Common.of(context).journal if journal_path is not None else None
    from closeness_desktop import application

    if not self_test:
        application.need_a_display()
    raise typer.Exit(application.self_test() if self_test else application.run(place, demo))


@practices.callback()
@recovery.callback()
def _between(journal_path: JournalOption = None, passphrase_file: PassphraseOption = None) -> None:
    """Both options are taken between a group and its command too."""


app.command("new")(box.new)
app.command("write", context_settings=entries.DASHES)(entries.write)
app.command("list", context_settings=entries.DASHES)(entries.list_entries)
app.command("show")(entries.show)
app.add_typer(practices, name="practice")
practices.command("list")(practice.list_practices)
practices.command("check")(checking.check)
practices.command("run")(practice.run)
practices.command("log")(practice.log)
app.command("trends")(trends.trends)
app.command("say", context_settings=later.ANYTHING)(later.say)
app.command("import", context_settings=later.ANYTHING)(later.import_from)
app.command("export", context_settings=later.ANYTHING)(later.export_to)
app.command("backup", context_settings=later.ANYTHING)(later.backup)
app.command("restore", context_settings=later.ANYTHING)(later.restore)
app.command("verify")(box.verify)
app.command("passphrase")(box.passphrase)
app.add_typer(recovery, name="recovery")
recovery.command("new")(box.recovery_new)
recovery.command("check")(box.recovery_check)
recovery.command("use")(box.recovery_use)


def run(arguments: Sequence[str]) -> int:
    """Carry out one call and return its exit status. Bugs are not caught here, see `logs.catch_bugs`."""
    command = typer.main.get_command(app)
    try:
        status = command.main(list(arguments), prog_name="closeness", standalone_mode=False)
    except QueryError as error:
        output.note(f"{str(error).removesuffix('.')} (at character {error.position + 1}).")
        return error.exit_status
    except KnownError as error:
        output.note(str(error))
        return error.exit_status
    except TyperException as error:
        output.note(f"{error.format_message().strip().removesuffix('.')} (see “closeness --help”).")
        return UsageError.exit_status
    except typer.Abort:
        return INTERRUPTED
    return status if isinstance(status, int) else 0
