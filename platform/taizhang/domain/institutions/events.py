"""What can happen to a standing rule: enacted, replaced by another, repealed."""

from datetime import date

from taizhang.domain.names import CycleId, InstitutionId
from taizhang.events.event import Event


class InstitutionEnacted(
    Event,
    name="institutions.enacted",
    title="建立制度",
    corrects=("name", "number", "text"),
    annuls=True,
):
    """A body enacted a standing rule (S0-21). `answers`: what of the tenant's document it fulfils.

    `experience`: what was learnt in these cycles and went into it.
    """

    institution: InstitutionId
    name: str
    number: str | None
    body: str
    effective_from: date
    text: str
    answers: str | None
    experience: str | None
    cycles: list[CycleId]


class InstitutionReplaced(Event, name="institutions.replaced", title="制度被替代", annuls=True):
    """A standing rule gave way to another; `until` is its last day."""

    institution: InstitutionId
    by: InstitutionId
    until: date


class InstitutionRepealed(
    Event, name="institutions.repealed", title="废止制度", corrects=("reason",), annuls=True
):
    """A standing rule ended without another; `until` is its last day."""

    institution: InstitutionId
    reason: str
    until: date
