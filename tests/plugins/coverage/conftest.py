"""新邵县 on 12 September 2012, with invented enterprises in two of its townships."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.core import OrganisationRegistered, PersonRegistered
from taizhang.schemes import Schemes
from taizhang.testing import Town
from taizhang_plugins.coverage.counting import ReportHeadcount
from taizhang_plugins.coverage.founding import FoundPartyOrganisation
from taizhang_plugins.coverage.instructing import SendInstructor
from taizhang_plugins.coverage.listing import ListUnit

ENTERPRISE, SOCIETY = "非公有制企业", "社会组织"
FIRST, SECOND = "xiangzhen-1", "xiangzhen-2"
UNITS = {f"qiye-{n}": FIRST if n < 5 else SECOND for n in range(1, 9)}


@pytest.fixture
def county(source_town: Callable[[str], Town]) -> Town:
    """Eight enterprises and one society are registered; none is listed yet."""
    town = source_town("xinshao")
    for unit in UNITS:
        number = unit.removeprefix("qiye-")
        town.given(
            OrganisationRegistered(organisation=unit, name=f"示例厂{number}", kind=ENTERPRISE)
        )
    town.given(OrganisationRegistered(organisation="xiehui", name="示例协会", kind=SOCIETY))
    for number in range(1, 5):
        town.given(PersonRegistered(person=f"zhidao-{number}", name=f"示例指导员{number}"))
    return town


@pytest.fixture
def listed(county: Town) -> Town:
    """All of them are listed."""
    for unit, township in UNITS.items():
        county.do(ListUnit(organisation=unit, township=township))
    county.do(ListUnit(organisation="xiehui", township=FIRST))
    return county


@pytest.fixture
def count() -> Callable[..., ReportHeadcount]:
    """Makes a report: 60 employees and no member, unless it is said otherwise."""

    def make(
        unit: str = "qiye-1", employees: str = "60", members: str = "0", **others: Any
    ) -> ReportHeadcount:
        figures = {"employees": employees, "members": members, "source": "企业用工花名册"}
        return ReportHeadcount(organisation=unit, **figures, **others)

    return make


@pytest.fixture
def found() -> Callable[..., FoundPartyOrganisation]:
    """Makes a request: singly for the first enterprise, unless it is said otherwise."""

    def make(*units: str, mode: str = "", **others: Any) -> FoundPartyOrganisation:
        named = list(units or ("qiye-1",))
        plain = {
            "party_organisation": "zhibu-1",
            "name": "示例厂党支部",
            "mode": mode or ("单独建立" if len(named) == 1 else "联合建立"),
            "township": FIRST,
            "units": named,
            "document": "新组发〔2012〕1号（示例）",
        }
        return FoundPartyOrganisation(**(plain | others))

    return make


@pytest.fixture
def counted(listed: Town, count: Callable[..., ReportHeadcount]) -> Town:
    """Each enterprise has 40 employees and 3 full members; the society was never counted."""
    for unit in UNITS:
        listed.do(count(unit, "40", "3"))
    return listed


@pytest.fixture
def send() -> Callable[..., SendInstructor]:
    """Makes a request: the first person to the first enterprise, unless it is said otherwise."""

    def make(instructor: str = "zhidao-1", *units: str, **others: Any) -> SendInstructor:
        plain = {
            "instructor": instructor,
            "sender": "xianzhi-1",
            "organisations": list(units or ("qiye-1",)),
            "document": "新组发〔2012〕2号（示例）",
        }
        return SendInstructor(**(plain | others))

    return make


@pytest.fixture
def answered_apart() -> Callable[..., Town]:
    """Answers as the reactor may: each policy of the scheme has a place of its own in the log, and
    comes to the end of it before the next one begins, in either order.
    """

    def answer(town: Town, *, backwards: bool) -> Town:
        known = town.schemes
        (own,) = (scheme for scheme in known.all if scheme.name == "coverage")
        others = [scheme for scheme in known.all if scheme is not own]
        silent = [replace(scheme, policies=()) for scheme in others]
        policies = reversed(own.policies) if backwards else own.policies
        alone = [Schemes([*silent, replace(own, policies=(policy,))]) for policy in policies]
        parts = [*alone, Schemes([*others, replace(own, policies=())])]
        places = [town.answered] * len(parts)
        while min(places) < len(town.log):
            for turn, schemes in enumerate(parts):
                town.schemes, town.answered = schemes, places[turn]
                town.answer()
                places[turn] = town.answered
        town.schemes = known
        return town

    return answer
