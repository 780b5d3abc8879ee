"""How a text names what is attached to its entry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.journal.links import link, links, without
from closeness_desktop.journal.text import inline_names
from closeness_desktop.records import Attachment

ID = "0190b1c2-0000-7000-8000-000000000001"
OTHER = "0190b1c2-0000-7000-8000-000000000002"
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)


@given(NAMES, st.sampled_from(["image/png", "audio/ogg"]), st.text(max_size=20))
def test_a_link_is_found_again_whatever_the_file_is_called(name: str, type: str, around: str) -> None:
    """It is one link, shown where it is a picture, and makes no tag and no person."""
    made = link(Attachment(ID, "e", name, type, 1))
    (found,) = links(f"x\n{made}\ny")
    assert (found.id, found.shown) == (ID, type == "image/png")
    assert (found.start, found.end) == (2, 2 + len(made))
    assert inline_names(made) == []
    before = around.replace("[", "").replace("\\", "").replace("!", "")
    assert without(f"{before}x{made}y", ID) == f"{before}xy"


def test_only_the_links_to_one_are_taken_out() -> None:
    """A line of its own goes whole; words around a link stay."""
    one, other = f"![a](attachment:{ID})", f"[b](attachment:{OTHER})"
    assert without(f"first\n{one}\nlast", ID) == "first\nlast"
    assert without(f"first\n{one}", ID) == "first"
    assert without(f"{one}\nlast", ID) == "last"
    assert without(one, ID) == ""
    assert without(f"see {one} and {other}, {one}.", ID) == f"see  and {other}, ."
    assert without(f"{one}\n\n{one}\n", ID) == "\n"
    assert (
        without("[a](https://example.org) [x](attachment:)", ID)
        == "[a](https://example.org) [x](attachment:)"
    )
