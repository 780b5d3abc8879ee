"""What was put right while a journal was opened, said once it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_desktop import opening

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal


def in_words(journal: Journal) -> str:
    """Save the words that were typed before it ended, and say that and all else; "" when all was well."""
    sentences = [notice.value for notice in opening.quiet_notices(journal)]
    if saved := len(journal.recover_drafts()):
        sentences.append(
            "Words you had typed before it ended are saved."
            if saved == 1
            else f"Words you had typed before it ended are saved, in {saved} entries."
        )
    return " ".join(sentences)
