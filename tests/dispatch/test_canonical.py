"""A decision sees its request as the record keeps it, so that taken again it says the same."""

from decimal import Decimal

from taizhang import Command
from taizhang.dispatch.canonical import canonical


class Paid(Command, name="paying.pay"):
    yuan: dict[str, Decimal]


class Named(Command, name="paying.name"):
    name: str
    others: list[str]


def test_keys_of_a_table_come_in_one_order() -> None:
    sent = Paid(yuan={"书记": Decimal("1.0"), "主任": Decimal("0.9")})
    assert list(canonical(sent).yuan) == sorted(sent.yuan)


def test_nothing_else_of_a_request_is_changed() -> None:
    sent = Paid(yuan={"书记": Decimal("1.00"), "主任": Decimal("NaN")})
    assert {k: str(v) for k, v in canonical(sent).yuan.items()} == {"书记": "1.00", "主任": "NaN"}


def test_request_without_a_table_is_itself() -> None:
    sent = Named(name="b", others=["b", "a"])
    assert canonical(sent) is sent
