"""新邵县, 2012: pay at 1.7 times last year's net income, 1 : 0.9 : 0.7 (S3-01 to S3-03)."""

from typing import Any

from taizhang.demo.story import Stage, chapter

TENANT, OFF = "xinshao", "dongfang"
VILLAGE, SECRETARY, DIRECTOR, ACCOUNTANT = "shili-cun", "p-geng", "p-xin", "p-ren"
EARLIER = {"村党支部书记": "6560", "村主任": "5900", "其他固定补贴村干部": "4590"}
PEOPLE = (
    (SECRETARY, "示例庚", "村党支部书记", "2010-01-01"),
    (DIRECTOR, "示例辛", "村主任", "2010-01-01"),
    (ACCOUNTANT, "示例壬", "村会计", "2011-01-01"),
)
INVENTED = "示例数据（虚构），非统计部门公布"


@chapter(TENANT, "公布上年度农民人均纯收入，计算报酬（S3-01、S3-02）")
async def table(stage: Stage) -> None:
    """The income of the year before is recorded; pay is computed and explained."""
    refused = await stage.ask("finance", "pay.compute", year=2012, refused="pay.income_missing")
    stage.tell_refusal(refused)
    published = await _publish(stage, 2011, "4302.5")
    stage.tell(f"第 {published} 条：2011 年度农民人均纯收入 4302.5 元")
    refused = await stage.ask("finance", "pay.compute", year=2011, refused="pay.before_rules")
    stage.tell_refusal(refused)
    await stage.ask(
        "finance", "pay.prescribe", year=2011, yuan=EARLIER, document="2011 年执行的标准（虚构）"
    )
    computed = await stage.ask("finance", "pay.compute", year=2012)
    for line in _body(computed)["working"]:
        stage.tell(line)


@chapter(TENANT, "按任职月数编制到人的报酬表，与“人均增加600多元”核对（S3-02、S3-03）")
async def sheet(stage: Stage) -> None:
    """Three cadres of one village, and what each is paid more than in the year before."""
    await stage.ask(
        "clerk", "organisations.register", organisation=VILLAGE, name="示例村", kind="村"
    )
    for person, name, post, since in PEOPLE:
        about = {"person": person, "organisation": VILLAGE, "post": post, "since": since}
        await stage.ask("clerk", "organisations.register_person", name=name, **about)
    for year in (2011, 2012):
        drawn = await stage.ask("finance", "pay.draw_sheet", year=year, organisation=VILLAGE)
    for line in _body(drawn)["lines"]:
        stage.tell(f"{'、'.join(line['posts'])}：{line['yuan']} 元，上年 {line['last_year']} 元")
    reported = await stage.ask(
        "finance", "pay.report_growth", year=2012, figure="600多元", source="县委组织部 2012 年文章"
    )
    grown = _body(reported)
    agrees = "不可能相符" if grown["refuted"] else "相符"
    stage.tell(f"核算人均增加 {grown['shown']} 元，报告“{grown['figure']}”，{agrees}")


@chapter(TENANT, "据报酬表发放，未发的人员一目了然（S0-32）")
async def payments(stage: Stage) -> None:
    """Two are paid; who is not on the sheet is not; one is still to be paid."""
    await _pay(stage, "1", SECRETARY, "7314.25")
    await _pay(stage, "2", DIRECTOR, "6582.83")
    refused = await _pay(stage, "3", "p-xiangzhen-1", "100", refused="pay.not_on_sheet")
    stage.tell_refusal(refused)
    unpaid = await stage.until("finance", UNPAID, "personPays")
    for each in unpaid:
        stage.tell(f"未发足：{'、'.join(each['posts'])}，还差 {each['outstanding']} 元")


@chapter(TENANT, "人均纯收入更正后，报酬重新计算，差额补发（S3-03）")
async def correction(stage: Stage) -> None:
    """Nothing is overwritten: the table says that it is outdated, and a new one names the rest."""
    fact = stage.memory.data["pay_income"]
    receipt = await stage.ask(
        "clerk",
        "amendments.correct",
        fact=fact,
        fields={"yuan": "4310"},
        reason="统计部门修正数据（虚构）",
        evidence="修正公告（虚构）",
    )
    for change in _body(receipt)["changes"]:
        stage.tell(f"第 {fact} 条：{change['was']} → {change['becomes']}")
    if "pay_outdated" not in stage.memory.data:  # a story told again finds the new table
        outdated = await stage.until("finance", OUTDATED, "payTables")
        stage.memory.keep(pay_outdated=outdated[0]["because"])
    stage.tell(f"报酬标准依据已变化：{stage.memory.data['pay_outdated']}")
    refused = await stage.ask(
        "finance",
        "pay.draw_sheet",
        year=2012,
        organisation=VILLAGE,
        refused="pay.table_outdated",
    )
    stage.tell_refusal(refused)
    await stage.ask("finance", "pay.compute", year=2012)
    drawn = await stage.ask("finance", "pay.draw_sheet", year=2012, organisation=VILLAGE)
    for line in _body(drawn)["lines"]:
        stage.tell(f"{'、'.join(line['posts'])}：原 {line['before']} 元，现 {line['yuan']} 元")
    await _pay(stage, "4", SECRETARY, "12.75")


@chapter(TENANT, "“一定三有”的其他各项，登记做了什么、凭什么（S0-32）")
async def promises(stage: Stage) -> None:
    """A promise is a fact with evidence; pay is the only one in numbers."""
    await stage.ask(
        "clerk",
        "pay.keep_promise",
        promise="1",
        year=2012,
        organisation=VILLAGE,
        kind="duties",
        done="村支两委公开承诺八项职责（虚构）",
        evidence="承诺书存根第 3 号（虚构）",
    )
    (stands,) = await stage.until("clerk", PROMISES, "promiseYears")
    stage.tell(
        f"定权责 {stands['duties']} 条，有前景 {stands['prospects']} 条，"
        f"有保障 {stands['security']} 条"
    )


@chapter(OFF, "没有启用“一定三有”的单位不能计算报酬")
async def off(stage: Stage) -> None:
    """The plugin is on where the source speaks of it, and off elsewhere."""
    refused = await stage.ask("clerk", "pay.compute", year=2011, refused="tenancy.plugin_off")
    stage.tell(refused["detail"])


OUTDATED = "{ payTables(where: {outdated: {eq: true}}) { nodes { because } } }"
UNPAID = """{ personPays(where: {year: {eq: 2012}, outstanding: {gt: "0"}}) {
  nodes { posts outstanding } } }"""
PROMISES = "{ promiseYears(where: {year: {eq: 2012}}) { nodes { duties prospects security } } }"


async def _publish(stage: Stage, year: int, yuan: str) -> int:
    """Publish an income; its position in the log, kept for the day when it is corrected."""
    receipt = await stage.ask(
        "finance", "pay.publish_income", year=year, kind="net", yuan=yuan, source=INVENTED
    )
    position: int = receipt["events"][0]["position"]
    stage.memory.keep(pay_income=position)
    return position


async def _pay(
    stage: Stage, payment: str, person: str, yuan: str, *, refused: str | None = None
) -> Any:
    about = {"payment": payment, "year": 2012, "organisation": VILLAGE, "person": person}
    paid = {"direction": "paid", "yuan": yuan, "voucher": f"凭证 {payment} 号（虚构）"}
    expected = {"refused": refused} if refused else {}
    return await stage.ask("finance", "pay.make_payment", **about, **paid, **expected)


def _body(receipt: Any) -> Any:
    return receipt["events"][0]["body"]


CHAPTERS = (table, sheet, payments, correction, promises, off)
