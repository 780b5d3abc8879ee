"""A page from the clipboard as Markdown: it says the same when it is read, and no word of it is lost."""

from html import escape
from html.parser import HTMLParser
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.window.pasting.blocks import to_markdown
from closeness_desktop.window.reading.render import to_html


class Words(HTMLParser):
    """The words of a page with their looks, and the words alone."""

    LOOKS: ClassVar = {"strong": "b", "b": "b", "em": "i", "i": "i", "s": "s", "code": "c"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.dressed, self._looks = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a look; a block or a line end parts words."""
        if tag in self.LOOKS:
            self._looks.append(self.LOOKS[tag])
        elif tag not in ("a", "span"):
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        """A look ends."""
        if tag in self.LOOKS:
            self._looks.pop()
        elif tag not in ("a", "span"):
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.text += data
        self.dressed += [(word, frozenset(self._looks)) for word in data.split()]


def words_of(html: str) -> list[str]:
    """The words that a reader sees."""
    return Words(html).text.split()


DOCS = (
    '<b style="font-weight:normal"><span style="font-weight:700">a</span> b</b>'
    '<span style="font-style:italic;text-decoration:line-through"> c</span>'
)
WORD = (
    "<p style='mso-list:l0'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>"
    "<![endif]>a</p><p><span style='mso-list:Ignore'>·</span>b</p><p>c</p>"
)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b</b> <i>c</i> <b><i>d</i></b></p>", "a **b** *c* **_d_**"),
        ("<p><s>e</s> <code>f`</code></p>", "~~e~~ `` f` ``"),
        ("<h2>Head <b>x</b></h2><p>one<br>two</p>", "## Head x\n\none\ntwo"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul><ol start=3><li>d<li>e</ol>", "- a\n  - b\n- c\n\n3. d\n4. e"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b"),
        ("<blockquote><p>a</p><ul><li>b</ul></blockquote>", "> a\n>\n> - b"),
        ("<pre>a\n  b &lt;c></pre><hr>d", "```\na\n  b <c>\n```\n\n---\n\nd"),
        (
            "<table><tr><th>A<th>B<tr><td>1|2<td><b>x</b><br>y</table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | **x** y |",
        ),
        ('<a href="https://x.org/(a b">c</a> <a href="file:///etc">d</a>', "[c](https://x.org/%28a%20b) d"),
        ('<a href="https://x.org">https://x.org</a>', "https://x.org"),
        ('<img src="http://x.org/a.png" alt="the sea"> <img src="http://x.org/b.png">', "[the sea](http://x.org/a.png)"),
        ("<ul><li><input type=checkbox checked> a<li><input type=checkbox>b</ul>", "- [x] a\n- [ ] b"),
        (DOCS, "**a** b ~~*c*~~"),
        (WORD, "- a\n- b\n\nc"),
        ("<b>a</b><b> b</b> <b>c</b>", "**a b c**"),
        ("<script>x<b></script><style>p{}</style><title>t</title><!-- c -->a", "a"),
        ("# a<br>- b<br>1. c<br>&gt; d<br>---<br>*e* _f_ [g](h) &lt;b&gt; &amp;amp;", None),
    ],
)  # fmt: skip
def test_a_page_is_written_as_a_person_would(html: str, markdown: str | None) -> None:
    made = to_markdown(html)
    if markdown is not None:
        assert made.text == markdown
    if not any(unseen in html for unseen in ("<img", "<style", "mso-list")):
        assert words_of(to_html(made.text)) == words_of(html)


def test_words_without_looks_are_told_apart_from_a_page() -> None:
    assert not to_markdown("<div>one</div><p>two<br><span style='color:red'>three</span></p>").is_rich
    assert to_markdown("<p>one <em>two</em></p>").is_rich
    assert to_markdown('<img src="data:image/7"><p>a</p>').pictures == ("data:image/7",)


SIMPLE = st.text(alphabet="abcxyzäé1", min_size=1, max_size=4)
ODD = st.text(alphabet="ab1 *_`~[]()#<>!&;:|\\-+=.@/\"'", min_size=1, max_size=8)


def dressed(word: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words within looks within each other."""
    return st.recursive(
        word.map(escape),
        lambda inner: st.builds(
            lambda look, parts: f"<{look}>{' '.join(parts)}</{look}>",
            st.sampled_from(["b", "i", "s", "a href='https://x.org/'", "span"]),
            st.lists(inner, min_size=1, max_size=3),
        ).map(lambda html: html.replace("</a href='https://x.org/'>", "</a>")),
        max_leaves=6,
    )


def page(word: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A page of blocks."""
    blocks = (
        "<p>{}</p>",
        "<h2>{}</h2>",
        "<ul><li>{}</li><li>x</li></ul>",
        "<blockquote>{}</blockquote>",
        "<div>{}</div>",
    )
    return st.lists(
        st.builds(
            str.format, st.sampled_from(blocks), st.lists(dressed(word), min_size=1, max_size=3).map(" ".join)
        ),
        min_size=1,
        max_size=4,
    ).map("".join)


@settings(max_examples=120, deadline=None)
@given(page(SIMPLE))
def test_words_keep_their_looks(html: str) -> None:
    html = html.replace("<h2>", "<p>").replace("</h2>", "</p>")  # a heading is strong by itself
    made = to_markdown(html).text
    assert Words(to_html(made)).dressed == Words(html).dressed, made


@settings(max_examples=200, deadline=None)
@given(page(ODD))
def test_no_word_is_lost_or_read_as_a_mark(html: str) -> None:
    made = to_markdown(html).text
    assert words_of(to_html(made)) == words_of(html), made


TAGS = """< > </ <b =' " &lt; <!-- --> <ul> <li> </ul> </li> <ol> <table> <td> <tr> </table> <pre> </pre> <br>
<blockquote> </blockquote> <p> </p> <h1> <script> <a <input href= type=checkbox <hr> <head> <body>"""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(TAGS.split()),
            st.text(max_size=3),
        ),
        max_size=25,
    ).map("".join)
)
def test_a_broken_page_is_read_to_its_end(html: str) -> None:
    to_html(to_markdown(html).text)
