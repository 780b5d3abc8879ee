"""The view that an entry is read in: it fetches nothing, and its links and boxes work by mouse and keys."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.window.platform import clipboard
from closeness_desktop.window.reading.document import ReadingDocument
from closeness_desktop.window.reading.leaving import MAIL, NOBODY, WEB, address_shown, ask_to_open
from closeness_desktop.window.reading.look import Look
from closeness_desktop.window.reading.view import ReadingView
from closeness_desktop.window.theme.theme import Theme

RED, GREEN = Qt.GlobalColor.red, Qt.GlobalColor.green


class Album:
    """One green picture, and a note of what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def size(self, id: str) -> tuple[int, int] | None:
        """Wide enough to be made smaller."""
        return (2000, 1000) if id == "0199-a" else None

    def image(self, id: str, max_width: int) -> QImage | None:
        """All green."""
        self.asked.append((id, max_width))
        return _painted(max_width, max_width // 2, GREEN)


def _painted(width: int, height: int, color: Qt.GlobalColor) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    return image


def _count(widget: QWidget, color: Qt.GlobalColor) -> int:
    image = widget.grab().toImage()
    wanted = _painted(1, 1, color).pixel(0, 0)
    return sum(image.pixel(x, y) == wanted for x in range(0, image.width(), 4) for y in range(image.height()))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light theme, applied."""
    made = Theme("light", "still", text_scale=1.0)
    made.apply(qapp)
    return made


@pytest.fixture
def album() -> Album:
    """The pictures of the journal."""
    return Album()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, album: Album) -> ReadingView:
    """A view to read in."""
    made = ReadingView(theme, album)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """A listening socket, at which nobody should knock."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        made.listen()
        made.settimeout(0)
        yield made


def test_nothing_is_fetched_from_a_network_or_a_file_whatever_the_text_says(
    view: ReadingView, theme: Theme, door: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, port = door.getsockname()
    web = f"http://{host}:{port}"
    picture = tmp_path / "red.png"
    assert _painted(200, 200, RED).save(str(picture))
    (tmp_path / "attachment:red").write_bytes(picture.read_bytes())
    (tmp_path / "s.css").write_text("p { background-color: red; }", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    places = [
        f"{web}/a.png",
        picture.as_uri(),
        str(picture),
        "red.png",
        "attachment:red",
        f"//{host}:{port}/b",
    ]
    lines = [
        *(f"![p]({place}) <img src='{place}'> [![p]({place})]({place})" for place in places),
        f"<link rel=stylesheet href={web}/s.css><style>@import url({web}/s.css)</style>",
        f"<table background='{web}/t.png'><body style=\"background-image:url('{picture.as_uri()}')\">",
        f"[r]: {web}/r.png\n\n![r] ![x][r] <object data={web}> <iframe src={web}>",
        f'&lt;img src="{picture.as_uri()}"&gt; `<img src="{picture.as_uri()}">`',
    ]
    view.show_text("\n\n".join(lines))
    for place in places:  # and if such an address ever got as far as the document
        assert (
            view.document()
            .loadResource(int(QTextDocument.ResourceType.StyleSheetResource), QUrl(place))
            .isEmpty()
        )
        found = view.document().loadResource(int(QTextDocument.ResourceType.ImageResource), QUrl(place))
        assert found.size().width() == 1
    page = view.document()
    assert isinstance(page, ReadingDocument)
    page.show_html(
        "".join(f'<p><img src="{place}" width="90" height="90"></p>' for place in places),
        Look.of(theme),
        width=400,
    )
    view.resize(700, 900)
    assert _count(view, RED) == 0
    with pytest.raises(BlockingIOError):
        door.accept()

    plain = QTextEdit(view)  # what would have happened otherwise
    plain.setHtml(f'<img src="{picture.as_uri()}"><img src="red.png">')
    plain.resize(500, 500)
    assert _count(plain, RED) > 0


def test_a_picture_of_the_journal_fits_the_column_and_is_decoded_only_when_seen(
    view: ReadingView, album: Album, qtbot: QtBot
) -> None:
    view.show_text("line\n\n" * 60 + "![tea](attachment:0199-a)\n\n![gone](attachment:0199-b)")
    view.grab()
    assert album.asked == []
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert _count(view, GREEN) > 0
    (wide,) = {width for _, width in album.asked}
    assert wide <= 700
    assert "gone" in view.toPlainText()
    view.resize(400, 600)
    with qtbot.waitSignal(view._pause.timeout):
        pass
    view.grab()
    assert min(width for _, width in album.asked) <= 400
    with qtbot.waitSignal(view.attachment_wanted) as followed:
        QTest.keyClick(view, Qt.Key.Key_Tab)
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert followed.args == ["0199-a"]
    view.forget()
    assert view.toPlainText() == ""


def test_tab_goes_from_link_to_box_to_the_next_field_and_enter_follows(
    view: ReadingView, qtbot: QtBot
) -> None:
    view.show_text("[a *b*](https://a.example)\n\n- [ ] one\n- [x] two\n\nhttps://b.example/?q=1")
    followed: list[object] = []
    view.link_wanted.connect(followed.append)
    view.box_wanted.connect(followed.append)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Tab)
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert followed == ["https://a.example", 2, 3, "https://b.example/?q=1"]
    QTest.keyClick(view, Qt.Key.Key_Backtab)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert followed[4:] == [3]
    view.update_text("[a *b*](https://a.example)\n\n- [ ] one\n- [ ] two\n\nhttps://b.example/?q=1")
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert followed[5:] == [3]
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert not view.focusNextPrevChild(True) or not view.textCursor().hasSelection()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert len(followed) == 6


def test_headings_are_as_large_as_they_are_meant_to_be(view: ReadingView) -> None:
    view.show_text("# one *two*\n\n## three\n\n##### four\n\nfive")
    block = view.document().begin()
    sizes = []
    while block.isValid():
        sizes.append(block.begin().fragment().charFormat().font().pixelSize())
        block = block.next()
    assert sizes == [23, 20, 17, 17]


def test_a_click_follows_and_selecting_does_not(view: ReadingView) -> None:
    view.show_text("https://a.example/and/some/more\n\nwords")
    followed: list[str] = []
    view.link_wanted.connect(followed.append)
    link = view.cursorRect().center() + QPoint(20, 0)
    inside = view.viewport()
    QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=link)
    QTest.mousePress(inside, Qt.MouseButton.LeftButton, pos=link)
    QTest.mouseMove(inside, link + QPoint(60, 0))
    QTest.mouseRelease(inside, Qt.MouseButton.LeftButton, pos=link + QPoint(60, 0))
    assert followed == ["https://a.example/and/some/more"]
    titles = [action.text() for action in view.menu_at(link).actions()]
    assert "Copy the address of the link" in titles


def test_what_is_copied_is_plain_and_private(view: ReadingView) -> None:
    view.show_text("*one*\n\n- [ ] two")
    view.selectAll()
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().split() == ["one", "two"]
    assert not data.hasHtml()
    assert all(data.hasFormat(kind) for kind in (*clipboard.PRIVATE, clipboard.OURS))


class Desktop(QObject):
    """Stands where the desktop would open an address."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Note an address."""
        self.opened.append(url.toString())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Takes what is opened on the web or as a mail."""
    made = Desktop()
    for scheme in ("https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in ("https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


def _answer(button: str, seen: list[str]) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(f"{box.text()} {box.informativeText()}")
        assert box.textFormat() == Qt.TextFormat.PlainText
        default = box.defaultButton()
        assert default.text() == "Stay here"
        next(each for each in box.buttons() if each.text() == button).click()

    QTimer.singleShot(0, press)


def test_an_address_is_shown_as_it_is_and_opened_only_after_a_yes(
    view: ReadingView, desktop: Desktop
) -> None:
    seen: list[str] = []
    _answer("Stay here", seen)
    assert ask_to_open(view, "https://ex\u0430mple.org/a?b=1") == ""
    assert desktop.opened == []
    assert seen == [f"{WEB} https://xn--exmple-4nf.org/a?b=1"]
    _answer("Open it", seen)
    assert ask_to_open(view, "https://example.org/a?b=1") == ""
    _answer("Open it", seen)
    assert ask_to_open(view, "mailto:a@example.org") == ""
    assert seen[2].startswith(MAIL)
    assert desktop.opened == ["https://example.org/a?b=1", "mailto:a@example.org"]
    for address in ("file:///etc/passwd", "javascript:x", "smb://a/b", "", os.sep):
        assert ask_to_open(view, address) == ""  # without a question, which would wait for ever
    assert len(address_shown("https://example.org/" + "x" * 9_000)) < 400
    assert NOBODY.endswith(".")
