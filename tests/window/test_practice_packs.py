"""Practices from files of other people on the Practice page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop import paths
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.practice_about import NOT_REVIEWED
from closeness_desktop.window.widgets.buttons import LinkButton
from tests.window.conftest import Heard
from tests.window.practice_room import texts

OTHERS = "evening-words/three-others"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder with one practice of somebody else."""
    folder = tmp_path / "Evening words"
    folder.mkdir()
    text = paths.resource("practices", "three-words.yaml").read_text(encoding="utf-8")
    text = text.replace("id: three-words", "id: three-others").replace("title: ", "title: Other ", 1)
    (folder / "three-others.yaml").write_text(text, encoding="utf-8")
    return folder


def shown(page: PracticePage) -> set[str]:
    return {card.practice.id for card in page.cards}


def test_a_pack_is_added_marked_and_removed_and_each_can_be_undone(
    practice_page: PracticePage, heard: Heard, pack: Path, qtbot: QtBot
) -> None:
    page = practice_page
    assert not page.packs.isVisible()
    page.packs.add_from(pack)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said[0][0] == "1 practice added from “Evening words”."
    (card,) = [card for card in page.cards if card.practice.id == OTHERS]
    assert any("from a file" in text for text in texts(card))
    card.open.click()
    assert NOT_REVIEWED in texts(page.about)
    assert page.about.unreviewed.isVisible()
    page.show_practices()
    (remove,) = [one for one in page.packs.findChildren(LinkButton) if one.text() == "Remove"]
    remove.click()
    assert OTHERS not in shown(page)
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert OTHERS in shown(page)


def test_a_single_file_is_a_pack_of_its_own_and_one_with_mistakes_is_refused_with_their_place(
    practice_page: PracticePage, context: Context, heard: Heard, pack: Path, qtbot: QtBot
) -> None:
    file = pack / "three-others.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good + "\nexec: rm\n", encoding="utf-8")
    practice_page.packs.add_from(pack)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said[0][0].startswith("Evening words/three-others.yaml: ")
    assert "exec" in heard.said[0][0]
    assert context.journal.packs.all() == []
    file.write_text(good, encoding="utf-8")
    practice_page.packs.add_from(file)
    qtbot.waitUntil(lambda: len(heard.said) > 1)
    assert heard.said[1][0] == "1 practice added from “three-others”."
