"""How hard a passphrase is to guess: advice, never a lock.

Source of the rule: NIST SP 800-63B-4, 3.1.1.2 (length counts, no rules of composition, known ones are
refused); estimated by zxcvbn, which reads at most 72 characters.
"""

from __future__ import annotations

LONG_ENOUGH = 15
"""Characters from which a passphrase that is not among the well known counts as strong."""
STRONG = 3
"""The estimate from which nothing is said against a passphrase."""
_MEASURED = 72


def estimate(passphrase: str) -> int:
    """How hard it is to guess, 0 to 4. A long one that is not among the well known counts at least as 3."""
    from zxcvbn import zxcvbn  # its word lists cost 30 ms and some megabytes: only when asked

    score = int(zxcvbn(passphrase[:_MEASURED])["score"]) if passphrase else 0
    return max(score, STRONG) if len(passphrase) >= LONG_ENOUGH and score >= 1 else score
