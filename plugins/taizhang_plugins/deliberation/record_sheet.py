"""The record sheet of a matter (四议两公开记录表), as a village keeps it in its files."""

from collections.abc import Iterator, Mapping
from typing import Any

from taizhang import Document, Heading, Paper, Paragraph, Signatures, Table

QUERY = """
query Sheet($matter: String!) {
  matter(matter: $matter) {
    title kind way state organisationRef { name } provisional openedOn attempt steps finding verdict
  }
  matterSteps(first: 50, where: { matter: { eq: $matter } }) {
    nodes {
      attempt step heldOn body whole due present votesFor against abstain carried
      noticeOn places until texts provisional
    }
  }
  matterObjections(first: 50, where: { matter: { eq: $matter } }) {
    nodes { body text answer raisedOn answeredOn }
  }
}
"""
_COLUMNS = ("步骤", "日期", "机构或地点", "全体", "应到", "实到", "赞成", "反对", "弃权", "结果")
_NONE = "—"


def write(data: Mapping[str, Any]) -> Paper:
    """The sheet of one matter."""
    matter = data["matter"]
    if matter is None:
        return Paper("四议两公开记录表", [Paragraph("没有这个事项。")])
    plan = {step: number for number, step in enumerate(matter["steps"])}
    steps = sorted(
        data["matterSteps"]["nodes"],
        key=lambda each: (each["attempt"], plan.get(each["step"], len(plan))),
    )
    provisional = matter["provisional"]
    return Paper(
        "四议两公开记录表",
        [
            Paragraph(f"单位：{matter['organisationRef']['name']}"),
            Paragraph(f"事项：{matter['title']}（{matter['kind']}，{matter['way']}）"),
            Paragraph(f"登记日期：{matter['openedOn']}；第 {matter['attempt']} 次提出"),
            Heading("议事步骤"),
            Table(_COLUMNS, [_line(step) for step in steps]),
            *_texts(steps),
            *_objections(data["matterObjections"]["nodes"]),
            *_followed(matter),
            Signatures(("村党支部书记", "村委会主任", "监督小组组长")),
        ],
        provisional=provisional,
    )


def _line(step: Mapping[str, Any]) -> list[str]:
    name = f"{step['step']}（暂算）" if step["provisional"] else step["step"]
    place = step["body"] or "、".join(step["places"])
    heads = (step[each] for each in ("whole", "due", "present", "votesFor", "against", "abstain"))
    figures = [_NONE if each is None else str(each) for each in heads]
    return [name, step["heldOn"], place, *figures, _outcome(step)]


def _outcome(step: Mapping[str, Any]) -> str:
    if step["carried"] is None:
        return f"公开到 {step['until']}" if step["until"] else "已公开"
    return "通过" if step["carried"] else "没有通过"


def _texts(steps: list[Mapping[str, Any]]) -> Iterator[Paragraph]:
    cited = list(dict.fromkeys(text for step in steps for text in step["texts"]))
    if cited:
        yield Paragraph(f"依据的国家文本：{'、'.join(cited)}")
    if any(step["provisional"] for step in steps):
        yield Paragraph("注：标“暂算”的步骤依据的国家文本尚未核实。")


def _objections(objections: list[Mapping[str, Any]]) -> Iterator[Heading | Table]:
    if objections:
        lines = [
            [each["body"], each["raisedOn"], each["text"], each["answer"] or "（未答复）"]
            for each in objections
        ]
        yield Heading("监督小组异议")
        yield Table(("机构", "日期", "异议", "答复"), lines)


def _followed(matter: Mapping[str, Any]) -> Iterator[Paragraph]:
    if matter["finding"]:
        yield Paragraph(f"跟踪督查：{matter['finding']}")
    if matter["verdict"]:
        yield Paragraph(f"述职评议：{matter['verdict']}")


RECORD_SHEET = Document(
    name="deliberation.record_sheet", title="四议两公开记录表", query=QUERY, write=write
)
