"""Whatever a file holds, it is refused with its name, a place and a reason, in little time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.practice import plain_yaml
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.reading import PracticeFileError, read_either, read_practice
from tests.support.hostile import FILES, HEAD, REST, TIMED

LONGEST = 10.0
"""Seconds: a ceiling against hanging, not a measure."""
MOST_MEMORY = 200 * 1000 * 1000

CHECK = """\
import re, sys
from pathlib import Path
from closeness_desktop import cli
status = cli.run(["practice", "check", *sys.argv[1:]])
print(re.search("VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1], file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_a_hostile_file_is_refused_with_its_place_and_reason(
    name: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also with the parser in Python, for copies that have no other."""
    monkeypatch.setattr(plain_yaml, "_LOADER", getattr(yaml, loader))
    make, word = FILES[name]
    content = make()
    began = time.monotonic()
    with pytest.raises(PracticeFileError) as raised:
        read_practice(content, "trial.yaml")
    assert time.monotonic() - began < LONGEST
    mistakes = raised.value.mistakes
    assert any(word in one.sentence for one in mistakes), [str(one) for one in mistakes]
    assert len(mistakes) <= 100
    for one in mistakes:
        assert one.file == "trial.yaml"
        assert 0 < len(one.place) < 200
        assert one.sentence.endswith((".", ".”"))
        assert len(one.sentence) < 400
        assert "\n" not in f"{one.place}{one.sentence}"
        assert not plain_yaml.UNSEEN.search(f"{one.place}{one.sentence}")
        assert "`" not in one.sentence, "words of a library"


def test_there_are_forty_and_more() -> None:
    assert len(FILES) >= 40


@pytest.mark.skipif(
    sys.platform != "linux", reason="the peak of a process’s own memory is asked in another way"
)
def test_a_new_process_refuses_them_all_in_little_time_and_memory(tmp_path: Path) -> None:
    """All together: what one of them takes is less."""
    for name, (make, _word) in FILES.items():
        content = make()
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        (tmp_path / f"{name}.yaml").write_bytes(raw)
    files = sorted(map(str, tmp_path.glob("*.yaml")))
    done = subprocess.run(
        [sys.executable, "-c", CHECK, *files], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1, done.stderr
    told = done.stdout.splitlines()
    assert [file for file in files if not any(line.startswith(f"{file}: ") for line in told)] == []
    assert not any("sound." in line for line in told)
    assert int(done.stderr.split()[-1]) * 1024 < MOST_MEMORY


SOUND = HEAD + TIMED + REST


def read_or_refused(content: str | bytes) -> bool:
    """Whether a file is read, or refused with places and sentences."""
    try:
        return isinstance(read_either(content, "trial.yaml"), Practice)
    except PracticeFileError as error:
        return bool(error.mistakes) and all(one.place and one.sentence for one in error.mistakes)


@given(st.data())
@settings(max_examples=150)
def test_a_file_that_was_damaged_anywhere_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    raw = SOUND.encode()
    at = data.draw(st.integers(0, len(raw)))
    cut = data.draw(st.integers(0, 12))
    put = data.draw(
        st.binary(max_size=12) | st.sampled_from([b"&a ", b"*a", b"!!x ", b"{", b"- ", b"\t", b": "])
    )
    assert read_or_refused(raw[:at] + put + raw[at + cut :])


TREES = st.recursive(
    st.text(max_size=8)
    | st.sampled_from(["loop", "say", "turn", "nan", "1e400", "-1", "steps", "true", "null"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "kind", "steps", "text", "secs", "when", "for", "times", "x"]), inner
        )
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(
        st.sampled_from(["steps", "total", "lists", "evidence", "expect", "people", "sources", "timer", "x"]),
        TREES,
    )
)
@settings(max_examples=80)
def test_any_tree_of_words_is_read_or_refused_and_nothing_else(parts: dict[str, object]) -> None:
    head = {key: value for key, value in yaml.safe_load(HEAD).items() if key not in parts}
    assert read_or_refused(yaml.safe_dump({**head, **parts}, allow_unicode=True))
