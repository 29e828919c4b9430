"""Refusals as data: a code, the values, the numbered rule and the clause that it rests on."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Reason(Struct, frozen=True):
    """One ground of a refusal, with the values that fill its sentences."""

    refusal: "Refusal"
    values: Mapping[str, Any]
    clause: str | None = None

    def sentence(self, language: str = "zh") -> str:
        """The refusal as a person reads it; the clause is quoted behind it."""
        text = (self.refusal.zh if language == "zh" else self.refusal.en).format_map(self.values)
        return f"{text}（依据：“{self.clause}”）" if self.clause and language == "zh" else text

    def as_data(self) -> dict[str, Any]:
        """Plain data for problem documents (RFC 9457 members and extensions)."""
        return {
            "code": self.refusal.code,
            "detail": self.sentence(),
            "detail_en": self.sentence("en"),
            "rule": self.refusal.rule,
            "clause": self.clause,
            "values": dict(self.values),
        }


class Refusal(Struct, frozen=True):
    """A kind of refusal: stable code, sentences in two languages, rule number, HTTP status."""

    code: str
    zh: str
    en: str
    rule: str | None = None
    status: int = 422

    def __call__(self, *, clause: str | None = None, **values: Any) -> Reason:
        """The refusal with its values, quoting the clause of the tenant's own document."""
        return Reason(self, values, clause)


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """What was asked is not done, and nothing was written. Holds one reason or several."""

    def __init__(self, *reasons: Reason, retry_after: int | None = None) -> None:
        super().__init__(*reasons)
        self.reasons = reasons
        self.retry_after = retry_after

    @property
    def code(self) -> str:
        """The first reason's code."""
        return self.reasons[0].refusal.code

    @property
    def status(self) -> int:
        """The first reason's HTTP status."""
        return self.reasons[0].refusal.status

    def __str__(self) -> str:
        return "；".join(reason.sentence() for reason in self.reasons)
