"""Each kind of fault of a tenant's file is told with its place and remedy, and all at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from taizhang.errors import Reason, Refused
from taizhang.onboarding.file import load, read
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes

FILES = {path.parent.name: path.read_text(encoding="utf-8") for path in source_tenants()}


class Case(NamedTuple):
    """A source tenant's file with one text replaced, and what is told of it."""

    slug: str
    old: str
    new: str
    path: str
    remedy: str

    @property
    def text(self) -> str:
        """The faulty file."""
        assert self.old in FILES[self.slug]
        return FILES[self.slug].replace(self.old, self.new)


CASES = {
    "unknown key": Case(
        "santangjie",
        'name = "三堂街镇"',
        'name = "三堂街镇"\nrehersal = true',
        "rehersal",
        "是否想写“rehearsal”？",
    ),
    "missing key": Case(
        "santangjie", "rehearsal = true\n", "", "rehearsal", "补上 rehearsal = true 或 false"
    ),
    "wrong type": Case(
        "santangjie",
        "minimum = 80",
        'minimum = "八十"',
        "rules.meetings.attendance.minimum",
        '把 "八十" 改成不小于 1 的整数',
    ),
    "out of bounds": Case(
        "santangjie",
        "month = 12",
        "month = 13",
        "rules.cycles.deadline.month",
        "把 13 改成1 到 12 的整数",
    ),
    "a moment without zone": Case(
        "santangjie", "09:00:00+08:00", "09:00:00", "clock", "改成带时区的时刻"
    ),
    "not one of the words": Case(
        "hunan-town",
        'rounding = "floor"',
        'rounding = "down"',
        "rules.grades.quota#1.rounding",
        "以下之一：ceiling、floor、half_up",
    ),
    "no finite number": Case(
        "xinshao", "multiple = 1.7", "multiple = nan", "rules.pay.formula.multiple", "改成小数"
    ),
    "a number beyond all bounds": Case(
        "santangjie",
        "a_year = 1",
        "a_year = 99999999999999999999",
        "rules.cycles.recurrence.a_year",
        "改成不小于 1 的整数",
    ),
    "a character that cannot be stored": Case(
        "santangjie", "荷塘村", "荷塘\\u0000村", "organisations#5.name", "改成加引号的文字"
    ),
    "unknown section": Case(
        "santangjie",
        "[rules.cycles.deadline]",
        "[rules.cycle.deadline]",
        "rules.cycle",
        "是否想写“cycles”？",
    ),
    "missing section": Case(
        "xinshao", "[rules.pay.", "[rules.salary.", "rules.pay", "补上 [rules.pay.display]"
    ),
    "unknown provision": Case(
        "santangjie",
        "[rules.meetings.attendance]",
        "[rules.meetings.atendance]",
        "rules.meetings.atendance",
        "是否想写“attendance”？",
    ),
    "missing provision": Case(
        "santangjie",
        "[rules.meetings.comments]",
        "[rules.meetings.coments]",
        "rules.meetings.comments",
        "补上 comments = 一张表",
    ),
    "the only kind of meeting without its attendance": Case(
        "santangjie",
        '[rules.meetings.attendance]\nminimum = 80\nclause = "参会人员不少于80人"\n',
        "",
        "rules.meetings.attendance",
        "补上 attendance = 一张表",
    ),
    "a kind of meeting without its attendance": Case(
        "hunan-town",
        '[rules.meetings.kinds.attendance]\nminimum = 40\nclause = "参会人员不少于40人"\n',
        "",
        "rules.meetings.kinds#2.attendance",
        "补上 attendance = 一张表",
    ),
    "a kind of meeting that nobody attends": Case(
        "hunan-town",
        'categories = ["领导班子成员", "部门站所负责人"]',
        "categories = []",
        "rules.meetings.kinds#1.attendees.categories",
        "写出各项名称",
    ),
    "a kind of meeting twice": Case(
        "hunan-town",
        'name = "村级测评大会"',
        'name = "镇级测评会"',
        "rules.meetings.kinds#2.name",
        "换一个名称",
    ),
    "a kind of meeting under a name of ours": Case(
        "hunan-town",
        'name = "村级测评大会"',
        'name = "committee"',
        "rules.meetings.kinds#2.name",
        "是平台的用语",
    ),
    "a vote on an item that no ballot has": Case(
        "hunan-town",
        'items = ["班子", "党组织书记", "主任"]',
        'items = ["班子", "书记", "主任"]',
        "rules.meetings.kinds#1.items",
        "是否想写“党组织书记”？",
    ),
    "a kind of meeting that votes on nothing": Case(
        "hunan-town",
        'items = ["班子", "党组织书记", "主任"]',
        "items = []",
        "rules.meetings.kinds#1.items",
        "写出各项名称",
    ),
    "a kind of meeting that rests on nothing": Case(
        "hunan-town",
        'name = "文件称“测评大会”，演示选择冠以“村级”，与镇级测评会区别"',
        'name = ""',
        "rules.meetings.kinds#2.name",
        "在 choices 里写明 name",
    ),
    "a provision of a kind that rests on nothing": Case(
        "hunan-town",
        'minimum = "文件未规定镇级民主测评会议的到会人数，不设下限"\n',
        "",
        "rules.meetings.kinds#1.attendance.minimum",
        "在 choices 里写明 minimum",
    ),
    "an unknown provision of a kind": Case(
        "hunan-town",
        "[rules.meetings.kinds.agenda]\n",
        "[rules.meetings.kinds.agendas]\n",
        "rules.meetings.kinds#2.agendas",
        "是否想写“agenda”？",
    ),
    "neither clause nor choice": Case(
        "santangjie",
        'clause = "参会人员不少于80人"\n',
        "",
        "rules.meetings.attendance.minimum",
        "照抄原文 clause = “…”",
    ),
    "neither clause nor choice, in a provision that may be left out": Case(
        "university-dept",
        'every = "文件写“定期”，未写间隔，演示选择至少每 3 个月一次"',
        'every = ""',
        "rules.publicity.bulletins.every",
        "在 choices 里写明 every",
    ),
    "left out without a reason, in a provision that may be left out": Case(
        "xinshao",
        'remind = "文件未写提醒，演示选择不提醒"\n',
        "",
        "rules.publicity.bulletins.remind",
        "在 choices 里写明 remind",
    ),
    "a choice without a reason": Case(
        "xinshao",
        'decimals = "文件未写如何取整，演示选择显示到分；计算用精确数"',
        'decimals = " "',
        "rules.pay.display.decimals",
        "在 choices 里写明 decimals",
    ),
    "left out without a reason": Case(
        "university-dept",
        'minimum = "文件未规定参会人数，不设下限"\n',
        "",
        "rules.meetings.attendance.minimum",
        "在 choices 里写明 minimum",
    ),
    "a choice of nothing": Case(
        "xinshao",
        'decimals = "文件',
        'decimal = "文件',
        "rules.pay.display.choices.decimal",
        "是否想写“decimals”？",
    ),
    "unknown plugin": Case(
        "xinshao", 'plugins = ["pay"', 'plugins = ["pays"', "plugins", "是否想写“pay”？"
    ),
    "unknown role": Case(
        "santangjie",
        'roles = ["teller"]',
        'roles = ["tellers"]',
        "accounts#3.roles",
        "是否想写“teller”？",
    ),
    "the platform's role": Case(
        "santangjie", 'roles = ["teller"]', 'roles = ["system"]', "accounts#3.roles", "可用的有："
    ),
    "reserved actor": Case(
        "santangjie",
        'actor = "teller"',
        'actor = "policy:teller"',
        "accounts#3.actor",
        "换一个名字",
    ),
    "unfit actor": Case(
        "santangjie",
        'actor = "teller"',
        'actor = "监票人"',
        "accounts#3.actor",
        "改成加引号的文字（格式 ",
    ),
    "unknown unit of a person": Case(
        "santangjie",
        'organisation = "liuxi"',
        'organisation = "liuxj"',
        "people#3.organisation",
        "是否想写“liuxi”？",
    ),
    "unknown unit of an account": Case(
        "santangjie", 'unit = "liuxi"', 'unit = "liu-xi"', "accounts#8.unit", "是否想写“liuxi”？"
    ),
    "a secretary without a unit": Case(
        "santangjie", 'unit = "liuxi"\n', "", "accounts#8.unit", "补上 unit"
    ),
    "a unit twice": Case(
        "santangjie",
        'id = "shiqiao"',
        'id = "jingui"',
        "organisations#2.id",
        "换一个没有用过的编号",
    ),
    "a person twice": Case(
        "santangjie", 'id = "p-shiqiao"', 'id = "p-jingui"', "people#2.id", "换一个没有用过的编号"
    ),
    "an actor twice": Case(
        "santangjie",
        'actor = "teller"',
        'actor = "clerk"',
        "accounts#3.actor",
        "换一个没有用过的编号",
    ),
    "a quota on a grade that does not exist": Case(
        "hunan-town",
        'grade = "好"',
        'grade = "优秀"',
        "rules.grades.quota#1.grade",
        "可用的有：好、较好、一般、差",
    ),
    "a bad share": Case(
        "hunan-town",
        'share = "30%"',
        'share = "三成"',
        "rules.grades.quota#1.share",
        "写成 “30%”、“0.3” 或 “1/3”",
    ),
    "a share beyond the whole": Case(
        "university-dept",
        'share_max = "1/3"',
        'share_max = "4/3"',
        "rules.reports.achievements.share_max",
        "“1/3”",
    ),
    "a rationale for a grade that does not exist": Case(
        "hunan-town",
        '[rules.grades.rationale]\ngrades = ["好", "差"]',
        '[rules.grades.rationale]\ngrades = ["劣"]',
        "rules.grades.rationale.grades",
        "可用的有：好",
    ),
    "a rectification for a grade that does not exist": Case(
        "xinshao",
        'grades = ["较差"]',
        'grades = ["差"]',
        "rules.tickets.rectification.grades",
        "是否想写“较差”？",
    ),
    "a sanction for a grade that does not exist": Case(
        "xinshao",
        'on = "score"\nbelow = 70\ninclusive = false\ntarget = "unit"',
        'on = "grade"\ngrades = ["差"]\ntarget = "unit"',
        "rules.sanctions.consequences#1.grades",
        "是否想写“较差”？",
    ),
    "a quota on a grade that no person has": Case(
        "hunan-town",
        'grade = "优秀"',
        'grade = "好"',
        "rules.person_grades.quota#1.grade",
        "可用的有：优秀、称职、基本称职、不称职",
    ),
    "a class of persons that their rules do not have": Case(
        "hunan-town",
        '"其他干部" = [',
        '"其他人" = [',
        "rules.cycles.persons.classes.其他人",
        "是否想写“其他干部”？",
    ),
    "a ground on which no person may be left without a grade": Case(
        "hunan-town",
        'ground = "任职不满六个月"',
        'ground = "任职不满半年"',
        "rules.cycles.persons.ground",
        "任职不满六个月",
    ),
    "votes that are weighted": Case(
        "university-dept",
        'required = true\nclause = "综合平时掌握',
        'required = true\nweights = ["25%", "25%", "25%", "25%"]\nclause = "综合平时掌握',
        "rules.grades.composite.weights",
        "从 inputs 中删去“现场测评”，或不写 weights",
    ),
    "a grade twice": Case(
        "dongfang",
        'grades = ["好", "中", "差"]',
        'grades = ["好", "好", "差"]',
        "rules.grades.scale.grades",
        "等次“好”写了两次：第 1 项和第 2 项",
    ),
    "a choice of a ballot twice": Case(
        "dongfang",
        'scale = ["称职", "基本称职", "不称职"]',
        'scale = ["称职", "称职"]',
        "rules.ballots.form.scale",
        "选项“称职”写了两次：第 1 项和第 2 项",
    ),
    "a day that does not exist": Case(
        "hunan-town", "day = 30", "day = 31", "rules.cycles.deadline.day", "改为该月有的日子"
    ),
    "more present than there are": Case(
        "santangjie",
        "present_min = 6",
        "present_min = 10",
        "rules.meetings.committee.present_min",
        "不超过 members",
    ),
    "nowhere to publish": Case(
        "santangjie",
        'scopes = ["全镇各村(社区)党组织", "全镇党员和群众"]',
        "scopes = []",
        "rules.results.publication.scopes",
        "写出各项名称",
    ),
    "a clock without rehearsal": Case(
        "santangjie", "rehearsal = true", "rehearsal = false", "clock", "删去 clock"
    ),
}


