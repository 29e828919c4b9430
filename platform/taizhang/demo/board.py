"""The board of the cycle, now and as of the day before publication; the timeline of one village."""

from taizhang.demo.story import Stage, chapter

FIELDS = "nodes { organisation report commented grade publishedOn }"
NOW = f"{{ assessments(first: 20) {{ {FIELDS} }} }}"
THEN = f'{{ assessments(first: 20, asOf: {{ time: "2015-12-21T15:59:59Z" }}) {{ {FIELDS} }} }}'


@chapter("santangjie", "考核台账：现在，以及公布前一天（GraphQL asOf）")
async def board(stage: Stage) -> None:
    """What was published on 22 December was not published on the 21st."""
    for title, document in (("现在", NOW), ("2015-12-21", THEN)):
        data = await stage.client.query("clerk", document, stage.client.last_position)
        rows = data["assessments"]["nodes"]
        published = sum(row["publishedOn"] is not None for row in rows)
        graded = sum(row["grade"] is not None for row in rows)
        stage.tell(f"{title}：{len(rows)} 个单位，已审定 {graded}，已公布 {published}")


CHAPTERS = (board,)
