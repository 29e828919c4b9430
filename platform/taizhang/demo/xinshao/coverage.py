"""新邵县, 2012: 三个一批 in invented enterprises (S3-20, S3-25 to S3-27, S3-07)."""

from typing import Any

from taizhang.demo.story import Stage, chapter

TENANT = "xinshao"
FIRST, SECOND = "xiangzhen-1", "xiangzhen-2"
#: By enterprise: its township, its employees and full members as they were reported.
COUNTED = {
    "qiye-1": (FIRST, "86", "4"),
    "qiye-2": (FIRST, "50", "1"),
    "qiye-3": (FIRST, "50多", "1"),
    "qiye-4": (FIRST, "120", "0"),
    "qiye-5": (SECOND, "30", "1"),
    "qiye-6": (SECOND, "28", "1"),
    "qiye-7": (SECOND, "近20", "1"),
}
TOGETHER = ["qiye-2", "qiye-3", "qiye-4", "qiye-5", "qiye-6", "qiye-7"]
GAPS = (
    "{ twoNewUnits(first: 20, where: { gap: { eq: true } }, orderBy: {field: organisation})"
    " { nodes { organisationRef { name } employees lackingActivists lackingMembers } } }"
)
TOWNSHIPS = (
    "{ townshipCoverages(first: 20, orderBy: {field: township})"
    " { nodes { townshipRef { name } units covered coveredByMode led } } }"
)


@chapter(TENANT, "两新组织台账和职工人数（S3-26）")
async def counting(stage: Stage) -> None:
    """Seven enterprises are listed and counted; those above 50 have a target, and a gap."""
    for number, (unit, (township, employees, members)) in enumerate(COUNTED.items(), start=1):
        name = {"name": f"示例企业{number}", "kind": "非公有制企业"}
        await stage.ask("clerk", "organisations.register", organisation=unit, **name)
        await stage.ask("clerk", "coverage.list_unit", organisation=unit, township=township)
        counted = {"employees": employees, "members": members, "source": "乡镇报表（虚构）"}
        receipt = await stage.ask(
            f"unit:{township}", "coverage.report_headcount", organisation=unit, **counted
        )
        stage.tell_warning(receipt)
    await _tell_gaps(stage)


@chapter(TENANT, "集中选派：党建工作指导员（S3-20、S3-25）")
async def sending(stage: Stage) -> None:
    """One person at a time, from a county or township organ."""
    for number in (1, 2):
        person: dict[str, Any] = {"name": f"示例指导员{number}", "post": "干部"}
        place = {"organisation": "xianzhi-1", "since": "2010-01-01"}
        known = {"person": f"zhidao-{number}", **person, **place}
        await stage.ask("clerk", "organisations.register_person", **known)
    sent = {"document": "新组发〔2012〕2号（示例）", "sender": "xianzhi-1"}
    first = {"instructor": "zhidao-1", **sent}
    await stage.ask("clerk", "coverage.send_instructor", organisations=["qiye-1"], **first)
    refused = await stage.ask(
        "clerk",
        "coverage.send_instructor",
        refused="coverage.already_serving",
        organisations=["qiye-2"],
        **first,
    )
    stage.tell_refusal(refused)
    other = {"instructor": "zhidao-2", **sent, "organisations": TOGETHER}
    await stage.ask("clerk", "coverage.send_instructor", **other)


@chapter(TENANT, "集中培养：一名积极分子、一名党员（S3-26）")
async def cultivating(stage: Stage) -> None:
    """The first enterprise has both; the others keep their gap."""
    actor, unit = f"unit:{FIRST}", {"organisation": "qiye-1"}
    await stage.ask(actor, "coverage.confirm_activist", person="jiji-1", **unit)
    await stage.ask(actor, "coverage.admit_member", person="dangyuan-1", **unit)
    await _tell_gaps(stage)


@chapter(TENANT, "集中组建：单独建立、联合建立（S3-27）")
async def founding(stage: Stage) -> None:
    """Singly for one; jointly for six, which is more than there generally are."""
    paper = {"document": "新组发〔2012〕3号（示例）", "township": FIRST}
    single = {"party_organisation": "zhibu-1", "name": "示例企业1党支部", "mode": "单独建立"}
    await stage.ask(
        "clerk", "coverage.found_party_organisation", units=["qiye-1"], **single, **paper
    )
    joint = {"party_organisation": "zhibu-2", "name": "示例联合党支部", "mode": "联合建立"}
    refused = await stage.ask(
        "clerk",
        "coverage.found_party_organisation",
        refused="coverage.covered",
        units=["qiye-1", *TOGETHER],
        **joint,
        **paper,
    )
    stage.tell_refusal(refused)
    receipt = await stage.ask(
        "clerk",
        "coverage.found_party_organisation",
        units=TOGETHER,
        reason="六家同在一个园区，党员少",
        **joint,
        **paper,
    )
    stage.tell_warning(receipt)
    for channel, yuan in (("税前列支", "6000"), ("财政支持", "3000"), ("党费拨返", "800")):
        funds = {"year": 2012, "channel": channel, "yuan": yuan, "source": "示例账目（虚构）"}
        await stage.ask("clerk", "coverage.record_funds", party_organisation="zhibu-1", **funds)


@chapter(TENANT, "上报数与台账核对（S3-20、S3-25、S3-27）")
async def reconciling(stage: Stage) -> None:
    """What the document says, beside what this register holds: shown, not judged."""
    source = "健全“四项制度” 打造“四个党建”"
    figures = (
        ("s3-20", "instructors", "200多名"),
        ("s3-25", "instructors", "229名"),
        ("s3-27", "party_organisations", "80家"),
    )
    for total, matter, figure in figures:
        ask = {"total": total, "matter": matter, "figure": figure, "as_of": "2012-09-12"}
        receipt = await stage.ask("clerk", "coverage.report_total", source=source, **ask)
        stage.tell_warning(receipt)
        against = receipt["events"][0]["body"]["against"]
        for other in against:
            said = "不能同时成立" if other["refuted"] else "不矛盾"
            stage.tell(f"{figure}与另一处的{other['text']}{said}")
    data = await stage.client.query("clerk", TOWNSHIPS, stage.client.last_position)
    for row in data["townshipCoverages"]["nodes"]:
        modes = "、".join(f"{mode} {count}" for mode, count in row["coveredByMode"].items())
        share = f"{row['covered']}/{row['units']} 家已覆盖（{modes}）"
        stage.tell(f"{row['townshipRef']['name']}：{share}，党组织 {row['led']} 个")


async def _tell_gaps(stage: Stage) -> None:
    data = await stage.client.query("clerk", GAPS, stage.client.last_position)
    for row in data["twoNewUnits"]["nodes"]:
        lacking = f"还缺积极分子 {row['lackingActivists']} 名、党员 {row['lackingMembers']} 名"
        stage.tell(f"{row['organisationRef']['name']}（职工 {row['employees']} 人）：{lacking}")


CHAPTERS = (counting, sending, cultivating, founding, reconciling)
