"""What travels beside a command: its day, for whom, under which id, or only as a trial."""

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Group, Parameter

_BESIDE = Group("办理", sort_key=8)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Beside:
    """The flags that every command has."""

    json: Annotated[
        str | None,
        Parameter(group=_BESIDE, help="整个内容：JSON、@文件.json，或 - 从标准输入读"),
    ] = None
    dry_run: Annotated[bool, Parameter(group=_BESIDE, negative="", help="只试算，不写入")] = False
    on: Annotated[str | None, Parameter(group=_BESIDE, help="业务日期；早于今天是补录")] = None
    late_reason: Annotated[str | None, Parameter(group=_BESIDE, help="补录的原因")] = None
    late_evidence: Annotated[str | None, Parameter(group=_BESIDE, help="补录的依据")] = None
    on_behalf_of: Annotated[str | None, Parameter(group=_BESIDE, help="代录：替谁办理")] = None
    id: Annotated[
        str | None,
        Parameter(group=_BESIDE, help="请求编号（Idempotency-Key）；重复同一请求时用同一个"),
    ] = None

    @property
    def query(self) -> dict[str, str]:
        """As parameters of the address."""
        names = ("on", "late_reason", "late_evidence", "on_behalf_of")
        given = {name: getattr(self, name) for name in names}
        asked = {"dry_run": "true"} if self.dry_run else {}
        return asked | {name: value for name, value in given.items() if value is not None}
