"""A lock with the trash, the earlier texts and the templates on the screen: none of their words stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from closeness_desktop.journal import Journal
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages import earlier as earlier_page
from closeness_desktop.window.pages.earlier import EarlierPage
from closeness_desktop.window.pages.templates import TemplatesPage
from closeness_desktop.window.pages.trash import TrashPage
from tests.support.memory import Unspoken, settle

WORDS = Unspoken(4)
"""In what was deleted, in an earlier text, in a text put back, in a template."""


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """Made anew, and around the window, which is gone before they are."""
    with WORDS.anew():
        yield
        settle()


def test_no_text_of_them_stays(evening: tuple[MainWindow, Journal], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not what is shown, not what is compared by the worker, not what could be undone."""
    shown, journal = evening
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

    del trash, earlier, templates, shell, journal, entry, evening
    shown.lock()
    settle()
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []
