"""Faults of declarations: what would make an obligation that nobody can meet, name or find."""

from collections import Counter
from collections.abc import Iterator

from taizhang.commands.obligation import Obligation
from taizhang.domain.obligations.names import LONGEST_NAME
from taizhang.scheme import Scheme


def faults_of(scheme: Scheme) -> Iterator[str]:
    """What is wrong with a scheme's obligations, in words."""
    for name, times in Counter(each.name for each in scheme.obligations).items():
        if times > 1:
            yield f"应办事项 {name} 写了 {times} 次"
    for obligation in scheme.obligations:
        yield from _faults(scheme, obligation)


def _faults(scheme: Scheme, obligation: Obligation) -> Iterator[str]:
    name = obligation.name
    if not name.startswith(f"{scheme.name}.") or len(name) > LONGEST_NAME or "/" in name:
        yield f"应办事项 {name} 应以“{scheme.name}.”开头，不含斜线，至多 {LONGEST_NAME} 个字"
    if not obligation.title:
        yield f"应办事项 {name} 没有写中文名称（title=）"
    if bool(obligation.owed) == (obligation.every is not None):
        yield f"应办事项 {name} 应写明由什么产生（owed=）或者多久一次（every=），只写其一"
    if not obligation.met:
        yield f"应办事项 {name} 没有写怎样算办了（met=）"
    if any(each.name == f"{name}.obligation" for each in scheme.policies):
        yield f"策略 {name}.obligation 与应办事项 {name} 自己的策略重名"
