"""Provisions that contradict one another are told, each with its place and remedy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.errors import Refused
from taizhang.onboarding.file import read
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes

FILE = next(path for path in source_tenants() if path.parent.name == "xinshao")
TEXT = Path(FILE).read_text("utf-8")
OWN = "[rules.coverage.register]"
SINGLE = 'name = "单独建立"\njoint = false\nunits_min = 1\nunits_max = 1\nhardness = "hard"\n'


@pytest.fixture
def faults(schemes: Schemes) -> Callable[..., list[tuple[str, str]]]:
    """Place and remedy of each fault of the file with these texts replaced."""

    def find(*changes: tuple[str, str]) -> list[tuple[str, str]]:
        others, own = TEXT.split(OWN)
        for old, new in changes:
            assert old in own
            own = own.replace(old, new)
        try:
            read(others + OWN + own, "tenant.toml", schemes)
        except Refused as refused:
            return [(r.values["path"], r.values["remedy"]) for r in refused.reasons]
        return []

    return find


def test_the_file_as_it_is_has_none(faults: Any) -> None:
    assert faults() == []


@pytest.mark.rule("S3-26")
@pytest.mark.rule("S3-27")
@pytest.mark.parametrize(
    ("old", "new", "path", "remedy"),
    [
        (
            'townships = ["乡镇"]',
            'townships = ["乡镇", "社会组织"]',
            "rules.coverage.register.townships",
            "两处各写各的单位类别",
        ),
        (
            'kinds = ["非公有制企业"]',
            'kinds = ["民营企业"]',
            "rules.coverage.cultivation.kinds",
            "可用的有：非公有制企业、社会组织",
        ),
        (
            'near = "10%"',
            'near = "0"',
            "rules.coverage.figures.near",
            "写成“10%”这样的份额",
        ),
        (
            'about = "10%"',
            'about = "一成"',
            "rules.coverage.figures.about",
            "写成 “30%”、“0.3” 或 “1/3”",
        ),
        (
            "activists = 1\nmembers = 1",
            "activists = 0\nmembers = 0",
            "rules.coverage.cultivation.members",
            "至少一项写 1 以上",
        ),
        (
            'name = "区域建立"',
            'name = "联合建立"',
            "rules.coverage.modes#3.name",
            "删去一处，或换一个名称",
        ),
        (
            "units_min = 1\nunits_max = 1",
            "units_min = 2\nunits_max = 1",
            "rules.coverage.modes#1.units_max",
            "units_max 不小于 units_min",
        ),
        (
            'modes = ["单独建立"]',
            'modes = ["单独组建"]',
            "rules.coverage.duty.modes",
            "是否想写“单独建立”？",
        ),
        (
            'modes = ["单独建立"]',
            "modes = []",
            "rules.coverage.duty.modes",
            "写明 modes",
        ),
        (
            f"{SINGLE}members_min = 3",
            f"{SINGLE}members_min = 5",
            "rules.coverage.modes#1.members_min",
            "members_min 不超过 3",
        ),
        (
            'channels = ["税前列支", "财政支持", "党费拨返"]',
            'channels = ["税前列支", "税前列支"]',
            "rules.coverage.funding.channels",
            "删去一处，或换一个名称",
        ),
    ],
)
def test_contradiction_is_told_with_its_remedy(
    faults: Any, old: str, new: str, path: str, remedy: str
) -> None:
    assert faults((old, new)) == [(path, remedy)]


@pytest.mark.rule("S3-26")
def test_whether_exactly_fifty_counts_must_be_chosen(faults: Any) -> None:
    [(path, _)] = faults(("inclusive = false\n", ""))
    assert path == "rules.coverage.cultivation.inclusive"


def test_all_contradictions_are_told_at_once(faults: Any) -> None:
    found = faults(('near = "10%"', 'near = "2"'), ('modes = ["单独建立"]', "modes = []"))
    assert [path for path, _ in found] == [
        "rules.coverage.figures.near",
        "rules.coverage.duty.modes",
    ]


def test_what_cannot_be_read_hides_no_other_contradiction(faults: Any) -> None:
    found = faults(("employees = 50", 'employees = "多"'), ('modes = ["单独建立"]', "modes = []"))
    assert [path for path, _ in found] == [
        "rules.coverage.cultivation.employees",
        "rules.coverage.duty.modes",
    ]
