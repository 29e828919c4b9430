"""三个一批 in the story of 新邵县: counted, sent, cultivated, founded, reconciled."""

from typing import Any

import pytest

from taizhang.audit.outcome import Outcome
from taizhang.audit.recompute import recompute
from taizhang_plugins.coverage.instructor_events import InstructorSent
from taizhang_plugins.coverage.paper import COVERAGE_PAPER
from taizhang_plugins.coverage.party_events import LimitExceeded, PartyOrganisationFounded
from taizhang_plugins.coverage.target_events import TargetMet, TargetSet
from taizhang_plugins.coverage.total_events import TotalReported

pytestmark = pytest.mark.anyio

COUNTY = "xinshao"


@pytest.mark.rule("S3-26")
async def test_enterprises_above_50_have_a_target_and_exactly_50_has_none(played: Any) -> None:
    targets = [h.event.organisation for h in played.of(COUNTY, TargetSet)]
    assert targets == ["qiye-1", "qiye-4"]
    [warned] = [w for a in played.answers(COUNTY, "coverage.report_headcount") for w in warnings(a)]
    assert (warned["code"], warned["values"]["text"]) == ("coverage.headcount_open", "50多")


@pytest.mark.rule("S3-26")
async def test_the_gap_list_holds_whoever_lacks_one_of_both(played: Any) -> None:
    [met] = played.of(COUNTY, TargetMet)
    assert met.event.organisation == "qiye-1"
    fields = "organisation organisationRef { name } lackingActivists lackingMembers"
    document = (
        f"{{ twoNewUnits(first: 20, where: {{ gap: {{ eq: true }} }}) {{ nodes {{ {fields} }} }} }}"
    )
    data = await played.query(COUNTY, document)
    assert data["twoNewUnits"]["nodes"] == [
        {
            "organisation": "qiye-4",
            "organisationRef": {"name": "示例企业4"},
            "lackingActivists": 1,
            "lackingMembers": 1,
        }
    ]


@pytest.mark.rule("S3-20")
@pytest.mark.rule("S3-25")
async def test_a_person_is_sent_once_at_a_time(played: Any) -> None:
    reason = played.refusal(COUNTY, "coverage.already_serving")
    assert (reason["status"], reason["rule"]) == (409, "S3-20")
    assert "选派229名党员干部" in reason["detail"]
    sent = [h.event.instructor for h in played.of(COUNTY, InstructorSent)]
    assert sent == ["zhidao-1", "zhidao-2"]


@pytest.mark.rule("S3-20")
async def test_an_instructor_is_shown_with_name_and_unit(played: Any) -> None:
    fields = "instructor name instructorRef { post } senderRef { name } organisations"
    data = await played.query(COUNTY, f"{{ instructors(first: 5) {{ nodes {{ {fields} }} }} }}")
    first = data["instructors"]["nodes"][0]
    assert first == {
        "instructor": "zhidao-1",
        "name": "示例指导员1",
        "instructorRef": {"post": "干部"},
        "senderRef": {"name": "示例县直单位一"},
        "organisations": ["qiye-1"],
    }


@pytest.mark.rule("S3-27")
async def test_a_unit_is_not_covered_twice(played: Any) -> None:
    reason = played.refusal(COUNTY, "coverage.covered")
    assert reason["values"] == {"name": "示例企业1", "party_name": "示例企业1党支部"}
    assert "单独建立、联合建立、区域建立" in reason["clause"]
    founded = [h.event.units for h in played.of(COUNTY, PartyOrganisationFounded)]
    assert [len(units) for units in founded] == [1, 6]


@pytest.mark.rule("S3-27")
async def test_six_units_together_are_warned_of_and_recorded(played: Any) -> None:
    [exceeded] = played.of(COUNTY, LimitExceeded)
    assert (exceeded.event.units, exceeded.event.most) == (6, 5)
    assert exceeded.event.reason == "六家同在一个园区，党员少"


@pytest.mark.rule("S3-07")
async def test_funds_are_shown_by_their_channel(played: Any) -> None:
    data = await played.query(COUNTY, "{ partyFundings(first: 5) { nodes { yuan channels } } }")
    [row] = data["partyFundings"]["nodes"]
    assert row["yuan"] == "9800"
    assert set(row["channels"]) == {"税前列支", "财政支持", "党费拨返"}


@pytest.mark.rule("S3-20")
@pytest.mark.rule("S3-25")
@pytest.mark.rule("S3-27")
async def test_what_the_document_says_stands_beside_the_register(played: Any) -> None:
    totals = {h.event.total: h.event for h in played.of(COUNTY, TotalReported)}
    said = {id: (e.figure.text, e.registered, e.refuted) for id, e in totals.items()}
    assert said == {
        "s3-20": ("200多名", 2, True),
        "s3-25": ("229名", 2, True),
        "s3-27": ("80家", 2, True),
    }
    assert [a.refuted for a in totals["s3-25"].against] == [False]


@pytest.mark.rule("S3-27")
async def test_the_paper_shows_coverage_by_township_and_mode(played: Any) -> None:
    paper = COVERAGE_PAPER.write(await played.query(COUNTY, COVERAGE_PAPER.query))
    table = paper.blocks[1]
    assert [list(row)[:6] for row in table.rows] == [
        ["示例乡镇一", "4", "4", "100.0%", "1", "3"],
        ["示例乡镇二", "3", "3", "100.0%", "0", "3"],
    ]


async def test_decisions_taken_again_come_to_the_same(played: Any) -> None:
    done = await recompute(played.platform, played.tenants[COUNTY])
    assert [each for each in done.differences if each.name.startswith("coverage.")] == []
    assert done.counts[Outcome.SAME] > 0


def warnings(answer: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.body.get("warnings", [])
    return found
