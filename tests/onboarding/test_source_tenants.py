"""The five source tenants: their files load, and carry the documents' numbers and words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taizhang.onboarding.file import TenantFile, load
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.tenancy.roles import Role

SLUGS = ("dongfang", "hunan-town", "santangjie", "university-dept", "xinshao")
SOURCES = Path(__file__).with_name("sources")


@pytest.fixture(scope="session")
def files(schemes: Schemes) -> dict[str, TenantFile]:
    loaded = (load(path, schemes) for path in source_tenants())
    return {file.slug: file for file in loaded}


def source(slug: str) -> str:
    """The document of a tenant, as far as it is transcribed."""
    return (SOURCES / f"{slug}.txt").read_text(encoding="utf-8")


def provisions(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of rules that states parameters, with its place."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from provisions(each, f"{path}.{number}")
    elif isinstance(value, dict):
        if "clause" in value or "choices" in value:
            yield path, value
        for key, each in value.items():
            yield from provisions(each, f"{path}.{key}")


def provision(file: TenantFile, path: str) -> dict[str, Any]:
    """One provision: `meetings.attendance`, or `grades.quota.0`."""
    return dict(provisions(file.rules))[f".{path}"]


def test_all_five_are_found() -> None:
    assert tuple(path.parent.name for path in source_tenants()) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_a_file_lies_in_the_folder_of_its_slug(files: dict[str, TenantFile], slug: str) -> None:
    assert files[slug].slug == slug


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_a_rehearsal_that_starts_under_its_own_document(
    files: dict[str, TenantFile], slug: str
) -> None:
    file = files[slug]
    assert file.rehearsal
    assert file.clock
    assert file.document.effective_from <= file.clock.date()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_clause_stands_in_the_document_word_for_word(
    files: dict[str, TenantFile], slug: str
) -> None:
    text = source(slug)
    clauses = [p["clause"] for _, p in provisions(files[slug].rules) if "clause" in p]
    assert [clause for clause in clauses if clause not in text] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_parameter_rests_on_a_clause_or_a_choice(
    files: dict[str, TenantFile], slug: str
) -> None:
    baseless = [
        f"{path}.{name}"
        for path, stated in provisions(files[slug].rules)
        for name in set(stated) - {"clause", "choices"}
        if not stated.get("clause") and name not in stated.get("choices", {})
    ]
    assert baseless == []


@pytest.mark.parametrize("slug", SLUGS)
def test_no_choice_is_worded_as_the_documents(files: dict[str, TenantFile], slug: str) -> None:
    notes = [n for _, p in provisions(files[slug].rules) for n in p.get("choices", {}).values()]
    assert [n for n in notes if not re.search("演示选择|演示的选择|不设[上下]限|取|选项", n)] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_each_unit_has_a_secretary_who_can_sign_in(files: dict[str, TenantFile], slug: str) -> None:
    file = files[slug]
    units = {unit.id for unit in file.organisations}
    assert {a.unit for a in file.accounts if Role.UNIT_SECRETARY in a.roles} == units
    assert {person.organisation for person in file.people} == units


@pytest.mark.parametrize("slug", SLUGS)
def test_people_are_marked_as_invented(files: dict[str, TenantFile], slug: str) -> None:
    assert all(person.name.startswith("示例") for person in files[slug].people)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_core_roles_of_a_demo_are_held(files: dict[str, TenantFile], slug: str) -> None:
    held = {role for account in files[slug].accounts for role in account.roles}
    needed = {"clerk", "committee_secretary", "teller", "supervisor", "auditor"}
    assert needed <= held


@pytest.mark.rule("S0-32")
def test_those_whose_documents_speak_of_pay_have_the_plugin(files: dict[str, TenantFile]) -> None:
    paying = {slug for slug, file in files.items() if "pay" in file.plugins}
    assert paying == {"santangjie", "xinshao"}


@pytest.mark.rule("S2-01")
def test_the_hunan_town_has_24_villages_and_communities(files: dict[str, TenantFile]) -> None:
    assert len(files["hunan-town"].organisations) == 24
    assert "全镇24个村(社区)班子" in source("hunan-town")


@pytest.mark.rule("S0-01")
def test_santangjie_assesses_villages_and_communities(files: dict[str, TenantFile]) -> None:
    assert {unit.kind for unit in files["santangjie"].organisations} == {"村", "社区"}


@pytest.mark.parametrize(
    ("slug", "count"),
    [
        pytest.param("santangjie", 6, marks=pytest.mark.rule("S0-04")),
        pytest.param("university-dept", 5, marks=pytest.mark.rule("S1-03")),
    ],
)
def test_the_content_heads_are_the_documents_own(
    files: dict[str, TenantFile], slug: str, count: int
) -> None:
    heads = files[slug].rules["reports"]["content"]["heads"]
    assert len(heads) == count
    assert [head for head in heads if head not in source(slug)] == []


@pytest.mark.rule("S0-07")
def test_the_attendee_categories_are_the_documents_own(files: dict[str, TenantFile]) -> None:
    stated = provision(files["santangjie"], "meetings.attendees")
    assert len(stated["categories"]) == 5
    assert all(category in stated["clause"] for category in stated["categories"])


@pytest.mark.parametrize(
    ("kind", "name", "categories"),
    [
        pytest.param(0, "镇级测评会", 2, marks=pytest.mark.rule("S2-08")),
        pytest.param(1, "村级测评大会", 6, marks=pytest.mark.rule("S2-11")),
    ],
)
def test_each_kind_of_meeting_has_the_categories_of_its_own_clause(
    files: dict[str, TenantFile], kind: int, name: str, categories: int
) -> None:
    stated = provision(files["hunan-town"], f"meetings.kinds.{kind}")
    attendees = stated["attendees"]
    assert (stated["name"], len(attendees["categories"])) == (name, categories)
    assert all(category in attendees["clause"] for category in attendees["categories"])


STATED = [
    pytest.param(
        "santangjie", "cycles.deadline", "month", 12, "年底前", marks=pytest.mark.rule("S0-02")
    ),
    pytest.param(
        "santangjie",
        "cycles.recurrence",
        "a_year",
        1,
        "每年第四季度",
        marks=pytest.mark.rule("S0-03"),
    ),
    pytest.param(
        "santangjie",
        "cycles.recurrence",
        "months",
        [10, 11, 12],
        "每年第四季度",
        marks=pytest.mark.rule("S0-03"),
    ),
    pytest.param(
        "santangjie",
        "cycles.deadline",
        "hardness",
        "soft",
        "一般在年底前",
        marks=pytest.mark.rule("S0-02"),
    ),
    pytest.param(
        "santangjie",
        "cycles.organiser",
        "body",
        "镇党委",
        "分级开展,由镇党委负责组织",
        marks=pytest.mark.rule("S0-01"),
    ),
    pytest.param(
        "santangjie",
        "meetings.attendance",
        "minimum",
        80,
        "参会人员不少于80人",
        marks=pytest.mark.rule("S0-08"),
    ),
    pytest.param(
        "santangjie",
        "meetings.comments",
        "required",
        True,
        "逐一进行点评",
        marks=pytest.mark.rule("S0-10"),
    ),
    pytest.param(
        "santangjie",
        "results.feedback",
        "required",
        True,
        "要向村党组织反馈",
        marks=pytest.mark.rule("S0-13"),
    ),
    pytest.param(
        "santangjie",
        "results.publication",
        "required",
        True,
        "要在一定范围内公布",
        marks=pytest.mark.rule("S0-16"),
    ),
    pytest.param(
        "university-dept",
        "cycles.deadline",
        "day",
        31,
        "2022年12月31日前完成考核工作",
        marks=pytest.mark.rule("S1-02"),
    ),
    pytest.param(
        "university-dept",
        "reports.length",
        "maximum",
        3500,
        "控制在3500字以内",
        marks=pytest.mark.rule("S1-07"),
    ),
    pytest.param(
        "university-dept",
        "reports.achievements",
        "share_max",
        "1/3",
        "讲成绩的篇幅不得超过1/3",
        marks=pytest.mark.rule("S1-08"),
    ),
    pytest.param(
        "university-dept",
        "grades.scale",
        "grades",
        ["好", "较好", "一般", "差"],
        "按“好、较好、一般、差”确定考核等次",
        marks=pytest.mark.rule("S1-15"),
    ),
    pytest.param(
        "hunan-town",
        "meetings.kinds.1.attendance",
        "minimum",
        40,
        "参会人员不少于40人",
        marks=pytest.mark.rule("S2-11"),
    ),
    pytest.param(
        "hunan-town",
        "grades.quota.0",
        "share",
        "30%",
        "好等次不能超过30%",
        marks=pytest.mark.rule("S2-15"),
    ),
    pytest.param(
        "hunan-town",
        "meetings.committee",
        "minutes_required",
        True,
        "形成会议记录",
        marks=pytest.mark.rule("S2-17"),
    ),
    pytest.param(
        "hunan-town",
        "grades.rationale",
        "grades",
        ["好", "差"],
        "评为好和差的要有简要评定理由",
        marks=pytest.mark.rule("S2-18"),
    ),
    pytest.param(
        "hunan-town",
        "person_grades.quota.0",
        "share",
        "30%",
        "优秀比例不能超过30%",
        marks=pytest.mark.rule("S2-16"),
    ),
    pytest.param(
        "hunan-town",
        "person_grades.ranking",
        "required",
        True,
        "四个等次综合排名",
        marks=pytest.mark.rule("S2-16"),
    ),
    pytest.param(
        "hunan-town",
        "person_grades.rationale",
        "grades",
        ["优秀", "不称职"],
        "评价为优秀和不称职干部的主要优缺点要进行简单说明",
        marks=pytest.mark.rule("S2-18"),
    ),
    pytest.param(
        "university-dept",
        "grades.appraisal",
        "input",
        "现场测评",
        "领导点评、现场测评等情况",
        marks=pytest.mark.rule("S1-15"),
    ),
    pytest.param(
        "xinshao",
        "pay.formula",
        "multiple",
        "1.7",
        "上年度农民人均纯收入的1.7倍",
        marks=pytest.mark.rule("S3-01"),
    ),
    pytest.param(
        "xinshao",
        "pay.ratio",
        "posts",
        {"村党支部书记": 1, "村主任": "0.9", "其他固定补贴村干部": "0.7"},
        "1:0.9:0.7",
        marks=pytest.mark.rule("S3-02"),
    ),
    pytest.param(
        "xinshao",
        "coverage.cultivation",
        "employees",
        50,
        "职工超过50人以上",
        marks=pytest.mark.rule("S3-26"),
    ),
    pytest.param(
        "xinshao",
        "coverage.modes.1",
        "name",
        "联合建立",
        "单独建立、联合建立、区域建立",
        marks=pytest.mark.rule("S3-27"),
    ),
    pytest.param(
        "xinshao",
        "coverage.funding",
        "channels",
        ["税前列支", "财政支持", "党费拨返"],
        "税前列支、财政支持、党费拨返",
        marks=pytest.mark.rule("S3-07"),
    ),
    pytest.param(
        "dongfang",
        "grades.scale",
        "grades",
        ["好", "中", "差"],
        "按“好、中、差”进行排队",
        marks=pytest.mark.rule("S4-14"),
    ),
]


@pytest.mark.parametrize(("slug", "path", "parameter", "value", "words"), STATED)
def test_what_the_document_states_is_carried_with_its_clause(
    files: dict[str, TenantFile], slug: str, path: str, parameter: str, value: object, words: str
) -> None:
    stated = provision(files[slug], path)
    assert stated[parameter] == value
    assert words in stated["clause"]
    assert parameter not in stated.get("choices", {})


SILENT = [
    ("santangjie", "grades.scale", "grades"),
    ("santangjie", "ballots.form", "scale"),
    ("santangjie", "meetings.committee", "members"),
    ("santangjie", "results.publication", "scopes"),
    ("santangjie", "tickets.rectification", "days"),
    ("university-dept", "reports.length", "counting"),
    ("university-dept", "meetings.attendance", "minimum"),
    ("hunan-town", "meetings.kinds.0.attendance", "minimum"),
    ("hunan-town", "grades.quota.0", "rounding"),
    ("hunan-town", "person_grades.quota.0", "spread"),
    ("santangjie", "grades.appraisal", "input"),
    ("xinshao", "pay.display", "decimals"),
    ("xinshao", "coverage.cultivation", "inclusive"),
    ("dongfang", "ballots.form", "scale"),
]


@pytest.mark.parametrize(("slug", "path", "parameter"), SILENT)
def test_what_the_document_leaves_open_is_noted_as_a_choice(
    files: dict[str, TenantFile], slug: str, path: str, parameter: str
) -> None:
    assert provision(files[slug], path)["choices"][parameter]


def test_a_number_that_is_not_limited_is_kept_as_nothing(files: dict[str, TenantFile]) -> None:
    assert provision(files["university-dept"], "meetings.attendance")["minimum"] is None


@pytest.mark.parametrize("slug", ["santangjie", "university-dept", "xinshao", "dongfang"])
def test_no_quota_is_put_into_the_mouth_of_a_document(
    files: dict[str, TenantFile], slug: str
) -> None:
    assert "quota" not in files[slug].rules["grades"]
