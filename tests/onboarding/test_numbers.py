"""A tenant's file alone changes what is decided: other numbers and words, and no code."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from taizhang.core import CycleOpened, SubjectEnrolled
from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded, Input
from taizhang.domain.grades.excepting import ExceptFromQuota
from taizhang.domain.grades.weighing import RecordInputs
from taizhang.domain.organisations.rows import Organisation
from taizhang.errors import Refused
from taizhang.onboarding.file import read
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.testing import Town, opened
from taizhang_plugins.deliberation.opening import OpenMatter
from taizhang_plugins.deliberation.sitting import RecordStep
from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.events import IncomePublished

TEXTS = {path.parent.name: path.read_text(encoding="utf-8") for path in source_tenants()}
Altered = Callable[..., Town]


@pytest.fixture
def altered(schemes: Schemes) -> Altered:
    """A town opened from a source tenant's file in which some text reads otherwise."""

    def made(slug: str, *changes: tuple[str, str]) -> Town:
        text = TEXTS[slug]
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return opened(read(text, "tenant.toml", schemes), schemes)

    return made


def assessing(town: Town) -> list[str]:
    """All units are assessed in a cycle."""
    units = [unit for (unit,) in town.folded(Organisation)]
    deadline = date(town.today.year, 12, 31)
    cycle = CycleOpened(
        cycle="c", year=str(town.today.year), title="考核", deadline=deadline, subjects=len(units)
    )
    town.given(cycle, *(SubjectEnrolled(cycle="c", organisation=unit) for unit in units))
    return units


def draft(town: Town, best: int, grade: str = "好", rest: str = "较好") -> DraftGrades:
    grades = [grade] * best + [rest] * 100
    lines = [
        Graded(subject=unit, grade=each, rationale="理由")
        for unit, each in zip(assessing(town), grades, strict=False)
    ]
    return DraftGrades(cycle="c", lines=lines)


def codes(town: Town, command: Any) -> set[str]:
    return {reason.refusal.code for reason in town.warnings(command)}


SCALE = ('grades = ["好", "中", "差"]', 'grades = ["好", "中", "较差", "差"]')


@pytest.mark.rule("S4-14")
def test_a_scale(altered: Altered) -> None:
    source, other = altered("dongfang"), altered("dongfang", SCALE)
    assert source.code_of(draft(source, 1, "较差", "中")) == "grades.off_scale"
    assert other.do(draft(other, 1, "较差", "中"))


@pytest.mark.rule("S2-15")
def test_the_share_of_a_quota(altered: Altered) -> None:
    source, other = altered("hunan-town"), altered("hunan-town", ('share = "30%"', 'share = "1/3"'))
    assert codes(source, draft(source, 8)) == {"grades.over_quota"}
    assert codes(other, draft(other, 8)) == set()


@pytest.mark.rule("S2-15")
def test_the_base_of_a_quota(altered: Altered) -> None:
    source = altered("hunan-town")
    other = altered("hunan-town", ('spread = "pooled"', 'spread = "by_class"'))
    assert codes(source, draft(source, 7)) == set()
    assert codes(other, draft(other, 7)) == {"grades.over_quota"}


@pytest.mark.rule("S2-15")
def test_whether_a_quota_is_hard(altered: Altered) -> None:
    asked = ExceptFromQuota(cycle="c", grade="好", most=8, reason="两村合力创建示范村")
    source = altered("hunan-town")
    quota = TEXTS["hunan-town"].index("[[rules.grades.quota]]")
    old = TEXTS["hunan-town"][quota : TEXTS["hunan-town"].index("hardness", quota)]
    other = altered("hunan-town", (f'{old}hardness = "hard"', f'{old}hardness = "soft"'))
    for town in (source, other):
        assessing(town)
    assert source.code_of(asked, "secretary") == "grades.quota_is_hard"
    assert other.do(asked, "secretary")


