"""A lock with the trash, the earlier texts and the templates on the screen: none of their words stays."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages import earlier as earlier_page
from closeness_desktop.window.pages.earlier import EarlierPage
from closeness_desktop.window.pages.templates import TemplatesPage
from closeness_desktop.window.pages.trash import TrashPage
from closeness_desktop.window.theme.theme import Theme
from tests.support.memory import Unspoken, settle

WORDS = Unspoken(4)
"""In what was deleted, in an earlier text, in a text put back, in a template."""


@pytest.fixture
def window(
    qapp: QApplication, made_journal: tuple[Path, str], tmp_path: Path
) -> Iterator[tuple[MainWindow, Journal]]:
    """The real window over a journal with words in all of these places."""
    made, key = made_journal
    folder = Path(shutil.copytree(made, tmp_path / "Mine.closeness"))
    clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
    theme = Theme("light", "still")
    theme.apply(qapp)
    with WORDS.anew():
        shown = MainWindow(theme, clock, SettingsFile(), folder)
        shown.show()
        journal = Journal(vaults.open_with_recovery_key(folder, key), clock=clock)
        shown.take(journal)
        yield shown, journal
        shown.close()
        settle()


def test_no_text_of_them_stays(window: tuple[MainWindow, Journal], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not what is shown, not what is compared by the worker, not what could be undone."""
    shown, journal = window
    shell = shown.shell
    assert shell is not None
    journal.entries.delete(journal.entries.add(title=WORDS[0], body=f"Of {WORDS[0]}. " * 20).id)
    entry = journal.entries.add(title="T", body=f"{WORDS[1]} first")
    journal.entries.update(entry.id, body=f"{WORDS[2]} then")
    journal.templates.save(WORDS[3], title=WORDS[3], body=f"{WORDS[3]}: {{here}}", weekdays=range(7))

    shell.go("trash")
    trash = shell.page("trash")
    assert isinstance(trash, TrashPage)
    trash.cards[0].read.click()
    trash.cards[0].bring_back.click()
    shell.foot.undo()
    shell.go("earlier", entry=entry.id)
    earlier = shell.page("earlier")
    assert isinstance(earlier, EarlierPage)
    earlier.put_back.click()
    shell.foot.undo()
    shell.go("journal", new=True)
    shell.go("templates")
    templates = shell.page("templates")
    assert isinstance(templates, TemplatesPage)
    templates.cards[0].links["Change"].click()
    templates.form.name.setText(f"{WORDS[3]} again")
    templates.form._keep()
    templates.cards[0].links["Change"].click()
    monkeypatch.setattr(earlier_page, "LONG", 0)
    shell.go("earlier", entry=entry.id)

    del trash, earlier, templates, shell, journal, entry, window
    shown.lock()
    settle()
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []
