"""What can happen to a tenant's rules."""

from datetime import date
from typing import Any

from taizhang.events.event import Event

AUTHORITY = "authority"


class RulesAdopted(
    Event,
    name="rules.adopted",
    title="采用规则",
    tags=(AUTHORITY,),
    final="重新采用文件，写明施行日期",
):
    """A document's parameters were adopted; they hold for decisions `on` or after a date."""

    document: str
    number: str | None
    issued_on: date | None
    effective_from: date
    sections: dict[str, dict[str, Any]]
    """By scheme, the provisions as they stand in the tenant's file, clauses included."""
