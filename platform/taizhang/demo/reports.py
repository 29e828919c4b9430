"""Report texts for the demo: short, invented, one section a content head."""

from typing import Any

_TEXTS = (
    "研究部署党建工作{n}次，解决突出问题；上年查摆的问题已逐项整改。",
    "健全“四位一体”工作机制，落实“四议两公开”；两委班子分工明确。",
    "推行结对帮扶，党员为群众办实事{n}件。",
    "按时开展组织生活，党员教育管理有记录。",
    "落实工作经费和服务群众专项经费，维修活动场所一处。",
    "下一步：抓班子、抓阵地、抓服务，逐项明确责任人和时限。",
)


def full_report(unit: str, *, heads: int) -> list[dict[str, Any]]:
    """A report of this unit that answers every head, with a problem and a measure."""
    n = 3 + len(unit)
    answers = [
        {"head": head, "kind": "other", "text": _TEXTS[(head - 1) % len(_TEXTS)].format(n=n)}
        for head in range(1, heads + 1)
    ]
    problem = {"head": 1, "kind": "problem", "text": "对党员发展工作研究不够。"}
    measure = {"head": heads, "kind": "measure", "text": "每季度研究一次党员发展工作。"}
    return [*answers, problem, measure]
