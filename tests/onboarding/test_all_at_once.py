"""One file with every kind of fault: all are told, line by line, and nothing of it is applied."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from taizhang.app import Platform
from taizhang.errors import Reason, Refused
from taizhang.onboarding.apply import apply
from taizhang.onboarding.checking import load_all
from taizhang.onboarding.file import load, read
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes

GOOD = {path.parent.name: path for path in source_tenants()}
TEXT = GOOD["santangjie"].read_text(encoding="utf-8")
SECTION = """
[rules.scoring.marks]
clause = "按百分制计分"
bands = [
  { name = "好", low = 90 },
  { name = "较好", low = 80, below = 89 },
  { name = "一般", low = 60, below = 85 },
  { name = "差", below = 60 },
]

[rules.scoring.course]
steps = [
  { name = "提议", body = "党组织" },
  { name = "决议", body = "村民大会" },
  { name = "提议", body = "村民会议" },
]

[rules.spare.marks]
bands = []
clause = "按百分制计分"
"""
CHANGES = (
    ("rehearsal = true", "rehearsal = true\nrehersal = true"),
    ("plugins = [", 'plugins = ["scorin", "scoring", "coverage", '),
    ("minimum = 80", 'minimum = "八十"'),
    (
        "\n[rules.meetings.committee]",
        "\n[rules.meetings.attendance_share]\n"
        'share = "1/2"\nclause = "半数以上到会"\n\n[rules.meetings.committee]',
    ),
    ("present_min = 6", "present_min = 10"),
    (
        'inputs = ["基层党建工作履职情况"',
        'weights = ["50%", "30%", "10%"]\ninputs = ["基层党建工作履职情况"',
    ),
    (
        "\n[rules.grades.composite]",
        "\n[[rules.grades.quota]]\n"
        'grade = "优"\nshare = "三成"\nrounding = "floor"\nhardness = "hard"\n'
        'clause = "不超过三成"\n\n[rules.grades.composite]',
    ),
    ('clause = "由镇党委负责组织,一般', 'clausee = "由镇党委负责组织,一般'),
    ('roles = ["teller"]', 'roles = ["tellers"]'),
    ("\n[[organisations]]", f"{SECTION}\n[[organisations]]"),
)
#: What kind of fault, at which place, and the line of the file that it points to.
EXPECTED = [
    ("unknown", "rehersal", "rehersal = true"),
    ("unknown", "plugins", 'plugins = ["scorin", '),
    ("missing", "rules.coverage", "[rules.cycles.deadline]"),
    ("baseless", "rules.cycles.deadline.month", "month = 12"),
    ("baseless", "rules.cycles.deadline.day", "day = 31"),
    ("baseless", "rules.cycles.deadline.hardness", "hardness = "),
    ("unknown", "rules.cycles.deadline.clausee", "clausee = "),
    ("value", "rules.meetings.attendance.minimum", 'minimum = "八十"'),
    ("missing", "rules.meetings.attendance_share.base", "[rules.meetings.attendance_share"),
    ("missing", "rules.meetings.attendance_share.strict", "[rules.meetings.attendance_share"),
    ("incoherent", "rules.meetings.committee.present_min", "present_min = 10"),
    ("missing", "rules.grades.quota#1.spread", "[[rules.grades.quota]]"),
    ("unknown", "rules.grades.quota#1.grade", 'grade = "优"'),
    ("share", "rules.grades.quota#1.share", 'share = "三成"'),
    ("weights", "rules.grades.composite.weights", "weights = "),
    ("bands", "rules.scoring.marks.bands#2.below", '  { name = "较好", '),
    ("bands", "rules.scoring.marks.bands#3.below", '  { name = "一般", '),
    ("baseless", "rules.scoring.course.steps", "steps = ["),
    ("value", "rules.scoring.course.steps#2.body", '  { name = "决议", '),
    ("twice", "rules.scoring.course.steps#3.name", '  { name = "提议", body = "村民会议"'),
    ("switched_off", "rules.spare", "[rules.spare.marks]"),
    ("unknown", "accounts#3.roles", 'roles = ["tellers"]'),
]


def faulty() -> str:
    text = TEXT
    for old, new in CHANGES:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def reasons(text: str, schemes: Schemes) -> Sequence[Reason]:
    with pytest.raises(Refused) as refused:
        read(text, "tenant.toml", schemes)
    return refused.value.reasons


def test_every_fault_is_told_in_the_order_of_the_lines(scoring: Schemes) -> None:
    text = faulty()
    lines = text.splitlines()
    told = [reason.values for reason in reasons(text, scoring)]
    assert [(v["kind"], v["path"]) for v in told] == [(kind, path) for kind, path, _ in EXPECTED]
    for values, (_, path, line) in zip(told, EXPECTED, strict=True):
        assert lines[values["line"] - 1].startswith(line), path


def test_every_fault_says_file_line_what_is_expected_and_a_remedy(scoring: Schemes) -> None:
    for reason in reasons(faulty(), scoring):
        values = reason.values
        told = f"tenant.toml 第 {values['line']} 行 {values['path']}："
        assert reason.sentence() == f"{told}{values['expected']}；{values['remedy']}"
        assert all(values[name] for name in ("expected", "remedy", "expected_en", "remedy_en"))


def test_a_gap_and_an_overlap_name_a_value(scoring: Schemes) -> None:
    told = [r.values["expected"] for r in reasons(faulty(), scoring) if r.values["kind"] == "bands"]
    assert told == [
        "“较好”与“好”之间有空档：89.5 不属于任何一档",
        "“一般”与“较好”重叠：80 同属两档",
    ]


async def applied_all(places: list[Path], platform: Platform) -> None:
    """As `taizhang tenants apply` does it."""
    for file in load_all(places, platform.schemes).values():
        await apply(file, platform.register, platform.dispatcher)


@pytest.mark.anyio
async def test_nothing_is_applied_of_a_faulty_file_or_of_those_beside_it(
    platform: Platform, tmp_path: Path
) -> None:
    good = load(GOOD["santangjie"], platform.schemes)
    applied = await apply(good, platform.register, platform.dispatcher)
    bad = tmp_path / "bad" / "tenant.toml"
    bad.parent.mkdir()
    bad.write_text(TEXT.replace("minimum = 80", "minimum = 0"), encoding="utf-8")
    with pytest.raises(Refused):
        await applied_all([GOOD["dongfang"], tmp_path], platform)
    head = (await platform.log.read_boundary(applied.tenant.id, [])).head
    assert head == applied.receipt.position
    assert [tenant.slug for tenant in await platform.register.all()] == ["santangjie"]
