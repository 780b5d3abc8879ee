"""On paper: every word in its order, heads with their texts, and files that are whole or not there."""

from __future__ import annotations

import datetime as dt
import re
import stat
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QDate, QSize
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from closeness_desktop.errors import QueryError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.attachments import Looks
from closeness_desktop.journal.query import parse
from closeness_desktop.records import Entry, EntryKind, Moment, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import paper as paper_page
from closeness_desktop.window.pages.paper import PaperPage
from closeness_desktop.window.printing.book import Book, Paper, Wanted
from closeness_desktop.window.printing.press import NOT_WRITTEN, Extent, Press, paper_size
from tests.window.conftest import Heard


class Drawn:
    """Pages drawn as SVG, whose words can be read back."""

    def __init__(self) -> None:
        self._buffer = QBuffer()
        self.pages: list[list[str]] = []
        self.painter = QPainter()
        self._begin()

    def _begin(self) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self._svg = QSvgGenerator()
        self._svg.setOutputDevice(self._buffer)
        self._paper = paper = Paper.of(paper_size())
        self._svg.setSize(QSize(round(paper.width), round(paper.height)))
        assert self.painter.begin(self._svg)

    def end(self) -> None:
        """The page is done."""
        self.painter.end()
        drawn = bytes(self._buffer.data().data()).decode()
        words, top = [], 0.0
        for moved, y, word, wide, high in re.findall(
            r'transform="matrix\(1,0,0,1,[^,]*,([^)]*)\)"|<text [^>]* y="([^"]*)"[^>]*>([^<]*)</text>'
            r'|<image [^>]*width="(\d+)" height="(\d+)"',
            drawn,
        ):
            if moved:
                top = float(moved)
            elif wide:
                words.append(f"image:{wide}x{high}")
            elif top + float(y) > self._paper.text.top():  # what is above was cut off
                words.append(unescape(word))
        self.pages.append(words)

    def turn(self) -> None:
        """See book.Leaves."""
        self.end()
        self._begin()


def write(journal: Journal, day: str, body: str, **rest: object) -> Entry:
    """An entry at noon of a day."""
    at = dt.datetime.fromisoformat(f"{day}T12:00+00:00")
    return journal.entries.add(at=Moment(round(at.timestamp() * 1000), "UTC", day), body=body, **rest)  # type: ignore[arg-type]


def mistake(query: str) -> str:
    """What is said about a query that is none."""
    with pytest.raises(QueryError) as caught:
        parse(query)
    return str(caught.value)


def draw(journal: Journal, extent: Extent, wanted: Wanted | None = None) -> list[str]:
    """The words of each page."""
    drawn, wanted = Drawn(), wanted or Wanted()
    months = extent.entry is None
    book = Book(journal, drawn, Paper.of(paper_size()), wanted, months=months)
    for entry in extent.entries(journal, wanted):
        book.add(entry)
    book.close()
    drawn.end()
    return [" ".join(" ".join(page).split()) for page in drawn.pages]


def test_every_entry_stands_whole_below_its_head_in_the_order_of_time(journal: Journal, qtbot: QtBot) -> None:
    """Of any length; no head stands at the foot of a page; months begin one; each page has its number."""
    for number in range(60):
        day = dt.date(2026, 9, 1) + dt.timedelta(days=number)
        words = " ".join(f"w{number}x{place}" for place in range(number * 37 % 500 + 1))
        write(journal, day.isoformat(), words, title=f"Title{number}", feelings=[Strength("calm", 3)])
    journal.entries.delete(write(journal, "2026-09-02", "gone").id)

    pages = draw(journal, Extent())
    whole = " ".join(pages)
    assert "gone" not in whole
    found = [tuple(map(int, each)) for each in re.findall(r"w(\d+)x(\d+)", whole)]
    assert found == [(number, place) for number in range(60) for place in range(number * 37 % 500 + 1)]
    for number in range(60):
        (page,) = [page for page in pages if re.search(rf"Title{number}\b", page)]
        assert re.search(rf"2026, 12:00 Title{number} calm w{number}x0\b", page)
    assert [page.split()[-1] for page in pages] == [str(number + 1) for number in range(len(pages))]
    firsts = {
        f"{month} 2026": page
        for month in ("September", "October")
        for page in pages
        if page.startswith(f"{month} 2026 ")
    }
    assert set(firsts) == {"September 2026", "October 2026"}
    assert "Title30 " in firsts["October 2026"]
    assert len(pages) > 10


