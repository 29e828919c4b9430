"""One extract for each unit and person: all that there is, each line with its source."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.records.commending import Commend
from taizhang.domain.records.rows import Extract
from taizhang.domain.sanctions.events import SanctionExpired, SanctionImposed, SanctionLifted

COMMEND = Commend(cycle="c", subject="jingui", commendation="k-1", text="工作扎实")


def imposed(**whom: str | None) -> SanctionImposed:
    target: dict[str, Any] = {"unit": None, "person": None} | whom
    return SanctionImposed(
        sanction="s",
        organisation="jingui",
        measure="取消年度评先评优资格",
        bars=[],
        body="镇党委",
        number="三党发〔2016〕9号",
        decided_on=date(2016, 1, 5),
        since=date(2016, 1, 6),
        until=date(2016, 12, 31),
        **target,
    )


def lines(town: Any, subject: str) -> list[tuple[str, str]]:
    return [(entry.kind, entry.text) for entry in town.folded(Extract)[subject,].entries]


@pytest.mark.rule("S0-18", "S1-16")
def test_extract_lists_grade_appraisal_commendation_and_sanction(village: Any) -> None:
    village.do(COMMEND)
    village.given(imposed(unit="jingui"))
    village.given(
        SanctionExpired(sanction="s", organisation="jingui", unit="jingui", person=None, bars=[])
    )
    assert lines(village, "jingui") == [
        ("考核等次", "“好”：工作扎实"),
        ("评议结果", "好 70 票、较好 12 票"),
        ("充分肯定", "工作扎实"),
        ("组织处理", "取消年度评先评优资格（镇党委 三党发〔2016〕9号，2016-01-06 至 2016-12-31）"),
        ("处理期满", "s"),
    ]


@pytest.mark.rule("S0-18")
def test_each_line_names_its_source(village: Any) -> None:
    first, second = village.folded(Extract)["jingui",].entries
    assert (first.source, second.source) == ("grades.assigned", "results.appraisal_fed_back")
    assert type(village.history[first.position - 1]).event_name == "grades.assigned"
    assert (first.cycle, first.on) == ("c", village.today)


@pytest.mark.rule("S0-18", "S1-16")
def test_persons_extract_holds_what_the_units_result_is_used_for(village: Any) -> None:
    village.answer()
    village.given(imposed(person="p-jingui"))
    [used, sanctioned] = lines(village, "person:p-jingui")
    assert used == ("结果运用", "“好”（jingui）用于选拔任用干部")
    assert sanctioned[0] == "组织处理"


@pytest.mark.rule("S1-16")
def test_correction_and_lifting_are_lines_of_their_own(village: Any, corrected: Any) -> None:
    village.given(corrected("jingui"))
    village.given(
        SanctionLifted(
            sanction="s",
            organisation="jingui",
            unit="jingui",
            person=None,
            bars=[],
            reason="已整改",
            body="镇党委",
            number="1号",
            decided_on=date(2016, 2, 1),
        )
    )
    assert lines(village, "jingui")[2:] == [
        ("更正考核等次", "由“好”更正为“一般”：材料不实"),
        ("解除处理", "已整改"),
    ]
