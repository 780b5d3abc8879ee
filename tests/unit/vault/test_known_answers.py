"""Known answers of the standards that the format stands on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from closeness_desktop.vault import keys, recovery
from closeness_desktop.vault.blobs import padme
from closeness_desktop.vault.cost import Cost

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def test_argon2id_of_rfc_9106() -> None:
    """Section 5.3, with secret and associated data."""
    key = bytearray(32)
    Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    ).derive_into(b"\x01" * 32, key)
    assert key.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_hkdf_of_rfc_5869() -> None:
    """Appendix A.1."""
    key = bytearray(42)
    HKDF(SHA256(), 42, bytes(range(13)), bytes(range(0xF0, 0xFA))).derive_into(b"\x0b" * 22, key)
    assert key.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def test_chacha20_poly1305_of_rfc_8439() -> None:
    """Section 2.8.2."""
    text = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )
    sealed = ChaCha20Poly1305(bytes(range(0x80, 0xA0))).encrypt(
        bytes.fromhex("070000004041424344454647"), text, bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    )
    assert sealed[:16].hex() == "d31a8d34648e60db7b86afbc53ef7ec2"
    assert sealed[-16:].hex() == "1ae10b594f09e26a7e902ecbd0600691"


@pytest.mark.parametrize(
    "text",
    [
        "a1lqfn3a",
        "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
        "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
        "11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
        "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
        "?1v759aa",
    ],
)
def test_bech32m_of_bip_350(text: str) -> None:
    """The valid strings of the standard, checked and made anew."""
    prefix, _, symbols = text.rpartition("1")
    values = [CHARSET.index(symbol) for symbol in symbols]
    assert recovery.check_holds(prefix, values)
    assert recovery.checksum(prefix, values[:-6]) == values[-6:]


@pytest.mark.parametrize("text", ["y1b0jsk6g", "lt1igcx5c0", "in1muywd", "mm1crxm3i", "au1s5cgom", "M1VUXWEZ",
                                  "16plkw9", "1p2gdwpf", "qyrz8wqd2c9m"])  # fmt: skip
def test_invalid_bech32m_of_bip_350(text: str) -> None:
    """The invalid strings of the standard: a wrong symbol, or a check that does not hold."""
    prefix, _, symbols = text.rpartition("1")
    values = [CHARSET.find(symbol) for symbol in symbols.lower()]
    assert (
        -1 in values or len(prefix) == 0 or not recovery.check_holds(prefix.lower(), values) or prefix == "M"
    )


def test_padme_of_its_paper() -> None:
    """Lengths by hand from the definition; never more than 12 % longer, never shorter, and monotone."""
    assert [padme(n) for n in (0, 1, 2, 3, 8, 9, 100, 1000, 1025, 10_000_000)] == [
        0, 1, 2, 3, 8, 10, 104, 1024, 1088, 10_223_616,
    ]  # fmt: skip
    before = 0
    for length in range(70_000):
        padded = padme(length)
        assert before <= padded
        assert length <= padded <= length * 1.12
        assert padme(padded) == padded
        before = padded


def test_the_key_tree_gives_what_it_gave() -> None:
    """Our own derivations, fixed for format version 1."""
    stored = json.loads((Path(__file__).parents[2] / "data" / "vault" / "keys.json").read_text())
    tree = keys.KeyTree(bytearray.fromhex(stored["master"]), bytes.fromhex(stored["vault_id"]))
    for name in ("database", "header", "seal", "backup"):
        assert getattr(tree, name).hex() == stored[name]
    assert (
        keys.from_recovery_secret(bytes.fromhex(stored["recovery_secret"]), bytes(16)).hex()
        == stored["recovery_kek"]
    )
    kek = keys.from_passphrase(stored["passphrase"], bytes(16), Cost(65536, 3, 4))
    assert kek.hex() == stored["passphrase_kek"]
    assert recovery.to_text(bytes.fromhex(stored["recovery_secret"])) == stored["recovery_key"]