def reasons(text: str, schemes: Schemes) -> Sequence[Reason]:
    """What is wrong with a file's text."""
    with pytest.raises(Refused) as refused:
        read(text, "tenant.toml", schemes)
    return refused.value.reasons


def lines_of(text: str, schemes: Schemes) -> dict[str, str]:
    """The line of the file that each fault points to, by the fault's place."""
    lines = ["", *text.splitlines()]
    told = reasons(text, schemes)
    return {reason.values["path"]: lines[reason.values["line"] or 0] for reason in told}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fault_is_told_with_its_place_and_remedy(case: Case, schemes: Schemes) -> None:
    told = {reason.values["path"]: reason for reason in reasons(case.text, schemes)}
    assert case.path in told
    assert case.remedy in told[case.path].sentence()


def test_kind_of_meeting_need_not_say_what_holds_for_all(schemes: Schemes) -> None:
    kind = '[[rules.meetings.kinds]]\nname = "大会"\nclause = "召开大会"\n'
    kind += '[rules.meetings.kinds.choices]\nitems = "文件未写,演示选择不限"\n'
    said = read(f"{FILES['santangjie']}\n{kind}", "tenant.toml", schemes)
    assert [each["name"] for each in said.rules["meetings"]["kinds"]] == ["大会"]


def test_one_fault_is_told_once(schemes: Schemes) -> None:
    assert len(reasons(CASES["wrong type"].text, schemes)) == 1


