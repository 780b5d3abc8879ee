"""Packs: practices of other people, with sounds if need be, in a folder or a .zip. Nobody reviewed them."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from closeness_desktop.practice.format import Practice, Programme
from closeness_desktop.practice.mistakes import Mistake, PracticeFileError
from closeness_desktop.practice.pack_files import WAV, gather
from closeness_desktop.practice.reading import read_either

LONGEST_SOUND = 60.0
"""Seconds that a bell may sound."""
_RATES = range(8_000, 96_001)
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Pack:
    """id: its slug, from the name of its folder or file. texts: its practice files by name, as they were.

    sounds: WAV bytes by slug. digest: SHA-256 over names and contents of its files, hex.
    """

    id: str
    title: str
    practices: tuple[Practice, ...]
    texts: Mapping[str, str]
    sounds: Mapping[str, bytes]
    digest: str


@dataclass(frozen=True)
class Judged:
    """What the files of a folder or .zip hold, sound or not: by file name, and every mistake."""

    found: Mapping[str, Practice | Programme]
    sounds: Mapping[str, bytes]
    mistakes: tuple[Mistake, ...]


def read_pack(place: Path, label: str = "") -> Pack:
    """The pack in a folder or .zip. label: how mistakes call it; its name without one.

    Raises PracticeFileError with every mistake in it.
    """
    label = label or place.name
    files = gather(place, label)
    judged = judge(files, label)
    mistakes = list(judged.mistakes)
    for name, one in judged.found.items():
        if isinstance(one, Programme):
            mistakes.append(Mistake(_called(label, name), "format", "A pack holds practices, no programmes."))
    if mistakes:
        raise PracticeFileError(mistakes)
    title = _title(place)
    return Pack(
        id=_slug(title),
        title=title,
        practices=tuple(one for one in judged.found.values() if isinstance(one, Practice)),
        texts={name: files[name].decode("utf-8-sig") for name in judged.found},
        sounds=judged.sounds,
        digest=_digest(files),
    )


def judge(files: Mapping[str, bytes], label: str) -> Judged:
    """Look at each file of a folder or .zip, as `pack_files.gather` gives them."""
    mistakes: list[Mistake] = []
    sounds: dict[str, bytes] = {}
    for name, content in files.items():
        if not name.lower().endswith(WAV):
            continue
        slug = name[: -len(WAV)]
        sentence = "" if _SLUG.fullmatch(slug) else "A sound is called like “low-gong.wav”."
        if sentence := sentence or _about_sound(content):
            mistakes.append(Mistake(_called(label, name), "sound", sentence))
        sounds[slug] = content
    found: dict[str, Practice | Programme] = {}
    ids: dict[str, str] = {}
    for name, content in files.items():
        if name.lower().endswith(WAV):
            continue
        try:
            one = read_either(content, _called(label, name), sounds)
        except PracticeFileError as error:
            mistakes += error.mistakes
            continue
        if one.id in ids:
            sentence = f"“{one.id}” is the id of {ids[one.id]} too."
            mistakes.append(Mistake(_called(label, name), "id", sentence))
        ids.setdefault(one.id, name)
        found[name] = one
    if not found and not mistakes:
        mistakes.append(Mistake(label, "pack", "There is no practice in this pack."))
    return Judged(found, sounds, tuple(mistakes))


def _called(label: str, name: str) -> str:
    """A file as mistakes call it; a file that is a pack by itself is not named twice."""
    return label if PurePath(label).name == name else f"{label}/{name}"


def _about_sound(content: bytes) -> str:
    """One sentence about a sound that cannot be taken; "" when it is well. Its header is not believed."""
    try:
        with wave.open(io.BytesIO(content)) as sound:
            channels, width, rate, frames = sound.getparams()[:4]
            real = len(sound.readframes(frames)) // (channels * width)
    except (wave.Error, EOFError, ValueError, RuntimeError, OverflowError):
        return "This is no WAV file with plain samples (PCM), or it is damaged."
    if width not in (1, 2, 3) or channels not in (1, 2):
        return "A sound has one or two channels of 8, 16 or 24 bits."
    if rate not in _RATES:
        return "A sound has 8000 to 96000 samples a second."
    if real < frames or not real:
        return "The sound is cut short."
    if real > LONGEST_SOUND * rate:
        return f"A sound lasts up to {LONGEST_SOUND:.0f} seconds."
    return ""


def _title(place: Path) -> str:
    stem = place.name if place.is_dir() else place.stem
    shown = "".join(one for one in unicodedata.normalize("NFC", stem) if one.isprintable())
    return " ".join(shown.split())[:60].strip() or "Pack"


def _slug(title: str) -> str:
    """Small letters and hyphens, beginning with a letter, up to 40; “pack” with a number of its own else."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    if _SLUG.fullmatch(slug):
        return slug
    return f"pack-{hashlib.sha256(title.encode()).hexdigest()[:8]}"


def _digest(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{len(name.encode())}:{name}:{len(content)}:".encode() + content)
    return whole.hexdigest()
