"""The `closeness` command. With no sub-command it opens the window. No Qt at import.

What it promises to other programs (streams, exit statuses, shapes) is written in docs/command-line.md; the
commands themselves are in `terminal`. Nothing heavy is imported before faults in it can be caught.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from closeness_desktop import logs


def main() -> None:
    """Run the command line and leave with its exit status."""
    logs.catch_bugs()
    logs.start()
    from closeness_desktop.terminal.output import prepare_streams

    prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out one call and return its exit status. A bug comes out as the exception that it is."""
    if not arguments:
        return _open_window()
    from closeness_desktop.terminal import app

    return app.run(arguments)


def _open_window() -> int:
    """The usual start, without the command line's libraries: they take as long to load as Qt's."""
    from closeness_desktop import application
    from closeness_desktop.errors import KnownError
    from closeness_desktop.terminal import output

    try:
        application.need_a_display()
        return application.run()
    except KnownError as error:
        output.note(str(error))
        return error.exit_status
