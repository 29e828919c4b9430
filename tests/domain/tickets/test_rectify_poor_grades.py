"""A grade that the tenant's document names orders a time-limited rectification."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang.commands.policy import Occasion
from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.tickets.opening import OpenTicket, rectify_poor_grades
from taizhang.rules.in_force import RulesInForce

DAY = date(2015, 12, 20)
ids = st.text(st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1, max_size=64)
positions = st.integers(1, 2**63 - 1)


def graded(grade: str, rationale: str | None = "测评靠后", **names: str) -> GradeAssigned:
    named = {"cycle": "c2015", "subject": "jingui"} | names
    return GradeAssigned(grade=grade, rationale=rationale, **named)


def respond(town: Any, event: GradeAssigned, position: int = 57) -> list[Any]:
    rules = town.authority.rules(DAY)
    occasion = Occasion(position, DAY, datetime(2015, 12, 20, tzinfo=UTC), rules)
    return list(rectify_poor_grades.respond(event, occasion))


@pytest.mark.rule("S0-19")
def test_poor_grade_opens_a_ticket_with_the_tenants_limit_and_clause(santangjie: Any) -> None:
    [command] = respond(santangjie, graded("差"))
    assert command == OpenTicket(
        ticket="c2015-jingui-57",
        organisation="jingui",
        cycle="c2015",
        source="grade",
        problem="考核等次为“差”：测评靠后",
        due_on=date(2016, 3, 19),
        clause="评议考核中基层党员群众反映差的,要限期整改",
    )


@pytest.mark.rule("S0-19")
def test_its_command_is_accepted_from_the_policy(santangjie: Any) -> None:
    santangjie.now = datetime(2015, 12, 20, 6, tzinfo=UTC)
    [command] = respond(santangjie, graded("差"))
    [opened] = santangjie.do(command, "policy:tickets.rectify_poor_grades")
    assert (opened.source, opened.due_on) == ("grade", date(2016, 3, 19))


@pytest.mark.rule("S0-19")
@pytest.mark.parametrize("grade", ["好", "较好", "一般"])
def test_other_grades_open_nothing(santangjie: Any, grade: str) -> None:
    assert respond(santangjie, graded(grade)) == []


@pytest.mark.parametrize(
    ("slug", "grade", "opens"), [("hunan-town", "差", 0), ("xinshao", "较差", 1)]
)
def test_which_grade_orders_it_is_each_tenants_own(
    source_town: Callable[[str], Any], slug: str, grade: str, opens: int
) -> None:
    town = source_town(slug)
    rules = town.authority.rules(town.today)
    occasion = Occasion(1, town.today, town.now, rules)
    assert len(list(rectify_poor_grades.respond(graded(grade), occasion))) == opens


def test_grade_without_a_rationale_says_so(santangjie: Any) -> None:
    assert respond(santangjie, graded("差", None))[0].problem == "考核等次为“差”：（未写明理由）"


def test_tenant_without_such_rules_orders_nothing() -> None:
    occasion = Occasion(1, DAY, datetime(2015, 12, 20, tzinfo=UTC), RulesInForce((), DAY))
    assert list(rectify_poor_grades.respond(graded("差"), occasion)) == []


def test_grade_confirmed_again_opens_another_ticket(santangjie: Any) -> None:
    [first], [second] = (respond(santangjie, graded("差"), at) for at in (57, 58))
    assert first.ticket != second.ticket


@pytest.fixture(scope="module")
def rules(files: Any) -> RulesInForce:
    """三堂街镇's rules as its file has them."""
    from taizhang.rules.events import RulesAdopted
    from taizhang.rules.in_force import Adopted

    file = files["santangjie"]
    adopted = RulesAdopted(
        document=file.document.title,
        number=None,
        issued_on=None,
        effective_from=file.document.effective_from,
        sections=file.rules,
    )
    return RulesInForce((Adopted(1, adopted),), DAY)


@given(ids, ids, positions)
@example("年" * 40, "村" * 24, 1)
@example("年" * 64, "村" * 64, 2**63 - 1)
def test_ticket_is_well_named_whatever_unit_and_cycle_are_called(
    rules: RulesInForce, cycle: str, unit: str, position: int
) -> None:
    """Else the log would hold an event that no decision can read any more."""
    occasion = Occasion(position, DAY, datetime(2015, 12, 20, tzinfo=UTC), rules)
    event = graded("差", cycle=cycle, subject=unit)
    [command] = rectify_poor_grades.respond(event, occasion)
    assert msgspec.convert(msgspec.to_builtins(command), OpenTicket) == command
