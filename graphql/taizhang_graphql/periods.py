"""Periods: the days, weeks, months, quarters and years that dates and instants are grouped into."""

import enum

import strawberry

from taizhang_graphql.kinds import Kind


class DateUnit(enum.Enum):
    """How long a period is; the values are PostgreSQL's words."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


DATE_UNIT = strawberry.enum(
    DateUnit,
    description=(
        "日、周（周一起）、月、季、年；时刻按北京时间（Asia/Shanghai）划分。"
        "A week begins on Monday; instants are cut in Asia/Shanghai."
    ),
)
# The casts are spelled out, so that no setting of the connection decides where a period begins.
_LOCAL = {"date": "{0}::timestamp", "timestamptz": "{0} at time zone 'Asia/Shanghai'"}


def has_periods(kind: Kind) -> bool:
    """Whether values of this kind fall into periods."""
    return kind.sql in _LOCAL


def first_day(kind: Kind, column: str, unit: str) -> str:
    """The first day of the period that a column's value falls into; `unit` is a `DateUnit`'s."""
    return f"date_trunc('{unit}', {_LOCAL[kind.sql].format(column)})::date"
