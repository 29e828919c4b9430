"""A declaration that nobody could meet, name or find is told at start, with its scheme's name."""

from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.app import installed
from taizhang.commands.obligation import Every, Obligation
from taizhang.domain.obligations.deriving import with_obligations
from taizhang.domain.obligations.faults import faults_of
from taizhang.scheme import Scheme


@dataclass
class Fault:
    change: dict[str, Any]
    told: str


FAULTS = [
    Fault({"name": "other.promise"}, "应以“visits.”开头"),
    Fault({"name": "visits." + "x" * 60}, "至多 60 个字"),
    Fault({"name": "visits.a/b"}, "不含斜线"),
    Fault({"title": ""}, "没有写中文名称"),
    Fault({"owed": ()}, "只写其一"),
    Fault({"every": lambda rules: Every("month")}, "只写其一"),
    Fault({"met": ()}, "没有写怎样算办了"),
]


def promising(visits: Scheme, **change: Any) -> Scheme:
    """The scheme with its first obligation alone, changed."""
    return replace(visits, obligations=(replace(visits.obligations[0], **change),))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: next(iter(fault.change)))
def test_a_fault_is_told(visits: Scheme, fault: Fault) -> None:
    [told] = faults_of(promising(visits, **fault.change))
    assert fault.told in told


def test_two_obligations_of_one_name_are_told(visits: Scheme) -> None:
    twice = replace(visits, obligations=visits.obligations[:1] * 2)
    assert list(faults_of(twice)) == ["应办事项 visits.promise 写了 2 次"]


def test_a_faulty_scheme_is_named(visits: Scheme) -> None:
    with pytest.raises(TypeError, match="scheme visits: "):
        with_obligations(promising(visits, title=""))


def test_a_sound_scheme_has_no_faults(visits: Scheme) -> None:
    assert list(faults_of(visits)) == []


def test_all_that_concerns_an_obligation_is_answered_by_one_policy(visits: Scheme) -> None:
    """Its name is stored with the place that it has reached in the log, and stays."""
    names = [policy.name for policy in with_obligations(visits).policies]
    assert names == ["visits.promise.obligation", "visits.round.obligation"]


def test_what_does_not_recur_does_not_look_at_every_day(visits: Scheme) -> None:
    promise, round_ = with_obligations(visits).policies
    answered = [{event.event_name for event in each.events} for each in (promise, round_)]
    assert "clock.day_began" not in answered[0]
    assert "clock.day_began" in answered[1]


def test_whatever_is_installed_keeps_its_obligations() -> None:
    schemes = installed()[0]
    declared: list[tuple[Scheme, Obligation]] = list(schemes.obligations)
    policies = {policy.name for policy in schemes.policies}
    assert {f"{each.name}.obligation" for _, each in declared} <= policies
