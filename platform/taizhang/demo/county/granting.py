"""An invented county lets an invented statistics platform read what its townships published."""

from typing import Any

from taizhang.demo.county.places import CLIENT, COUNTY, PLATFORM, TOWNSHIPS
from taizhang.demo.story import Stage, chapter
from taizhang.tenancy.clients import actor_of_client

ACTOR = actor_of_client(CLIENT)
PUBLISHED = """query Published {
  publishedIncomes(first: 10) { nodes { tenant year yuan } }
  assessments { totalCount }
}"""
DRAFTS = "query Drafts { assessments(first: 10) { nodes { draftGrade } } }"
ELSEWHERE = 'query Elsewhere { publishedIncomes(tenant: "xinshao") { totalCount } }'
ROWS = [
    {"row": "PublishedIncome", "fields": ["year", "yuan"]},
    {"row": "Assessment", "fields": ["grade", "publishedOn"]},
]


@chapter(COUNTY, "示例县（虚构）授权统计平台（虚构）查看各镇已公布的数据，每次查询留下日志")
async def granting(stage: Stage) -> None:
    """A grant, a query over two townships, what is refused, and the log that all of them see."""
    before = await stage.client.attempt(ACTOR, PUBLISHED)
    if before.code is not None:  # unless the chapter is told again
        stage.tell(f"授权以前：{before.body['detail']}")
    about = {"client": CLIENT, "title": PLATFORM, "basis": "示例函（虚构）"}
    await stage.ask("secretary", "access.grant", rows=ROWS, below=True, **about)
    data = await stage.awaited(_incomes, lambda found: len(found["nodes"]) == len(TOWNSHIPS))
    for income in data["nodes"]:
        stage.tell(f"{income['tenant']}：{income['year']} 年 {income['yuan']} 元")
    stage.tell(f"已公布的考核等次 {data['graded']} 个：各村正在考核，没有公布的看不到")
    for document in (DRAFTS, ELSEWHERE):
        refused = await stage.client.attempt(ACTOR, document)
        [error] = refused.body["errors"]
        stage.tell(f"拒绝：{error['message']}（{error['extensions']['remedy']}）")
    stage.tell(f"日志：{await stage.awaited(_log, lambda found: 'Elsewhere' in found)}")


async def _incomes(stage: Stage) -> dict[str, Any]:
    data = await stage.client.query(ACTOR, PUBLISHED)
    nodes, graded = data["publishedIncomes"]["nodes"], data["assessments"]["totalCount"]
    return {"nodes": nodes, "graded": graded}


async def _log(stage: Stage) -> str:
    page = await stage.client.read("auditor", f"/access/{COUNTY}/log?client={CLIENT}&limit=3")
    said = (f"{q['operation']} {q['code'] or q['status']}" for q in page["queries"][::-1])
    return "，".join(said)


CHAPTERS = (granting,)
