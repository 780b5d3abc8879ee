"""Malformed and hostile practice files: their bytes, and a word of the sentence that each is refused with."""

from __future__ import annotations

from collections.abc import Callable

HEAD = """\
format: practice/1
id: trial
version: 1
lang: en
title: A trial
summary: A rest for a minute.
theme: settle
people: 1
licence: CC0-1.0
evidence: {level: 0, note: Handed down.}
expect: [You sit.]
"""
TIMED = "total: {default: 60, min: 60, max: 60}\n"
REST = "steps: [{id: rest, kind: silence, secs: 60}]\n"


def _steps(*steps: str) -> str:
    return HEAD + "steps:\n" + "".join(f"  - {step}\n" for step in steps)


def _bell(more: str) -> str:
    return _steps(f"{{id: a, kind: bell, {more}}}")


def _say(text: str) -> str:
    return HEAD + TIMED + f"steps:\n  - id: a\n    kind: prompt\n    text: [{text}]\n"


def _nested_loops(depth: int, times: int) -> str:
    inner = "{id: rest, kind: silence, secs: 10}"
    for number in range(depth):
        inner = f"{{id: l{number}, kind: loop, times: {times}, steps: [{inner}]}}"
    return HEAD + TIMED + f"steps: [{inner}]\n"


def _swelling() -> str:
    """Each item is put sixty times into each of twenty lines."""
    lines = ", ".join(["'" + "{it}" * 60 + "'"] * 20)
    steps = ", ".join(f"{{id: p{n}, kind: prompt, text: [{lines}]}}" for n in range(15))
    items = "".join(f"  - text: {'x' * 230}{n}\n" for n in range(100))
    return f"{HEAD}lists:\n items:\n{items}steps: [{{id: l, kind: loop, over: items, steps: [{steps}]}}]\n"


def _talking() -> str:
    """As many lines as there can be, as often as there can be."""
    lines = ", ".join(["'" + "語" * 239 + "'"] * 20)
    steps = ", ".join(f"{{id: p{n}, kind: prompt, text: [{lines}]}}" for n in range(15))
    return f"{HEAD}steps: [{{id: l, kind: loop, times: 100, steps: [{steps}]}}]\n"


def _laughs() -> str:
    lines = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for one, two in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{two}: &{two} [" + ", ".join([f"*{one}"] * 9) + "]")
    return "\n".join(lines) + "\n" + HEAD


def _quoted_bomb() -> str:
    return HEAD + "note: " + "'" * 200_000


