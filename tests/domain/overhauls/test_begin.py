"""An organisation is found weak by the tenant's symptoms, and labelled in the register."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.changing import LabelOrganisation
from taizhang.domain.organisations.events import OrganisationLabelled
from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.overhauls.events import WeakOrganisationFound
from taizhang.domain.overhauls.rows import Overhaul


@pytest.mark.rule("S1-04")
def test_weak_organisation_is_entered_with_its_symptoms_and_labelled(
    branch: Any, found: Any
) -> None:
    assert branch.do(found) == [
        WeakOrganisationFound(
            overhaul="w-1",
            organisation="jiaogong-1",
            symptoms=["组织生活不正常", "党组织缺乏号召力凝聚力"],
            facts="半年只开过一次会",
        ),
        OrganisationLabelled(
            organisation="jiaogong-1", labels=["教工", "软弱涣散"], since=branch.today
        ),
    ]
    row = branch.folded(Overhaul)["w-1",]
    assert (row.state, row.found_on, row.facts) == ("found", branch.today, "半年只开过一次会")


@pytest.mark.rule("S1-04")
def test_other_labels_of_the_unit_stay(branch: Any, found: Any) -> None:
    labels = ["重点支部"]
    branch.do(LabelOrganisation(organisation="jiaogong-1", labels=labels, since=branch.today))
    branch.do(found)
    assert branch.folded(Organisation)["jiaogong-1",].labels == ["重点支部", "软弱涣散"]


@pytest.mark.rule("S1-04")
def test_unit_that_bears_the_label_is_not_labelled_again(branch: Any, found: Any) -> None:
    labels = ["软弱涣散"]
    branch.do(LabelOrganisation(organisation="jiaogong-1", labels=labels, since=branch.today))
    [only] = branch.do(found)
    assert isinstance(only, WeakOrganisationFound)


@pytest.mark.rule("S1-04")
def test_tenant_without_a_label_labels_nobody(branch: Any, found: Any) -> None:
    branch.amend("overhauls.diagnosis", label=None)
    assert len(branch.do(found)) == 1


@pytest.mark.rule("S1-04")
def test_symptom_that_the_document_does_not_name_is_refused(branch: Any, found: Any) -> None:
    reason = branch.refusal(replace(found, symptoms=["组织生活不正常", "经费不足"]))
    assert (reason.refusal.code, reason.refusal.rule) == ("overhauls.unknown_symptom", "S1-04")
    assert reason.values["symptom"] == "经费不足"
    assert reason.clause == (
        "聚焦解决教师党支部书记“双带头人”比例低、组织生活不正常、党组织缺乏号召力凝聚力等问题"
    )


@pytest.mark.rule("S1-04")
def test_document_that_names_no_symptom_takes_any(santangjie: Any, found: Any) -> None:
    village = replace(found, organisation="jingui", symptoms=["班子不团结"])
    assert santangjie.do(village)[0].symptoms == ["班子不团结"]


def test_one_overhaul_of_a_unit_at_a_time(weak: Any, found: Any) -> None:
    reason = weak.refusal(replace(found, overhaul="w-2"))
    assert reason.refusal.code == "overhauls.under_way"
    assert reason.values == {"name": "教工第一党支部", "overhaul": "w-1"}
    assert weak.do(replace(found, overhaul="w-2", organisation="jiaogong-2"))


def test_identifier_is_given_once(weak: Any, found: Any) -> None:
    assert weak.code_of(replace(found, organisation="jiaogong-2")) == "domain.taken"


def test_unknown_unit_is_refused(branch: Any, found: Any) -> None:
    assert branch.refusal(replace(found, organisation="x")).values["id"] == "x"


def test_tenant_without_the_section_finds_nobody_weak(xinshao: Any, found: Any) -> None:
    unit = next(iter(xinshao.folded(Organisation)))[0]
    assert xinshao.code_of(replace(found, organisation=unit)) == "rules.not_adopted"


@pytest.fixture
def xinshao(source_town: Any) -> Any:
    return source_town("xinshao")


def test_two_findings_of_one_unit_make_a_conflict(
    branch: Any, found: Any, boundary: Any, selected: Any
) -> None:
    [first, _] = branch.do(found)
    assert selected(boundary(replace(found, overhaul="w-2")), first)


def test_branch_finds_nobody_weak(branch: Any, found: Any) -> None:
    assert branch.code_of(found, "branch:jiaogong-1") == "commands.forbidden"
