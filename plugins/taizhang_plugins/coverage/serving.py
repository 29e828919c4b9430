"""Serving: whether a person is an instructor, as far as a boundary holds it."""

from datetime import date
from typing import Any

from taizhang import Event, Selector, event
from taizhang.core import PERSON, PersonRegistered
from taizhang_plugins.coverage.instructor_events import InstructorRecalled, InstructorSent
from taizhang_plugins.coverage.standing import Standing
from taizhang_plugins.coverage.state import Sending

OF_INSTRUCTOR: tuple[type[Event], ...] = (InstructorSent, InstructorRecalled)


class Serving(Standing[Any]):
    """Knows whether a person is registered and serves."""

    known = False
    sending: Sending | None = None

    def consistency_boundary(self) -> list[Selector]:
        who = [PERSON(self.ask.instructor)]
        return [Selector(OF_INSTRUCTOR, who), Selector([PersonRegistered], who)]

    @event(PersonRegistered)
    def _person(self) -> None:
        self.known = True

    @event(InstructorSent)
    def _sent(self, organisations: list[str], since: date, until: date | None) -> None:
        self.sending = Sending(organisations, since, until)

    @event(InstructorRecalled)
    def _recalled(self) -> None:
        self.sending = None

    @property
    def serving(self) -> Sending | None:
        """What the person does on the business day or later."""
        now = self.sending
        over = now is None or (now.until is not None and now.until < self.context.on)
        return None if over else now
