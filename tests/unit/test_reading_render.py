"""What a reader sees of a text: only markup of our own, and nothing that would be fetched from elsewhere."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.window.reading.render import attachment_id, opens, to_html


class Seen(HTMLParser):
    """Collects the words, the tags with their attributes, and where links and pictures point."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags, self.links, self.pictures = "", [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        for name, value in attrs:
            assert name in ATTRIBUTES
            (self.links if name == "href" else self.pictures if name == "src" else []).append(value or "")

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data


OURS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "s",
        "a",
        "img",
        "span",
        "br",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = frozenset(
    ["href", "src", "class", "align", "cellspacing", "cellpadding", "width", "height", "start"]
)

SCRAPS = st.sampled_from(
    [
        *"<>&\"'`*_~[]()!#@-+|\\\n :/.0",
        "<img src=x>",
        "![a](http://127.0.0.1/x.png)",
        "![b](file:///etc/passwd)",
        "![c](attachment:0199-a)",
        "[d](javascript:alert)",
        '<a href="file:///etc">',
        "<script>",
        "<style>@import url(http://x)</style>",
        "[e]: file:///etc/hosts\n",
        "![e][e]",
        "data:image/png;base64,AA",
        "attachment:../../x",
        "- [x] ",
        "```",
        "\n\n",
        "&lt;img src=y&gt;",
        "\u2029",
        "\x00",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(SCRAPS, st.text(max_size=4)), max_size=25).map("".join), st.booleans())
def test_whatever_a_text_says_only_our_own_markup_comes_of_it(source: str, boxes: bool) -> None:
    seen = Seen(to_html(source, boxes=boxes))
    assert set(seen.tags) <= OURS
    for address in seen.pictures:
        assert attachment_id(address) or address in ("box:empty", "box:ticked")
    for address in seen.links:
        assert opens(address) or re.fullmatch(r"box:\d+", address)


INSIDE = [
    "file:///etc/passwd",
    "ATTACHMENT:abc",
    "javascript:alert(1)",
    "data:text/html,x",
    "smb://x/y",
    "ms-word:x",
    "x.html",
    "/etc",
    "attachment:../x",
    "attachment:",
    "qrc:/x",
    "\\\\host\\share",
    "vbscript:x",
    "http",
    "FILE:///x",
]


@pytest.mark.parametrize("address", [*INSIDE, ""])
def test_a_link_that_leads_into_the_computer_stays_words(address: str) -> None:
    assert not opens(address)
    seen = Seen(to_html(f"[words]({address}) ![words]({address}) <{address}>"))
    assert (seen.links, seen.pictures) == ([], [])


def test_pictures_elsewhere_are_named_and_those_of_the_journal_shown_in_their_size() -> None:
    source = "![the sea](https://example.org/a.png) ![tea](attachment:0199-a) ![gone](attachment:0199-b)"
    html = to_html(source, sizes={"0199-a": (40, 30)}.get)
    assert '<img src="attachment:0199-a" width="40" height="30">' in html
    assert '<a href="https://example.org/a.png">the sea</a>' in html
    assert '<a href="attachment:0199-b">gone</a>' in html


def test_markdown_becomes_what_it_stands_for() -> None:
    html = to_html(
        "# Head\none\ntwo   three #tag and @Mum\n\n*a* **b** ~~c~~ `d<` https://example.org/x_y.\n\n"
        "> quote\n\n1. first\n2. second\n\n|a|b|\n|-|-:|\n|1|2|\n\n    code\n\n---\n<b>raw</b>"
    )
    for part in (
        "<h1>Head</h1>",
        '<p>one<br>two   three <span class="tag">#tag</span> and <span class="person">@Mum</span></p>',
        "<em>a</em> <strong>b</strong> <s>c</s> <code>d&lt;</code>",
        '<a href="https://example.org/x_y">https://example.org/x_y</a>.',
        "<blockquote><p>quote</p></blockquote><ol><li>first</li><li>second</li></ol>",
        '<td align="left">1</td><td align="right">2</td>',
        "<pre>code</pre><hr />",
        "<p>&lt;b&gt;raw&lt;/b&gt;</p>",
    ):
        assert part in html, part


def test_a_checkbox_knows_its_line_as_the_editor_counts_it() -> None:
    source = "x\r\n\r\n- [ ] one\u2029- [X] two\n\n  1. [x]\n- no box\n- [y] no"
    assert re.findall(r'href="box:(\d+)"><img src="box:(\w+)"', to_html(source, boxes=True)) == [
        ("2", "empty"),
        ("3", "ticked"),
        ("5", "ticked"),
    ]
    plain = to_html(source)
    assert "href" not in plain
    assert "[y] no" in plain


@pytest.mark.parametrize("mark", ["[", "![[", "[a](", "*a_", ">", "- ", "`"])
def test_marks_without_end_are_read_to_the_end(mark: str) -> None:
    assert to_html(mark * 5_000)


def test_a_list_of_plain_items_and_boxes_becomes_one_of_each() -> None:
    """So that no box has a bullet beside it; what lies within an item stays there."""
    html = to_html("- bread\n- milk\n\n- [ ] one\n  - within\n- [x] two\n- last\n")
    kinds = re.findall(r"<(/?ul[^>]*)>", html)
    assert kinds == ["ul", "/ul", 'ul class="tasks"', "ul", "/ul", "/ul", "ul", "/ul"]
    assert re.findall(r"<li[^>]*>", to_html("- [ ] one\n- two\n")) == ['<li class="task">', "<li>"]
    assert "<ol" in to_html("1. [ ] one\n2. two\n")
    assert to_html("1. [ ] one\n2. two\n").count("<ol") == 1
