"""五议, 四议一审, 联户代表会议 and others: lists of steps in a file, and no code."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert

from taizhang.errors import Refused
from taizhang.onboarding.file import TenantFile, read
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.testing import opened
from taizhang_plugins.deliberation.rows import Matter
from taizhang_plugins.deliberation.rules import DeliberationRules

pytestmark = pytest.mark.rule("S0-23")
REPRESENTATIVES = "村民代表会议", "representatives"
#: Each way by its sittings: name of the step, body, what the law calls it.
VARIANTS: dict[str, list[tuple[str, str, str | None]]] = {
    "四议两公开": [
        ("提议", "支委会", "committee"),
        ("商议", "两委会", None),
        ("审议", "党员大会", "congress"),
        ("决议", *REPRESENTATIVES),
    ],
    "五议五公开": [
        ("党员群众建议", "村民小组", None),
        ("提议", "支委会", "committee"),
        ("商议", "两委会", None),
        ("审议", "党员大会", "congress"),
        ("决议", *REPRESENTATIVES),
    ],
    "四议一审两公开": [
        ("提议", "支委会", "committee"),
        ("商议", "两委会", None),
        ("乡镇审核", "乡镇党委", None),
        ("审议", "党员大会", "congress"),
        ("决议", *REPRESENTATIVES),
    ],
    "四议两公开一监督": [
        ("提议", "支委会", "committee"),
        ("商议", "两委会", None),
        ("监督委员会列席", "村务监督委员会", None),
        ("审议", "党员大会", "congress"),
        ("决议", *REPRESENTATIVES),
    ],
    "联户代表会议": [
        ("提议", "支委会", "committee"),
        ("商议", "两委会", None),
        ("审议", "党员大会", "congress"),
        ("决议", "联户代表会议", None),
    ],
}


def way(name: str, sittings: Iterable[tuple[str, str, str | None]]) -> str:
    lines = [f'[[rules.deliberation.ways]]\nname = "{name}"']
    lines.append('clause = "落实“四议两公开”等民主管理制度"')
    for step, body, law in sittings:
        act = "resolve" if step == "决议" else "discuss"
        lines.append(f'[[rules.deliberation.ways.steps]]\nname = "{step}"\nact = "{act}"')
        lines.append(f'[[rules.deliberation.ways.steps.bodies]]\nname = "{body}"')
        if law:
            lines.append(f'law = "{law}"')
        lines.append('majority = { share = "1/2", base = "应到", strict = true }')
    for step in ("disclose_resolution", "disclose_outcome"):
        lines.append(f'[[rules.deliberation.ways.steps]]\nname = "{step}"\nact = "{step}"')
    return "\n".join(lines) + "\n"


def text_with(ways: str, kind: str) -> str:
    """三堂街镇's file with other ways, and one kind of matter that goes one of them."""
    path = next(path for path in source_tenants() if path.parent.name == "santangjie")
    text = Path(path).read_text("utf-8")
    begin = text.index("[[rules.deliberation.ways]]")
    end = text.index("[rules.deliberation.merging]")
    kinds = (
        f'[[rules.deliberation.kinds]]\nname = "日常村务"\nway = "{kind}"\nvillagers = false\n'
        'clause = "落实“四议两公开”等民主管理制度"\n'
        '[rules.deliberation.kinds.choices]\nlisted = "演示选择不对应"\n'
    )
    return text[:begin] + ways + kinds + text[end:]


@pytest.fixture
def file_of(schemes: Schemes) -> Callable[[str], TenantFile]:
    """A tenant's file with all five ways, whose matters go one of them."""
    ways = "".join(way(name, steps) for name, steps in VARIANTS.items())
    return lambda name: read(text_with(ways, name), "tenant.toml", schemes)


def test_all_five_load_from_one_file(file_of: Any) -> None:
    ways = file_of("五议五公开").rules["deliberation"]["ways"]
    assert [each["name"] for each in ways] == list(VARIANTS)
    assert [len(each["steps"]) for each in ways] == [6, 7, 7, 7, 6]


@pytest.mark.parametrize("name", VARIANTS)
def test_a_matter_goes_the_way_that_its_file_lists(
    file_of: Any, schemes: Schemes, story_class: Any, name: str
) -> None:
    story = story_class(opened(file_of(name), schemes))
    story.open("日常村务")
    for step, _, _ in VARIANTS[name]:
        story.later()
        story.town.do(story.sitting(step, whole=30, present=30, votes_for=29, body=None))
    story.town.do(story.disclosure("disclose_resolution"))
    story.town.do(story.disclosure("disclose_outcome"))
    row = story.town.folded(Matter)["m-1",]
    assert (row.way, row.state) == (name, "finished")
    assert len(row.done) == len(VARIANTS[name]) + 2


@pytest.mark.parametrize("name", VARIANTS)
def test_no_way_lets_a_step_be_left_out(
    file_of: Any, schemes: Schemes, story_class: Any, name: str
) -> None:
    story = story_class(opened(file_of(name), schemes))
    story.open("日常村务")
    for step, _, _ in VARIANTS[name][1:]:
        ask = story.sitting(step, whole=30, present=30, votes_for=29, body=None)
        assert story.code(ask) == "deliberation.out_of_order"
    assert story.code(story.disclosure("disclose_outcome")) == "deliberation.out_of_order"


def test_an_unknown_key_of_a_step_is_told_with_the_nearest(schemes: Schemes) -> None:
    ways = way("四议两公开", VARIANTS["四议两公开"]).replace("majority =", "majorty =", 1)
    with pytest.raises(Refused) as refused:
        read(text_with(ways, "四议两公开"), "tenant.toml", schemes)
    [reason] = refused.value.reasons
    assert reason.values["path"].endswith("steps#1.bodies#1.majorty")
    assert "majority" in reason.values["remedy"]


def test_the_three_source_files_hold_what_the_scheme_reads(deliberating: Any) -> None:
    for file in deliberating:
        rules = convert(file.rules[DeliberationRules.section], DeliberationRules, strict=False)
        assert {kind.name for kind in rules.kinds} == {"公益事业", "日常村务"}
        assert [len(way.steps) for way in rules.ways] == [6]
