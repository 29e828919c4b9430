"""The department's reports: five heads, a problem with its cause and measure, any length."""

from typing import Any

from taizhang.measures.length import length

_ANSWERS = (
    "组织主题教育集中学习{n}次，党员撰写体会并在支部交流。",
    "落实组织生活制度，按时换届，党员发展程序完整。",
    "对照软弱涣散情形逐条自查，没有列入整顿。",
    "组织党员承担教学科研急难任务{n}项，设立党员先锋岗。",
    "书记讲党课、与党员谈心谈话，上年查摆的问题已整改。",
)
_WORDS = "联系服务师生，解决实际困难"


def sections(unit: str, *, cause: bool = True) -> list[dict[str, Any]]:
    """A whole report; without the cause of its problem where that is wanted."""
    n = 4 + len(unit) % 5
    answers = [
        {"head": head, "kind": "achievement" if head == 1 else "other", "text": text.format(n=n)}
        for head, text in enumerate(_ANSWERS, start=1)
    ]
    problem = [
        {"head": 5, "kind": "problem", "problem": 1, "text": "支部书记抓业务多、抓党建少。"},
        {"head": 5, "kind": "cause", "problem": 1, "text": "对第一责任人职责认识不够。"},
        {"head": 5, "kind": "measure", "problem": 1, "text": "每月研究一次支部工作并公开。"},
    ]
    return [*answers, *(each for each in problem if cause or each["kind"] != "cause")]


def stretched(report: list[dict[str, Any]], characters: int) -> list[dict[str, Any]]:
    """The same report with so many counted characters; the filling praises nothing."""
    lacking = characters - sum(length(each["text"], "without_whitespace") for each in report)
    filling = (_WORDS * (lacking // len(_WORDS) + 1))[:lacking]
    return [*report, {"head": 4, "kind": "other", "text": filling}]
