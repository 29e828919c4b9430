"""What is shown of pay."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang.projections.row import At, Key, Row, folds
from taizhang_plugins.pay.events import PayComputed


class PayTable(Row, key=("year", "post"), title="村干部报酬"):
    """What one post is paid for one year."""

    year: Annotated[int, Meta(title="年度")]
    post: Annotated[str, Meta(title="职务")]
    yuan: Annotated[Decimal, Meta(title="报酬（元/年）")]
    working: Annotated[list[str], Meta(title="计算过程")]


def _posts(event: PayComputed) -> Iterable[Key]:
    return ((int(event.year), post) for post in event.yuan)


@folds(PayTable, PayComputed, _posts)
def _(row: PayTable | None, event: PayComputed, at: At) -> PayTable:
    year, post = at.key
    return PayTable(year=year, post=post, yuan=event.yuan[post], working=event.working)
