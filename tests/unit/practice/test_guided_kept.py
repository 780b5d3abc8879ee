"""What is kept of a guided session goes on as if nothing had been, and holds nothing that must not last."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.format import Practice, Prompt, Role, When
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from closeness_desktop.practice.kept_state import is_guided
from closeness_desktop.practice.plan import Around
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from tests.support.practices import practice, practices, prompt, replace, scale, silence, some_answer
from tests.unit.practice.test_guided_time import DEEDS, QUARTERS, do, play, session_of


@settings(max_examples=100, deadline=None)
@given(practices(), DEEDS, DEEDS, QUARTERS)
def test_a_session_restored_goes_on_the_same(
    made: Practice, before: list[tuple[float, str]], after: list[tuple[float, str]], draft_at: float
) -> None:
    plain = session_of(made, seed=7)
    plain.keep_guest()
    play(plain, [*before, (draft_at, "nothing")], [])
    if plain.now is None:
        return
    if plain.now.waiting:
        plain.note_draft(some_answer(plain.now.step))
    restored = GuidedSession.restore(plain.snapshot(), made)
    assert restored.paused
    assert (restored.now, restored.answers, restored.kept) == (plain.now, plain.answers, plain.kept)
    assert (restored.position, restored.progress, restored.done_seconds) == (
        plain.position,
        plain.progress,
        plain.done_seconds,
    )
    assert restored.snapshot() == plain.snapshot()
    assert restored.advance(9999.0) == ()
    elapsed, later = sum(s for s, _act in before) + draft_at, 100_000.0
    restored.resume(later)
    for seconds, act in after:
        elapsed, later = elapsed + seconds, later + seconds
        assert do(restored, act, later) == do(plain, act, elapsed)
    assert restored.now == plain.now


def test_a_snapshot_keeps_the_plan_and_no_more_than_it_may() -> None:
    made = practice(
        prompt("mine"),
        prompt("yours", role="second"),
        scale("unkept", keep="never"),
        prompt("draft", role="second"),
        people=2,
    )
    session = GuidedSession(made, GuidedPlan(made.reference, seed=3, around=Around(bed="rain"), digest="abc"))
    session.respond("my own words", 1.0)
    session.respond("their words", 2.0)
    session.respond(4, 3.0)
    session.note_draft("more of theirs")
    kept = json.loads(session.snapshot())
    assert kept["guided/1"] == session.plan.as_dict()
    assert GuidedPlan.from_dict(kept["guided/1"]) == session.plan
    assert (kept["answers"], kept["drafts"]) == ({"mine": "my own words"}, {})
    session.keep_guest()
    kept = json.loads(session.snapshot())
    assert kept["answers"] == {"mine": "my own words", "yours": "their words"}
    assert kept["drafts"] == {"draft": "more of theirs"}


def test_what_was_not_kept_counts_as_passed_over() -> None:
    made = practice(prompt("yours", role="second"), silence("quiet", 30), people=2)
    session = session_of(made)
    session.respond("their words", 1.0)
    restored = GuidedSession.restore(session.snapshot(), made)
    assert restored.answers == ()
    assert restored.now is not None
    assert restored.now.path == "quiet"


def test_another_practice_or_a_changed_one_is_refused() -> None:
    made = practice(prompt("ask"), silence())
    kept = session_of(made).snapshot()
    changed = replace(made, title="Another")  # type: ignore[arg-type]
    other = replace(made, id="other")  # type: ignore[arg-type]
    for one in (changed, other, replace(made, version=2)):  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="changed"):
            GuidedSession.restore(kept, one)  # type: ignore[arg-type]
    assert GuidedSession.restore(kept, made).now is not None


@pytest.mark.parametrize(
    "text", ["", "1", "[]", "{}", '{"guided/2": {}}', '{"guided/1": {"practice": "trial@1"}}', "null"]
)
def test_what_is_no_snapshot_is_refused_kindly(text: str) -> None:
    with pytest.raises(UsageError):
        GuidedSession.restore(text, practice(silence()))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_snapshot_with_a_part_missing_or_mad_is_refused_kindly(data: st.DataObject) -> None:
    made = practice(prompt("ask"), silence())
    kept = json.loads(session_of(made).snapshot())
    key = data.draw(st.sampled_from(sorted(kept)))
    if data.draw(st.booleans()):
        del kept[key]
    else:
        kept[key] = data.draw(st.none() | st.just("x") | st.just([1]))
    try:
        GuidedSession.restore(json.dumps(kept), made)
    except UsageError:
        return
    assert key in ("with_guest", "trail", "ended"), "only what is read tolerantly"


def test_a_snapshot_that_ended_in_no_known_way_is_refused_and_one_that_ended_stays_so() -> None:
    made = practice(prompt("ask"), silence())
    session = session_of(made)
    session.respond("Rain.", 1.0)
    session.end(2.0)
    kept = json.loads(session.snapshot())
    restored = GuidedSession.restore(json.dumps(kept), made)
    assert (restored.ended, restored.now, restored.advance(99.0)) == ("early", None, ())
    assert [answer.value for answer in restored.answers] == ["Rain."]
    with pytest.raises(UsageError):
        GuidedSession.restore(json.dumps(kept | {"ended": "vanished"}), made)


def test_what_was_answered_decides_on_the_way_after_a_restore_too() -> None:
    told = When(answer="near", at_least=5)
    made = practice(scale("near"), silence("quiet"), prompt("why", when=told), silence("more", when=told))
    session = session_of(made)
    session.respond(6, 1.0)
    restored = GuidedSession.restore(session.snapshot(), made)
    assert restored.now == session.now
    assert restored.now is not None
    assert (restored.now.number, restored.now.of) == (2, 4)
    restored.resume(0.0)
    restored.advance(60.0)
    assert restored.now.path == "why"


def test_a_snapshot_tells_whether_it_is_of_a_guided_session() -> None:
    assert is_guided(session_of(practice(silence())).snapshot())
    assert is_guided('{"guided/2": {}}')
    assert not any(map(is_guided, ("", "[]", "7", "{}", '["guided/1"]', Sitting(SittingPlan()).snapshot())))


@pytest.mark.parametrize(
    "wrong",
    [{"practice": ""}, {"seconds": 0}, {"seconds": 20_000}, {"talk": "much"}, {"seed": -1}],
)
def test_a_plan_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        GuidedPlan(**({"practice": "trial@1"} | wrong))  # type: ignore[arg-type]


def test_a_kept_plan_is_read_tolerantly() -> None:
    kept = {
        "practice": "trial@1",
        "seconds": 300,
        "talk": 7,
        "seed": "x",
        "around": None,
        "cues": 1,
        "new": True,
    }
    assert GuidedPlan.from_dict(kept) == GuidedPlan("trial@1", 300.0)
    assert not GuidedPlan.from_dict(kept).cues, "one kept before there was a choice"
    assert GuidedPlan.from_dict({**kept, "cues": True}).cues
    assert GuidedPlan("trial@1").begun_with(2**40 + 5).seed == 5


@pytest.mark.parametrize("guest", ["first", "second"])
def test_of_two_only_the_guest_is_asked_and_only_the_guest_can_take_answers_back(guest: Role) -> None:
    """Whoever begins: what the one answers whose journal it is stays, the other's waits for a yes."""
    made = practice(
        Prompt(id="one", role="first", text=("What was it like?",)),
        Prompt(id="two", role="second", text=("And for you?",)),
        people=2,
    )
    session = GuidedSession(made, GuidedPlan(made.reference, guest=guest))
    session.advance(0.0)
    for words in ("of the first", "of the second"):
        session.respond(words, 0.0)
    theirs, ours = (f"of the {guest}", f"of the {'second' if guest == 'first' else 'first'}")
    assert [answer.value for answer in session.kept] == [ours]
    assert theirs not in session.snapshot()
    assert ours in session.snapshot()
    session.keep_guest()
    assert {answer.value for answer in session.kept} == {ours, theirs}
    assert GuidedSession.restore(session.snapshot(), made).plan.guest == guest
