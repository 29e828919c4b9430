"""Deprecated: what other systems may still read, and until when."""

from datetime import date

from msgspec import Struct


class Deprecated(Struct, frozen=True, kw_only=True):
    """Marks a field of a Row that goes: `Annotated[str, Deprecated(since=…, until=…)]`.

    `until` is the first day on which a release may come without it; `instead` names the field of
    the same Row to read from now on. A Row that goes as a whole takes `deprecated=`, and `instead`
    names another Row. Raises ValueError where it would go before it is announced.
    """

    since: date
    until: date
    instead: str | None = None

    def __post_init__(self) -> None:
        if self.until <= self.since:
            raise ValueError(
                f"弃用的字段在公布之日（{self.since}）以后才能删除，不能是 {self.until}"
            )
