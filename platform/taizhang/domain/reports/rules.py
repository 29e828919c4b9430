"""What a tenant's document says of reports."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.attachments.kinds import Kind
from taizhang.measures.length import Counting
from taizhang.rules.provision import Provision, Rules

BYTES_CEILING = 20_000_000
"""No tenant may allow a larger attachment: it is held in memory while it is checked."""

Way = Literal["confirmation", "scan"]


class Content(Provision, frozen=True):
    """The content heads that a report must cover, in order (S0-04, S1-03)."""

    heads: Annotated[list[str], Meta(min_length=1)]


class Length(Provision, frozen=True):
    """The most characters, and which of them count (S1-07). None: not stated."""

    maximum: Annotated[int, Meta(ge=1)] | None = None
    counting: Counting = "without_whitespace"


class Achievements(Provision, frozen=True):
    """The most that achievements may take of the length, such as `1/3` (S1-08)."""

    share_max: str | None = None


class Mapping(Provision, frozen=True):
    """Whether each problem must have its cause and its measure, one to one (S1-10)."""

    one_to_one: bool


class Checklist(Provision, frozen=True):
    """What the reviewer must say of each report, item by item (S1-09). Empty: nothing."""

    items: Annotated[list[str], Meta(max_length=99)]


class Accounts(Provision, frozen=True):
    """Whether a report says what became of last year's commitments and of open tickets (S1-06)."""

    commitments: bool
    tickets: bool


class Behalf(Provision, frozen=True):
    """What makes a report entered on behalf (代录) the unit's own: any of these. Empty: nothing."""

    own_by: list[Way]


class Withdrawal(Provision, frozen=True):
    """Whether a report may be taken back before it is reviewed."""

    allowed: bool


class Attachments(Provision, frozen=True):
    """The most bytes of a file, the types taken (MIME), and the most files of one report."""

    bytes_max: Annotated[int, Meta(ge=1, le=BYTES_CEILING)]
    types: list[Kind]
    count_max: Annotated[int, Meta(ge=0, le=100)]


class ReportRules(Rules, frozen=True):
    """The provisions on reports."""

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
