"""What a tenant's document says of reports."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.attachments.kinds import Kind
from taizhang.measures.length import Counting
from taizhang.rules.expecting import a_share
from taizhang.rules.fault import Fault
from taizhang.rules.provision import Provision, Rules

BYTES_CEILING = 20_000_000
"""No tenant may allow a larger attachment: it is held in memory while it is checked."""

Way = Literal["confirmation", "scan"]


class Content(Provision, frozen=True):
    """The content heads that a report must cover, in order (S0-04, S1-03)."""

    title: ClassVar[str] = "报告内容"
    heads: Annotated[list[str], Meta(min_length=1, title="重点内容")]


class Length(Provision, frozen=True):
    """The most characters, and which of them count (S1-07). None: not stated."""

    title: ClassVar[str] = "报告字数"
    maximum: Annotated[int, Meta(ge=1, title="最多字数")] | None = None
    counting: Annotated[Counting, Meta(title="计数方式")] = "without_whitespace"


class Achievements(Provision, frozen=True):
    """The most that achievements may take of the length, such as `1/3` (S1-08)."""

    title: ClassVar[str] = "成绩篇幅"
    share_max: Annotated[str, Meta(title="最大篇幅比例")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """A share is one."""
        return a_share(self.share_max, ("share_max",))


class Mapping(Provision, frozen=True):
    """Whether each problem must have its cause and its measure, one to one (S1-10)."""

    title: ClassVar[str] = "问题与措施对应"
    one_to_one: Annotated[bool, Meta(title="是否一一对应")]


class Checklist(Provision, frozen=True):
    """What the reviewer must say of each report, item by item (S1-09). Empty: nothing."""

    title: ClassVar[str] = "审阅清单"
    items: Annotated[list[str], Meta(max_length=99, title="核对项")]


class Accounts(Provision, frozen=True):
    """Whether a report says what became of last year's commitments and of open tickets (S1-06)."""

    title: ClassVar[str] = "应交代事项"
    commitments: Annotated[bool, Meta(title="是否交代上年承诺")]
    tickets: Annotated[bool, Meta(title="是否交代结转问题")]


class Behalf(Provision, frozen=True):
    """What makes a report entered on behalf (代录) the unit's own: any of these. Empty: nothing."""

    title: ClassVar[str] = "代录"
    own_by: Annotated[list[Way], Meta(title="生效方式")]


class Withdrawal(Provision, frozen=True):
    """Whether a report may be taken back before it is reviewed."""

    title: ClassVar[str] = "撤回"
    allowed: Annotated[bool, Meta(title="是否允许撤回")]


class Attachments(Provision, frozen=True):
    """The most bytes of a file, the types taken (MIME), and the most files of one report."""

    title: ClassVar[str] = "附件"
    bytes_max: Annotated[int, Meta(ge=1, le=BYTES_CEILING, title="单个文件字节上限")]
    types: Annotated[list[Kind], Meta(title="允许的文件类型")]
    count_max: Annotated[int, Meta(ge=0, le=100, title="附件数上限")]


class ReportRules(Rules, frozen=True):
    """The provisions on reports."""

    title: ClassVar[str] = "述职报告"
    section: ClassVar[str] = "reports"
    content: Content
    length: Length
    achievements: Achievements
    mapping: Mapping
    checklist: Checklist
    accounts: Accounts
    behalf: Behalf
    withdrawal: Withdrawal
    attachments: Attachments
