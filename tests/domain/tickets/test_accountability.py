"""A case over a ticket, with the document and the text that it rests on."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.tickets.accountability import ConcludeAccountability, StartAccountability
from taizhang.domain.tickets.accountability_events import (
    AccountabilityConcluded,
    AccountabilityStarted,
)
from taizhang.domain.tickets.case_rows import AccountabilityCase

DOCUMENT = "三堂街镇村(社区)干部任职动态管理办法"
COMMAND = StartAccountability(
    ticket="t", case="k", document=DOCUMENT, text="示例：第五条……", facts="逾期未整改"
)
CONCLUDED = ConcludeAccountability(case="k", outcome="批评教育")


@pytest.mark.rule("S0-20")
def test_case_is_opened_from_a_ticket_with_its_legal_basis(assigned: Any) -> None:
    assert assigned.do(COMMAND) == [
        AccountabilityStarted(
            case="k",
            ticket="t",
            organisation="jingui",
            person=None,
            document=DOCUMENT,
            text="示例：第五条……",
            facts="逾期未整改",
        )
    ]
    row = assigned.folded(AccountabilityCase)["k",]
    assert (row.document, row.text, row.outcome) == (DOCUMENT, "示例：第五条……", None)


@pytest.mark.rule("S0-20")
def test_text_of_the_basis_is_required(assigned: Any) -> None:
    reason = assigned.refusal(replace(COMMAND, text=" "))
    assert reason.refusal.code == "tickets.accountability_without_basis"
    assert reason.clause == "情况严重的,要按《三堂街镇村(社区)干部任职动态管理办法》严肃问责"


@pytest.mark.rule("S0-20")
def test_another_document_is_refused_with_the_clause(assigned: Any) -> None:
    reason = assigned.refusal(replace(COMMAND, document="某办法"))
    assert reason.refusal.code == "tickets.accountability_document"
    assert reason.values == {"document": "某办法", "documents": DOCUMENT}
    assert reason.clause == "情况严重的,要按《三堂街镇村(社区)干部任职动态管理办法》严肃问责"


def test_tenant_that_names_none_takes_any(assigned: Any) -> None:
    assigned.amend("tickets.accountability", documents=[])
    assert assigned.do(replace(COMMAND, document="某办法"))


@pytest.mark.rule("S1-17")
def test_accountability_instead_of_mending_is_warned_of(
    source_town: Callable[[str], Any], assigned: Any
) -> None:
    university = source_town("university-dept")
    university.given(*assigned.history[-2:])
    [warning] = university.warnings(COMMAND)
    assert warning.refusal.code == "tickets.accountability_instead_of_mending"
    assert warning.clause == "避免简单以问责代替整改"


@pytest.mark.rule("S1-17")
def test_after_the_mending_there_is_no_warning(
    source_town: Callable[[str], Any], mended: Any
) -> None:
    university = source_town("university-dept")
    university.given(*mended.history[-3:])
    assert university.warnings(COMMAND) == []


def test_identifier_is_given_once(assigned: Any) -> None:
    assigned.do(COMMAND)
    assert assigned.code_of(COMMAND) == "domain.taken"


def test_unknown_ticket_is_refused(assigned: Any) -> None:
    assert assigned.code_of(replace(COMMAND, ticket="t9")) == "domain.unknown"


@pytest.mark.rule("S0-20")
def test_conclusion_is_kept(assigned: Any) -> None:
    assigned.do(COMMAND)
    assert assigned.do(CONCLUDED) == [
        AccountabilityConcluded(case="k", ticket="t", organisation="jingui", outcome="批评教育")
    ]
    row = assigned.folded(AccountabilityCase)["k",]
    assert (row.outcome, row.concluded_on) == ("批评教育", assigned.today)


def test_case_is_concluded_once(assigned: Any) -> None:
    assigned.do(COMMAND)
    assigned.do(CONCLUDED)
    assert assigned.refusal(CONCLUDED).values["state"] == "已作结论"


def test_unknown_case_is_refused(assigned: Any) -> None:
    assert assigned.code_of(CONCLUDED) == "domain.unknown"


def test_village_opens_no_case(assigned: Any) -> None:
    assert assigned.code_of(COMMAND, "village:jingui") == "commands.forbidden"