@pytest.mark.rule("S0-15")
def test_weights(altered: Altered) -> None:
    inputs = 'inputs = ["基层党建工作履职情况"'
    weighed = (inputs, f'weights = ["50%", "30%", "20%"]\n{inputs}')
    names = ("基层党建工作履职情况", "重点任务完成情况", "整改措施落实情况")
    scores = zip(names, ("90", "80", "70"), strict=True)
    found = [Input(name=name, finding="好", score=Decimal(score)) for name, score in scores]
    town = altered("santangjie", weighed)
    assessing(town)
    counts = [SubjectTally(subject="jingui", item="", counts={"好": 60}, blank=1, invalid=2)]
    town.given(
        Tallied(
            box="b", cycle="c", meeting="m", subjects=["jingui"], counts=counts, list_hash="0" * 64
        )
    )
    [recorded] = town.do(RecordInputs(cycle="c", subject="jingui", inputs=found))
    assert recorded.worked.endswith("= 83")


@pytest.mark.rule("S3-01")
@pytest.mark.rule("S3-02")
def test_a_multiple_and_a_table_of_ratios(altered: Altered) -> None:
    changes = (("multiple = 1.7", "multiple = 2"), ('"村主任" = 0.9', '"村主任" = 0.85'))
    published = IncomePublished(year="2011", kind="net", yuan=Decimal(4000), source="统计公报")
    paid = []
    for town in (altered("xinshao"), altered("xinshao", *changes)):
        [computed] = town.given(published).do(ComputePay(year=2012), "finance")
        paid.append({rate.post: rate.yuan for rate in computed.rates})
    assert [table["村党支部书记"] for table in paid] == [6800, 8000]
    assert [table["村主任"] for table in paid] == [6120, 6800]


SITTINGS: dict[str, dict[str, Any]] = {
    "党支部提议": {"whole": 5, "present": 5, "votes_for": 5},
    "“两委”商议": {"whole": 9, "present": 8, "votes_for": 8},
    "党员大会审议": {"whole": 30, "present": 24, "votes_for": 20},
    "村民决议": {"body": "村民代表大会", "whole": 45, "present": 36, "votes_for": 20},
}


def sittings(town: Town, *steps: str) -> str | None:
    """The steps are taken one a day; the code of the refusal of the last one, if it is refused."""
    of = {"matter": "m", "organisation": "jingui"}
    town.do(OpenMatter(**of, title="硬化村道", kind="公益事业"))
    for step in steps:
        town.now += timedelta(days=1)
        told = {"notice_on": town.today - timedelta(days=10), "minutes": "照会议记录"}
        command = RecordStep(**(of | {"step": step} | told | SITTINGS[step]))
        if step == steps[-1]:
            return town.code_of(command) if refuses(town, command) else None
        town.do(command)
    return None


def refuses(town: Town, command: Any) -> bool:
    try:
        town.decide(command, "clerk")
    except Refused:
        return True
    return False


@pytest.mark.rule("S0-23")
def test_a_list_of_steps(altered: Altered) -> None:
    start = TEXTS["santangjie"].index('[[rules.deliberation.ways.steps]]\nname = "“两委”商议"')
    end = TEXTS["santangjie"].index("[[rules.deliberation.ways.steps]]", start + 1)
    step = TEXTS["santangjie"][start:end]
    fewer = altered("santangjie", (step, ""), ('mergeable_with = "“两委”商议"\n', ""))
    taken = ("党支部提议", "党员大会审议")
    assert sittings(altered("santangjie"), *taken) == "deliberation.out_of_order"
    assert sittings(fewer, *taken) is None


@pytest.mark.rule("S0-23")
def test_a_threshold_and_its_base(altered: Altered) -> None:
    body = '[[rules.deliberation.ways.steps.bodies]]\nname = "村民代表大会"\n'
    start = TEXTS["santangjie"].index(body)
    old = TEXTS["santangjie"][start : TEXTS["santangjie"].index("\n\n", start)]
    of_all = old.replace('base = "实到", strict = true', 'base = "全体", strict = true')
    stricter = old.replace('share = "2/3", base = "全体"', 'share = "9/10", base = "全体"')
    assert old not in (of_all, stricter)
    steps = tuple(SITTINGS)
    assert sittings(altered("santangjie"), *steps) is None
    assert sittings(altered("santangjie", (old, of_all)), *steps) == "deliberation.majority_missed"
    assert (
        sittings(altered("santangjie", (old, stricter)), *steps) == "deliberation.attendance_missed"
    )
