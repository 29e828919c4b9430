"""新邵县, 2012: pay at 1.7 times last year's net income, 1 : 0.9 : 0.7 (S3-01, S3-02)."""

from taizhang.demo.story import Stage, chapter

TENANT = "xinshao"


@chapter(TENANT, "公布上年度农民人均纯收入，计算报酬（S3-01、S3-02）")
async def pay(stage: Stage) -> None:
    """The income of the year before is recorded; pay is computed and explained."""
    refused = await stage.ask("finance", "pay.compute", year=2012, refused="pay.income_missing")
    stage.tell(f"不能计算：{refused['detail']}")
    await stage.ask(
        "finance",
        "pay.publish_income",
        year=2011,
        yuan="4302.5",
        source="示例数据（虚构），非统计部门公布",
    )
    receipt = await stage.ask("finance", "pay.compute", year=2012)
    for line in receipt["events"][0]["body"]["working"]:
        stage.tell(line)


@chapter("santangjie", "没有启用“一定三有”的单位不能计算报酬")
async def off(stage: Stage) -> None:
    """The plugin is switched on for 新邵县 only."""
    refused = await stage.ask("clerk", "pay.compute", year=2015, refused="tenancy.plugin_off")
    stage.tell(refused["detail"])


CHAPTERS = (pay, off)