@pytest.mark.parametrize(
    ("case", "line"),
    [
        ("unknown key", "rehersal = true"),
        ("wrong type", 'minimum = "八十"'),
        ("left out without a reason", "[rules.meetings.attendance.choices]"),
        ("unknown role", 'roles = ["tellers"]'),
        ("unknown unit of a person", 'organisation = "liuxj"'),
        ("a bad share", 'share = "三成"'),
        ("missing section", "[rules.cycles.deadline]"),
    ],
)
def test_a_fault_points_to_its_line(case: str, line: str, schemes: Schemes) -> None:
    assert lines_of(CASES[case].text, schemes)[CASES[case].path] == line


def test_all_faults_are_told_at_once_in_the_order_of_the_file(schemes: Schemes) -> None:
    text = FILES["santangjie"]
    for name in ("unknown key", "wrong type", "neither clause nor choice", "unknown role"):
        text = text.replace(CASES[name].old, CASES[name].new)
    for name in ("unknown unit of a person", "a unit twice", "nowhere to publish"):
        text = text.replace(CASES[name].old, CASES[name].new)
    told = [reason.values["path"] for reason in reasons(text, schemes)]
    assert told == [
        "rehersal",
        "rules.meetings.attendance.minimum",
        "rules.meetings.attendance.minimum",
        "rules.results.publication.scopes",
        "organisations#2.id",
        "people#2.organisation",
        "people#3.organisation",
        "accounts#3.roles",
        "accounts#7.unit",
    ]