# name: (the file, what the sentence about it says). Built when asked for: some are large.
FILES: dict[str, tuple[Callable[[], str | bytes], str]] = {
    # what is no file of ours at all
    "nothing": (lambda: "", "empty"),
    "only-comments": (lambda: "# hello\n", "nothing in the file"),
    "a-list": (lambda: "- format: practice/1\n", "made of keys"),
    "a-word": (lambda: "practice", "made of keys"),
    "a-picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no text in UTF-8"),
    "utf-16": (lambda: HEAD.encode("utf-16"), "no text in UTF-8"),
    "zeros": (lambda: b"\0" * 5000, "cannot be seen"),
    "half-a-surrogate": (lambda: HEAD + "note: \ud800\n", "cannot be seen"),
    "json-with-an-object": (lambda: '{"__class__": "os.system"}', "format"),
    # yaml that means more than it shows
    "an-object": (lambda: HEAD + "note: !!python/object/apply:os.system [ls]\n", "“!”"),
    "a-tag": (lambda: HEAD.replace("id: trial", "id: !!str trial"), "“!”"),
    "an-anchor": (lambda: HEAD.replace("id: trial", "id: &x trial"), "Write it out"),
    "an-alias": (lambda: HEAD + "steps: *x\n", "Write it out"),
    "a-billion-laughs": (_laughs, "Write it out"),
    "a-merge": (lambda: HEAD + "<<: {people: 2}\n", "Write it out"),
    "twice-the-same-key": (lambda: HEAD + "id: other\n", "stands here twice"),
    "twice-in-a-step": (lambda: _bell("times: 1, times: 2"), "stands here twice"),
    "two-documents": (lambda: HEAD + "---\n" + HEAD, "one practice"),
    "a-directive": (lambda: "%YAML 1.1\n---\n" + HEAD, "instructions"),
    "a-list-as-key": (lambda: HEAD + "? [a, b]\n: c\n", "one plain word"),
    "a-group-as-key": (lambda: HEAD + "? {a: b}\n: c\n", "one plain word"),
    # yaml that is broken, deep or large
    "an-open-quote": (lambda: HEAD + "note: 'never closed\n", "never closed"),
    "an-open-bracket": (lambda: HEAD + "steps: [[[\n", ""),
    "a-tab": (lambda: HEAD + "steps:\n\t- {id: a}\n", "tab"),
    "a-colon-too-many": (lambda: HEAD + "note: one: two\n", "colon"),
    "deep-lists": (lambda: HEAD + "steps: " + "[" * 50_000, "too deep"),
    "deep-groups": (lambda: HEAD + "steps: " + "{a: " * 50_000, "too deep"),
    "deep-indentation": (
        lambda: HEAD + "a:\n" + "".join(" " * n + "b:\n" for n in range(1, 700)),
        "too deep",
    ),
    "deep-dashes": (lambda: HEAD + "steps:\n  " + "- " * 50_000 + "a\n", "too deep"),
    "too-many-parts": (lambda: HEAD + "note: [" + "a," * 100_000 + "]\n", "parts"),
    "too-many-keys": (lambda: HEAD + "".join(f"k{n}: a\n" for n in range(25_000)), "parts"),
    "too-large": (lambda: HEAD + "# " + "x" * 300_000, "256 KB"),
    "one-huge-text": (lambda: HEAD.replace("A trial", "x" * 250_000), "250000"),
    "only-quotes": (_quoted_bomb, ""),
    "only-question-marks": (lambda: "? " * 100_000, ""),
    "only-ampersands": (lambda: "&" * 200_000, ""),
    # what the types refuse
    "no-format": (lambda: HEAD.replace("format: practice/1\n", "") + TIMED + REST, "format"),
    "a-newer-format": (lambda: HEAD.replace("practice/1", "practice/7"), "newer version"),
    "a-key-that-is-none": (lambda: _bell("exec: ls"), "no “exec”"),
    "a-kind-that-is-none": (lambda: _steps("{id: a, kind: run}"), "no kind"),
    "no-kind": (lambda: _steps("{id: a, text: [x]}"), "“kind” is missing"),
    "a-step-that-is-a-word": (lambda: _steps("bell"), "group of keys"),
    "steps-that-are-a-word": (lambda: HEAD + "steps: none\n", "a list"),
    "a-number-that-is-a-word": (lambda: _bell("times: many"), "whole number"),
    "a-number-with-an-end": (lambda: _bell("times: 2.5"), "whole number"),
    "a-number-too-large": (lambda: _bell("times: " + "9" * 5000), "whole number"),
    "infinite": (lambda: _steps("{id: a, kind: silence, secs: inf}"), "number"),
    "not-a-number": (lambda: _steps("{id: a, kind: silence, secs: nan}"), "number"),
    "beyond-a-float": (lambda: _steps("{id: a, kind: silence, secs: 1e999}"), "number"),
    "below-nothing": (lambda: _steps("{id: a, kind: silence, secs: -60}"), "number"),
    "a-condition-that-is-no-number": (
        lambda: _steps(
            "{id: a, kind: scale, text: [x], low: l, high: h}",
            "{id: b, kind: bell, when: {answer: a, at_least: nan}}",
        ),
        "from 1 to 7",
    ),
    "three-people": (
        lambda: HEAD.replace("people: 1", "people: 3") + REST,
        "“people” is a whole number from 1 to 2",
    ),
    "an-id-that-leads-away": (lambda: HEAD.replace("id: trial", "id: ../trial") + REST, "small letters"),
    "a-sound-that-leads-away": (lambda: _bell("sound: ../../etc/passwd"), "small letters"),
    "a-list-name-that-leads-away": (
        lambda: HEAD + "lists: {'../x': [{text: a}]}\n" + REST,
        "small letters",
    ),
    # what only the rules refuse
    "a-sound-that-is-none": (lambda: _bell("sound: siren"), "no sound"),
    "an-address": (lambda: _say("See https://example.org for more."), "addresses"),
    "an-address-without-a-scheme": (lambda: _say("See www.example.org."), "addresses"),
    "a-script-address": (lambda: _say('"javascript:alert(1)"'), "addresses"),
    "a-mail-address": (lambda: _say("Write to me@example.org."), "addresses"),
    "a-path": (lambda: _say("Open ../../secret."), "paths"),
    "an-absolute-path": (lambda: _say("Read /etc/passwd now."), "paths"),
    "a-windows-path": (lambda: _say("'Read C:\\Users now.'"), "paths"),
    "markup": (lambda: _say("A <b>bold</b> word."), "< and >"),
    "an-image": (lambda: _say("'<img src=x>'"), "< and >"),
    "a-turned-text": (lambda: _say("Sit \u202egnidnats."), "U+202E"),
    "an-escape-for-the-terminal": (lambda: _say('"Sit \\x1b[31m."'), "U+001B"),
    "an-escaped-turn": (lambda: _say('"Sit \\u202E."'), "U+202E"),
    "a-hidden-space": (lambda: _say("Si\u200bt."), "U+200B"),
    "braces-without-a-list": (lambda: _say("'How is {it}?'"), "“over”"),
    "braces-that-stand-for-nothing": (lambda: _say("'How is {self.__class__}?'"), "only thing in braces"),
    "a-line-break-in-a-line": (lambda: _say('"One\\nTwo"'), "one line"),
    "four-hours-in-a-loop": (lambda: _nested_loops(1, 100).replace("secs: 10", "secs: 14000"), "4 hours"),
    "a-loop-in-a-loop-in-a-loop": (lambda: _nested_loops(3, 100), "2000 steps"),
    "loops-beyond-counting": (lambda: _nested_loops(8, 100), "2000 steps"),
    "loops-too-deep": (lambda: _nested_loops(400, 100), "too deep"),
    "a-loop-without-an-end": (
        lambda: _steps("{id: a, kind: loop, steps: [{id: b, kind: bell}]}"),
        "“times” or “over”",
    ),
    "a-loop-in-its-own-list": (
        lambda: _steps("{id: a, kind: loop, over: a, steps: [{id: b, kind: bell}]}"),
        "no list",
    ),
    "a-condition-on-itself": (lambda: _bell("when: {answer: a, given: true}"), "no earlier step"),
    "a-time-that-cannot-be": (
        lambda: HEAD + TIMED.replace("min: 60", "min: 1") + REST,
        "Nothing in it stretches",
    ),
    "a-key-without-an-end": (lambda: HEAD + "? " + "k" * 100_000 + "\n: a\n" + REST, "There is no “kkk"),
    "mistakes-without-an-end": (
        lambda: HEAD + "".join(f"k{n}: a\n" for n in range(9_000)),
        "There is no “k1”",
    ),
    "a-text-that-swells": (_swelling, "characters of text"),
    "a-text-without-an-end": (_talking, "characters of text"),
    "steps-and-a-timer": (lambda: HEAD + TIMED + REST + "timer: sitting\n", "not both"),
    "a-time-too-short-to-count": (
        lambda: _bell("").replace("kind: bell", "kind: silence, secs: 1e-300, flex: 1e-300"),
        "from 1 to",
    ),
    "a-key-that-is-empty": (lambda: HEAD + '"": x\n' + REST, "one plain word"),
    "a-timer-for-two": (
        lambda: HEAD.replace("people: 1", "people: 2") + "timer: sitting\n",
        "A timer is for one",
    ),
    "nothing-to-do": (lambda: HEAD, "no steps"),
}
