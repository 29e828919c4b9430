"""The agenda: in which order a unit is heard, commented on and voted on. Pure (S0-10, S2-11)."""

from collections.abc import Collection, Iterable
from typing import Any

from taizhang.domain.meetings.rules import Agenda, Step
from taizhang.domain.naming import Naming
from taizhang.errors import Reason, Refusal, Refused

OUT_OF_ORDER = Refusal(
    "meetings.out_of_order",
    zh="“{name}”应按“{order}”的次序进行：{wrong}",
    en="{name}: the order is {order}; {wrong}",
    rule="S2-11",
)

WORDS: dict[Step, str] = {"debrief": "述职", "comment": "点评", "ballot": "评议"}


def out_of_order(agenda: Agenda, step: Step, done: Collection[Step]) -> str | None:
    """What is wrong with taking this step now, in words; None when it is its turn."""
    order = agenda.order or []
    if step not in order:
        return None
    place = order.index(step)
    missing = [WORDS[each] for each in order[:place] if each not in done]
    early = [WORDS[each] for each in order[place + 1 :] if each in done]
    wrong = [f"尚未{word}" for word in missing] + [f"已经{word}" for word in early]
    return f"{'、'.join(wrong)}，不应{WORDS[step]}" if wrong else None


def keep_order(
    slice_: Naming[Any], agenda: Agenda, step: Step, done: Iterable[tuple[str, Collection[Step]]]
) -> None:
    """Warn of, or refuse, a step out of turn for any of these units. Raises Refused."""
    wrong = [
        _reason(agenda, unit, slice_.name_of(unit), words)
        for unit, steps in done
        if (words := out_of_order(agenda, step, steps))
    ]
    if wrong and agenda.hardness == "hard":
        raise Refused(*wrong)
    for reason in wrong:
        slice_.warn(reason)


def _reason(agenda: Agenda, unit: str, name: str, wrong: str) -> Reason:
    order = "→".join(WORDS[step] for step in agenda.order or [])
    said = {"organisation": unit, "name": name, "order": order, "wrong": wrong}
    return OUT_OF_ORDER(clause=agenda.basis("order"), **said)
