"""The ledger of problems on paper (问题台账), one line a problem, the most urgent first (S4-31)."""

from collections.abc import Iterable, Mapping
from typing import Any

from taizhang.domain.tickets.standing import STATES
from taizhang.papers.document import Document
from taizhang.papers.paper import Block, Paper, Paragraph, Signatures, Table

_QUERY = """
query Board($cycle: String, $organisation: String) {
  tickets(
    first: 1000
    where: {cycle: {eq: $cycle}, organisation: {eq: $organisation}}
    orderBy: [{field: dueOn}]
  ) {
    totalCount
    nodes {
      organisation
      organisationRef { name }
      problem
      target
      responsible
      supervisor
      openedOn
      dueOn
      closedOn
      state
      overdue
    }
  }
}
"""
_COLUMNS = (
    "序号",
    "单位",
    "问题",
    "目标任务",
    "整改责任人",
    "督办人",
    "登记日期",
    "整改时限",
    "状态",
    "销号日期",
)


def _written(data: Mapping[str, Any]) -> Paper:
    found = data["tickets"]
    lines = found["nodes"]
    table = Table(_COLUMNS, [_line(number, each) for number, each in enumerate(lines, 1)])
    told: list[Block] = [Paragraph(_sum(lines)), table]
    if found["totalCount"] > len(lines):
        more = f"共 {found['totalCount']} 个问题，本件只列出前 {len(lines)} 个；请按单位分别出具。"
        told.append(Paragraph(more))
    return Paper("问题整改台账", [*told, Signatures(("登记人", "审核人"))])


def _line(number: int, ticket: Mapping[str, Any]) -> list[str]:
    unit = ticket["organisationRef"] or {"name": ticket["organisation"]}
    state = STATES.get(ticket["state"], ticket["state"])
    return [
        str(number),
        unit["name"],
        ticket["problem"],
        ticket["target"] or "",
        ticket["responsible"] or "",
        ticket["supervisor"] or "",
        ticket["openedOn"],
        ticket["dueOn"],
        f"{state}（超期）" if ticket["overdue"] else state,
        ticket["closedOn"] or "",
    ]


def _sum(lines: Iterable[Mapping[str, Any]]) -> str:
    listed = list(lines)
    closed = sum(each["state"] == "closed" for each in listed)
    overdue = sum(each["overdue"] for each in listed)
    return f"本台账列出问题 {len(listed)} 个，其中已销号 {closed} 个，整改超期 {overdue} 个。"


BOARD = Document(name="tickets.board", title="问题整改台账", query=_QUERY, write=_written)