def test_an_entry_is_dressed_and_nothing_of_it_is_markup(journal: Journal, qtbot: QtBot) -> None:
    """Its title and names are words, Markdown is read, and what lies elsewhere is named, not fetched."""
    entry = write(
        journal,
        "2026-11-24",
        "# Head\n\n<b>raw</b> and *soft* @Ada #sea\n\n![far](file:///etc/hostname)\n",
        title="<i>Title</i>",
        people=["Bo & Co"],
        feelings=[Strength("tense", 2)],
    )
    sleep = journal.measures.add("Sleep", unit="h")
    journal.measures.put(entry.id, {sleep.id: 7.5})
    (page,) = draw(journal, Extent(entry=entry.id))
    assert page.startswith(
        "Tuesday, 24 November 2026, 12:00 <i>Title</i> tense · with Ada, Bo & Co · #sea · Sleep 7.5 h"
    )
    assert "<b>raw</b> and soft @Ada #sea" in page
    assert page.endswith("![far](file:///etc/hostname)")  # one page of one entry needs no number
    (plain,) = draw(journal, Extent(entry=entry.id), Wanted(names=False))
    assert "tense" not in plain


def test_a_picture_of_the_journal_is_as_wide_as_the_text_at_most(journal: Journal, qtbot: QtBot) -> None:
    """It goes to the next page whole; one that no text names comes last; or all stay out."""
    image = QImage(4000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("#2B6A6C"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    entry = write(journal, "2026-11-24", "")
    looks = Looks(width=4000, height=1000)
    data = bytes(buffer.data().data())
    held = journal.attachments.add_bytes(entry.id, "sea.png", data, type="image/png", looks=looks)
    lines = "\n".join(f"line {number}" for number in range(33))
    journal.entries.update(entry.id, body=f"{lines}\n\n![the sea](attachment:{held.id})\n\nbelow it")
    pages = draw(journal, Extent(entry=entry.id))
    assert len(pages) == 2
    assert "line 32" in pages[0]
    assert pages[1] == "image:861x215 below it 2"
    journal.attachments.add_bytes(entry.id, "b.png", data, type="image/png", looks=looks)
    assert draw(journal, Extent(entry=entry.id))[1] == "image:861x215 below it image:861x215 2"
    text = Paper.of(paper_size()).text
    assert int(text.width()) == 861
    assert "image" not in " ".join(draw(journal, Extent(entry=entry.id), Wanted(pictures=False)))


def test_only_what_is_wanted_goes_on_paper(journal: Journal) -> None:
    """A stretch of days with its ends, a search, with check-ins or without; counted as it is printed."""
    kinds: tuple[tuple[str, str, EntryKind], ...] = (
        ("2026-10-31", "before", "entry"),
        ("2026-11-01", "first or last", "entry"),
        ("2026-11-02", "brief", "check-in"),
        ("2026-12-01", "first of December", "entry"),
    )
    for day, body, kind in kinds:
        write(journal, day, body, kind=kind)
    month = Extent(since=dt.date(2026, 11, 1), until=dt.date(2026, 11, 30))
    few = Wanted(check_ins=False)
    for extent, wanted, bodies in (
        (month, Wanted(), ["first or last", "brief"]),
        (month, few, ["first or last"]),
        (Extent(query="first OR before"), Wanted(), ["before", "first or last", "first of December"]),
        (
            Extent(since=dt.date(2026, 11, 1), query="first OR before"),
            few,
            ["first or last", "first of December"],
        ),
    ):
        assert [entry.body for entry in extent.entries(journal, wanted)] == bodies
        assert extent.count(journal, wanted) == len(bodies)


def test_a_pdf_is_written_whole_or_not_at_all(journal: Journal, tmp_path: Path, qtbot: QtBot) -> None:
    """For its owner alone; what stood there stays when the work is stopped; a printer gets the same pages."""
    for number in range(1, 6):
        write(journal, f"2026-11-{number:02}", "word " * 300)
    folder = tmp_path / "pdf"
    folder.mkdir()
    target = folder / "a.pdf"
    target.write_text("before")

    stopped = Press(journal, Extent(), Wanted())
    with qtbot.waitSignal(stopped.went_on):
        stopped.save(str(target))
    with qtbot.waitSignal(stopped.ended) as why:
        stopped.stop()
    assert why.args == [""]
    assert stopped.was_stopped
    assert not stopped.is_running
    assert [file.name for file in folder.iterdir()] == ["a.pdf"]
    assert target.read_text() == "before"

    done: list[int] = []
    press = Press(journal, Extent(), Wanted())
    press.went_on.connect(done.append)
    with qtbot.waitSignal(press.ended) as why:
        press.save(str(target))
    assert (why.args, done) == ([""], [1, 2, 3, 4, 5])
    written = target.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.rstrip().endswith(b"%%EOF")
    pages = len(re.findall(rb"/Type /Page\b", written))
    assert pages == len(draw(journal, Extent()))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["a.pdf"]

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    printer.setPageSize(paper_size())
    printer.setFullPage(True)
    press = Press(journal, Extent(), Wanted())
    with qtbot.waitSignal(press.ended) as why:
        press.print_on(printer)
    assert why.args == [""]
    assert len(re.findall(rb"/Type /Page\b", (folder / "printed.pdf").read_bytes())) == pages

    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setOutputFileName(str(folder / "wide.pdf"))
    press = Press(journal, Extent(), Wanted())
    with qtbot.waitSignal(press.ended):
        press.print_on(printer)
    lying = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", (folder / "wide.pdf").read_bytes())
    assert lying is not None
    assert float(lying[1]) > float(lying[2])

    with qtbot.waitSignal(press.ended):  # chosen in the dialog of printers: for the owner alone
        press.save(str(folder / "chosen.pdf"), printer.pageLayout())
    lying = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", (folder / "chosen.pdf").read_bytes())
    assert lying is not None
    assert float(lying[1]) > float(lying[2])
    assert stat.S_IMODE((folder / "chosen.pdf").stat().st_mode) == 0o600

    said: list[str] = []
    nowhere = Press(journal, Extent(), Wanted())
    nowhere.ended.connect(said.append)
    nowhere.save(str(folder / "none" / "a.pdf"))
    assert said == [NOT_WRITTEN]
    gone = Press(journal, Extent(entry="nobody"), Wanted())
    with qtbot.waitSignal(gone.ended) as why:
        gone.save(str(folder / "gone.pdf"))
    assert why.args == ["There is no entry with this id."]
    assert not (folder / "gone.pdf").exists()


def test_the_page_shows_what_will_be_printed_and_says_what_a_pdf_is(
    context: Context,
    journal: Journal,
    heard: Heard,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An entry, a search or days; a mistake is said; a file's name tells nothing; locking leaves no word."""
    page = PaperPage(context)
    context.changes.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1085, 820)
    entry = write(journal, "2024-05-15", "a secret", title="Secret")
    write(journal, "2024-05-16", "more")
    page.arrive(entry=entry.id, query="secret OR more")
    page.show()
    offers = [page.what.itemText(place) for place in range(page.what.count())]
    assert offers == ["This entry", "What the search finds", "A stretch of days"]
    assert page.count.isHidden()
    assert "can read it" in page.warning.text()
    page.what.choose("search")
    assert page.count.text() == "2 entries"
    page.what.choose("days")
    assert page.count.text() == "Nothing to print."
    assert not page.save.isEnabled()
    page.since.setDate(QDate(2024, 5, 16))
    assert page.count.text() == "1 entry"
    page.until.setDate(QDate(2024, 5, 1))  # whichever comes first
    assert page.count.text() == "2 entries"
    with_words = page.preview.grab().toImage()
    page.preview.forget()
    assert page.preview.grab().toImage() != with_words

    asked: list[Path] = []
    chosen: list[Path | None] = [tmp_path / "out", None]

    def choose(parent: object, title: str, start: Path, kinds: str) -> Path | None:
        asked.append(start)
        return chosen.pop(0)

    monkeypatch.setattr(paper_page, "choose_new_file", choose)
    page.save.click()
    assert page.stop.isVisible()
    assert not page.save.isVisible()
    qtbot.waitUntil(lambda: page.save.isVisible())
    assert heard.said[-1] == ("Saved as “out.pdf”. That file is not locked.", None)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert asked[0].name == f"Journal {journal.now().day}.pdf"
    page.save.click()
    assert len(heard.said) == 1

    page.arrive(query='"open')
    assert not page.save.isEnabled()
    assert page.count.text() == mistake('"open')
    chosen.append(tmp_path / "half.pdf")
    page.arrive(query="secret OR more")
    page.save.click()
    said = len(heard.said)
    page.forget()
    assert (page.extent.query, len(heard.said)) == ("", said)
    assert sorted(file.name for file in tmp_path.glob("*.pdf*")) == ["out.pdf"]
