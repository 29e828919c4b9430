"""Every section, the core's or a plugin's, says what it must not say, as far as it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from taizhang.errors import Reason, Refused
from taizhang.onboarding.file import read
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes

PATHS: dict[str, Path] = {path.parent.name: path for path in source_tenants()}
TEXT = PATHS["university-dept"].read_text(encoding="utf-8")
INPUTS = 'inputs = ["平时掌握", "调研了解", "领导点评", "现场测评"]'
MARKS = """
[rules.scoring.marks]
clause = "按百分制计分"
bands = [{ name = "好", low = 60 }, { name = "差", below = 60 }]
"""
Told = Callable[..., list[Reason]]


@pytest.fixture
def told(scoring: Schemes) -> Told:
    """What is wrong with the department's file, changed and with a section more."""

    def found(*changes: tuple[str, str], section: str = "") -> list[Reason]:
        text = TEXT
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        if section:
            text = text.replace("plugins = [", 'plugins = ["scoring", ', 1) + section
        try:
            read(text, "tenant.toml", scoring)
        except Refused as refused:
            return list(refused.reasons)
        return []

    return found


def places(reasons: list[Reason]) -> list[str]:
    return [reason.values["path"] for reason in reasons]


def test_a_file_with_a_plugins_section_is_fine(told: Told) -> None:
    assert told(section=MARKS) == []


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ('["40%", "20%", "20%"]', ["合计 100%，现合计 80%", "4 项依据，3 个权重"]),
        ('["40%", "20%", "20%", "二成"]', ["“二成”不是 0 到 1 的份额"]),
        ('["60%", "20%", "20%", "0%"]', ["权重须各大于 0"]),
        ('["1/3", "1/3", "1/6", "1/7"]', ["现合计 2050/21%"]),
    ],
)
def test_all_that_is_wrong_with_weights_is_told_at_them(
    told: Told, weights: str, expected: list[str]
) -> None:
    appraisal = ('input = "现场测评"', 'input = "民主测评"')
    reasons = told((INPUTS, f"{INPUTS}\nweights = {weights}"), appraisal)
    assert set(places(reasons)) == {"rules.grades.composite.weights"}
    for reason, words in zip(reasons, expected, strict=True):
        assert words in reason.sentence()


def test_a_share_without_its_base_is_told(told: Told) -> None:
    table = "[rules.meetings.attendance_share"
    start = TEXT.index(table)
    section = f"""{table}]
share = "1/2"
clause = "半数以上到会"
{table}.choices]
base = "演示选择不写"
strict = "演示选择不写"
whole = "演示选择不写"
"""
    reasons = told((TEXT[start : TEXT.index("\n[", start)], section))
    assert [(r.values["path"], r.values["kind"]) for r in reasons] == [
        ("rules.meetings.attendance_share.base", "missing"),
        ("rules.meetings.attendance_share.strict", "missing"),
    ]
    assert "以什么为基数（应到或全体）" in reasons[0].sentence()


def test_a_fault_does_not_hide_others_of_its_section(told: Told) -> None:
    quotas = """
[[rules.grades.quota]]
grade = "优"
share = 30
spread = "pooled"
rounding = "floor"
hardness = "hard"
clause = "优等次不超过三成"

[[rules.grades.quota]]
grade = "较好"
share = "30%"
spread = "pooled"
rounding = "down"
hardness = "hard"
clause = "较好等次不超过三成"
"""
    reasons = told((INPUTS, f"{INPUTS}\nrequried = true"), section=MARKS + quotas)
    assert places(reasons) == [
        "rules.grades.composite.requried",
        "rules.grades.quota#1.grade",
        "rules.grades.quota#1.share",
        "rules.grades.quota#2.rounding",
    ]


def test_nothing_is_said_of_what_hangs_on_a_fault(told: Told) -> None:
    scale = 'grades = ["好", "较好", "一般", "差"]'
    assert places(told((scale, 'grades = ["好", 3]'))) == ["rules.grades.scale.grades"]


def test_a_provision_that_contradicts_itself_twice_is_told_twice(told: Told) -> None:
    steps = ", ".join('{ name = "提议", body = "党组织" }' for _ in range(6))
    course = f'\n[rules.scoring.course]\nclause = "按步骤"\nsteps = [{steps}]\n'
    reasons = told(section=MARKS + course)
    assert [r.values["kind"] for r in reasons].count("twice") == 5
    assert "步骤不能超过 5 个" in " ".join(r.sentence() for r in reasons)


def test_a_table_of_any_names_is_read_entry_by_entry(told: Told) -> None:
    variant = (
        '\n[rules.scoring.variants.township]\nclause = "乡镇"\nbands = [\n{ nmae = "好" },\n]\n'
    )
    reasons = told(section=MARKS + variant)
    assert places(reasons) == [
        "rules.scoring.variants.township.bands#1.nmae",
        "rules.scoring.variants.township.bands#1.name",
    ]
    lines = (TEXT + MARKS + variant).splitlines()
    assert {lines[r.values["line"] - 1] for r in reasons} == {'{ nmae = "好" },'}


def test_a_list_of_tables_has_as_many_as_it_may(told: Told) -> None:
    bands = ", ".join(f'{{ name = "{n}", low = {n}, below = {n + 1} }}' for n in range(7))
    [reason] = told(section=MARKS[: MARKS.index("bands")] + f"bands = [{bands}]\n")
    assert reason.values["path"] == "rules.scoring.marks.bands"
    assert reason.values["expected"] == "须为至多 6 项的列表，每项为一张表"


def test_a_section_whose_author_erred_is_named_and_the_rest_told(told: Told) -> None:
    broken = '\n[rules.scoring.variants.broken]\nclause = "乡镇"\nbands = []\n'
    reasons = told(("share_max = ", 'share_max = "9/8" #'), section=MARKS + broken)
    assert places(reasons) == ["rules.reports.achievements.share_max", "rules.scoring"]
    assert reasons[1].values["kind"] == "unchecked"
    assert "RuntimeError: its author did not think of this" in reasons[1].sentence()


def test_a_plugin_that_is_on_needs_its_section(told: Told) -> None:
    [reason] = told(("plugins = [", 'plugins = ["scoring", '))
    assert reason.values["path"] == "rules.scoring"
    assert reason.values["remedy"] == "补上 [rules.scoring.marks]"


def test_a_section_of_a_plugin_that_is_off_is_told(told: Told) -> None:
    [reason] = told(("\n[[organisations]]", f"{MARKS}\n[[organisations]]"))
    assert (reason.values["path"], reason.values["kind"]) == ("rules.scoring", "switched_off")
    assert reason.values["remedy"] == "在 plugins 中写上“scoring”，或删去这一节"


def test_a_plugin_named_twice_is_told(told: Told) -> None:
    reasons = told(("plugins = [", 'plugins = ["scoring", '), section=MARKS)
    assert [r.values["kind"] for r in reasons] == ["twice"]


def test_a_misspelt_plugin_leaves_its_section_alone(told: Told) -> None:
    off = MARKS + "\n[[organisations]]"
    [reason] = told(("plugins = [", 'plugins = ["scorin", '), ("\n[[organisations]]", off))
    assert reason.values["remedy"] == "是否想写“scoring”？"
