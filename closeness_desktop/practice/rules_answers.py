"""The rules of what refers to what: conditions, lists, the options that items are meant for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import UNSET

from closeness_desktop.practice.format import OPEN, Choose, Loop, Practice, Scale, Tag, When
from closeness_desktop.practice.plain_yaml import Path
from closeness_desktop.practice.walk import Met, fitting, walk

Found = Iterator[tuple[Path, str]]


def of_step(practice: Practice, met: Met, before: Sequence[Met]) -> Found:
    """What is wrong with a step's condition, and with its list if it is a loop. before: all earlier steps."""
    step = met.step
    if step.when is not None and (
        sentence := _condition(step.when, before) or _private(met, step.when.answer, before)
    ):
        yield (*met.path, "when"), sentence
    if isinstance(step, Choose):
        yield from _options(step, met.path)
    if isinstance(step, Loop):
        sentence = (
            _loop(practice, step)
            or _match(practice, step, before)
            or (_private(met, step.match, before) if step.match else "")
        )
        if sentence:
            yield met.path, sentence


def of_lists(practice: Practice) -> Found:
    """Lists that no loop goes over, and items that are meant for options there are not."""
    loops = [met.step for met in walk(practice) if isinstance(met.step, Loop)]
    options = {
        met.step.id: {option.id for option in met.step.options}
        for met in walk(practice)
        if isinstance(met.step, Choose)
    }
    for name, items in practice.lists.items():
        using = [loop for loop in loops if loop.over == name]
        if not using:
            yield ("lists", name), "No loop goes over this list."
        if not items:
            yield ("lists", name), "The list is empty."
        known = set().union(*(options.get(loop.match or "", set()) for loop in using))
        for number, item in enumerate(items):
            if strange := [one for one in item.fits if one not in known]:
                yield ("lists", name, number), f"“{strange[0]}” is no option of the step that “match” names."


def _condition(when: When, before: Sequence[Met]) -> str:
    earlier = next((met.step for met in before if met.step.id == when.answer), None)
    if earlier is None:
        return f"“{when.answer}” is no earlier step."
    if not isinstance(earlier, OPEN):
        return f"“{when.answer}” asks nothing; it has no answer."
    given = (when.is_, when.at_least, when.at_most, when.given)
    if all(one is None for one in given):
        return "Say what must hold: is, at_least, at_most or given."
    bounds = [one for one in (when.at_least, when.at_most) if one is not None]
    if bounds and not isinstance(earlier, Scale):
        return f"“{when.answer}” is no scale: at_least and at_most do not fit."
    if isinstance(earlier, Scale) and not all(
        math.isfinite(one) and 1 <= one <= earlier.steps for one in bounds
    ):
        return f"The answers of “{when.answer}” go from 1 to {earlier.steps}."
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        return "at_least is more than at_most."
    if when.given is False and (when.is_ is not None or bounds):
        return "An answer that is not given is neither this nor that."
    return "" if when.is_ is None else _value(when.answer, when.is_, earlier)


def _private(met: Met, answer: str, before: Sequence[Met]) -> str:
    """What one of two answers alone must show in nothing that the other one sees."""
    earlier = next((one for one in before if one.step.id == answer), None)
    if earlier is None or earlier.step.role is None:
        return ""
    if (
        not isinstance(met.step, Loop)
        and met.step.role == earlier.step.role
        and _trades(met) == _trades(earlier)
    ):
        return ""
    return f"“{answer}” is answered by one of the two alone; only a step for the same one can hang on it."


def _trades(met: Met) -> list[str]:
    """The loops around a step in which the two trade places."""
    return [loop.id for loop in met.loops if loop.swap]


def _value(answer: str, value: str, earlier: object) -> str:
    if isinstance(earlier, Choose):
        known = [option.id for option in earlier.options]
        return "" if value in known else f"“{value[:40]}” is none of the options: {', '.join(known)}."
    if isinstance(earlier, Scale):
        known = [str(number) for number in range(1, earlier.steps + 1)]
        return "" if value in known else f"The answers of “{answer}” go from 1 to {earlier.steps}."
    if isinstance(earlier, Tag):
        return "" if value else "“is” is empty."
    return f"What is written at “{answer}” is not compared. Only “given” fits."


def _options(step: Choose, path: Path) -> Found:
    ids = [option.id for option in step.options]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice:
        yield path, f"The option “{twice}” stands here twice."
    elif step.remind and step.many:
        yield path, "“remind” needs one choice; “many” does not fit."
    elif step.remind and not any(option.days for option in step.options):
        yield path, "“remind” needs an option with “days”."
    elif not step.remind and any(option.days for option in step.options):
        yield path, "“days” needs “remind: true”."


def _loop(practice: Practice, loop: Loop) -> str:
    if (loop.times is UNSET) == (loop.over is None):
        return "A loop has either “times” or “over”."
    if loop.over is None:
        return "“pick” needs “over”." if loop.pick else "“match” needs “over”." if loop.match else ""
    if loop.over not in practice.lists:
        return f"There is no list “{loop.over}”."
    if loop.pick > (there := fitting(practice, loop)):
        return f"It draws {loop.pick}, but there are only {there} items that fit."
    return ""


def _match(practice: Practice, loop: Loop, before: Sequence[Met]) -> str:
    if loop.match is None:
        return ""
    earlier = next((met.step for met in before if met.step.id == loop.match), None)
    if not isinstance(earlier, Choose):
        return f"“match” names an earlier step of kind choose; “{loop.match}” is none."
    return "“match” needs a step with one choice." if earlier.many else ""