def test_a_faulty_unit_does_not_make_its_people_homeless(schemes: Schemes) -> None:
    text = FILES["santangjie"].replace('name = "柳溪村"', "name = 3")
    assert [reason.values["path"] for reason in reasons(text, schemes)] == ["organisations#3.name"]


def test_a_fault_is_told_in_english_too(schemes: Schemes) -> None:
    (reason,) = reasons(CASES["unknown plugin"].text, schemes)[:1]
    assert reason.sentence("en").endswith("there is no plugin 'pays'; did you mean 'pay'?")


def test_malformed_toml_is_told_with_what_the_parser_found(schemes: Schemes) -> None:
    (reason,) = reasons("slug = santangjie", schemes)
    assert "line 1" in reason.sentence()


@pytest.mark.parametrize("text", ["", "rules = 3", "[[rules]]", "accounts = [1]", "plugins = 1"])
def test_a_file_of_another_shape_is_refused(text: str, schemes: Schemes) -> None:
    assert {reason.refusal.code for reason in reasons(text, schemes)} == {"onboarding.file"}


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, schemes: Schemes) -> None:
    with pytest.raises(Refused) as refused:
        load(tmp_path / "tenant.toml", schemes)
    assert refused.value.code == "onboarding.file"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path, schemes: Schemes) -> None:
    path = tmp_path / "tenant.toml"
    path.write_bytes('name = "三堂街镇"'.encode("gb18030"))
    with pytest.raises(Refused) as refused:
        load(path, schemes)
    assert "UTF-8" in str(refused.value)


def test_comments_do_not_change_what_a_file_says(schemes: Schemes) -> None:
    text = FILES["santangjie"]
    said = read(text, "a", schemes)
    assert read(f"# another comment\n{text}", "b", schemes).digest == said.digest


def test_a_changed_number_changes_what_a_file_says(schemes: Schemes) -> None:
    text = FILES["santangjie"]
    changed = read(text.replace("minimum = 80", "minimum = 81"), "b", schemes)
    assert changed.digest != read(text, "a", schemes).digest
