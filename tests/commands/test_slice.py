"""A slice folds what its boundary selects and records events with their tags, or refuses."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

import pytest

from taizhang.app import installed
from taizhang.commands.command import Command
from taizhang.commands.context import Context, Envelope
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.dispatch.decision import selectors_of, take
from taizhang.errors import Refusal, Refused
from taizhang.events.event import Event
from taizhang.events.foreign import is_foreign
from taizhang.events.tags import Tag
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import AUTHORITY_EVENTS

HOUSE = Tag("house")
TOO_MANY = Refusal("houses.too_many", zh="已粉刷 {held} 遍", en="{held} coats already")

CONTEXT = Context(
    envelope=Envelope(command_id=UUID(int=1), actor="clerk"),
    on=date(2015, 12, 20),
    now=datetime(2015, 12, 20, tzinfo=UTC),
    seed=bytes(16),
    rules=Authority().rules(date(2015, 12, 20)),
    authority=Authority(),
)


class Painted(Event, name="houses.painted"):
    house: Annotated[str, HOUSE]
    coats: int


class Burnt(Event, name="houses.burnt"):
    house: Annotated[str, HOUSE]


class PaintCommand(Command):
    house: str


class Paint(PaintCommand, name="houses.paint", title="粉刷"):
    coats: int = 1


class OnHouse(Slice[Any]):
    """What several decisions start from."""

    coats = 0

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([Painted], [HOUSE(self.ask.house)])]

    @event(Painted)
    def _(self, coats: int) -> None:
        self.coats += coats


@decides(Paint, by=("painter", "owner"), version=3)
class Painting(OnHouse):
    def execute(self) -> None:
        self.refuse_unless(self.coats < 3, lambda: TOO_MANY(held=self.coats))
        for _ in range(self.ask.coats):
            self.record(Painted(house=self.ask.house, coats=1))
        if self.coats > 2:
            self.warn(TOO_MANY(held=self.coats))


class Careful(OnHouse):
    """Overrides the handler that it inherits, and adds one."""

    burnt = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([Painted, Burnt], [HOUSE(self.ask.house)])]

    @event(Painted)
    def _(self, coats: int) -> None:
        self.coats += 10 * coats

    @event(Burnt)
    def _burnt(self) -> None:
        self.burnt = True


def folded(slice_: Slice[Any], *events: Event) -> Any:
    take(slice_, CONTEXT, enumerate(events))
    return slice_


def test_handlers_are_inherited() -> None:
    assert folded(Painting(Paint(house="h", coats=0)), Painted(house="h", coats=2)).coats == 2


def test_handlers_are_inherited_over_two_generations() -> None:
    class Grandchild(Careful):
        pass

    slice_ = folded(Grandchild(Paint(house="h")), Painted(house="h", coats=2), Burnt(house="h"))
    assert (slice_.coats, slice_.burnt) == (20, True)


def test_own_handler_comes_before_the_inherited_one() -> None:
    assert folded(Careful(Paint(house="h")), Painted(house="h", coats=2)).coats == 20


def test_base_does_not_learn_what_its_heirs_handle() -> None:
    assert OnHouse.projected_types == [Painted]
    assert folded(OnHouse(Paint(house="h")), Burnt(house="h")).coats == 0


def test_two_slices_of_one_base_share_no_state() -> None:
    first, second = (Painting(Paint(house="h", coats=0)) for _ in range(2))
    folded(first, Painted(house="h", coats=2))
    assert (first.coats, second.coats) == (2, 0)


def test_what_is_recorded_counts_at_once_and_carries_its_tags() -> None:
    slice_ = folded(Painting(Paint(house="h", coats=2)))
    assert slice_.coats == 2
    assert [(t.decision, t.tags) for t in slice_.new_decisions] == [
        (Painted(house="h", coats=1), ["house:h"])
    ] * 2


def test_refusal_holds_its_reason_with_the_values() -> None:
    with pytest.raises(Refused) as refused:
        folded(Painting(Paint(house="h")), Painted(house="h", coats=3))
    assert refused.value.reasons == (TOO_MANY(held=3),)


def test_reason_is_worked_out_only_when_needed() -> None:
    def never() -> Any:
        raise AssertionError

    Painting(Paint(house="h")).refuse_unless(True, never)


def test_warning_lets_the_command_pass() -> None:
    slice_ = folded(Painting(Paint(house="h", coats=3)))
    assert (len(slice_.new_decisions), slice_.warnings) == (3, [TOO_MANY(held=3)])


def test_decision_is_registered_with_its_roles_and_version() -> None:
    assert Paint.decided_by is Painting
    assert (Painting.by, Painting.decision_version) == (("painter", "owner"), 3)


def test_single_role_is_a_role_and_no_row_of_letters() -> None:
    class Sand(PaintCommand, name="houses.sand"):
        pass

    @decides(Sand, by="painter")
    class Sanding(OnHouse):
        pass

    assert Sanding.by == ("painter",)


def test_two_slices_for_one_command_are_refused() -> None:
    with pytest.raises(TypeError, match="Paint is decided by Painting"):

        @decides(Paint, by="painter")
        class Again(OnHouse):
            pass


def test_selected_type_without_a_handler_is_an_error() -> None:
    class Blind(OnHouse):
        def consistency_boundary(self) -> list[Selector]:
            return [Selector([Painted, Burnt], [HOUSE(self.ask.house)])]

    with pytest.raises(TypeError, match="Blind selects Burnt without an @event handler"):
        selectors_of(Blind(Paint(house="h")), Authority())


def test_boundary_names_events_as_the_log_does_and_includes_authority() -> None:
    own, authority = selectors_of(Painting(Paint(house="h")), Authority(position=7))
    assert (own.types, own.tags, own.after) == (("houses.painted",), ("house:h",), 0)
    assert set(authority.types) == {kind.event_name for kind in AUTHORITY_EVENTS}
    assert (authority.tags, authority.after) == (("authority",), 7)


def test_every_installed_decision_handles_what_it_could_select() -> None:
    """Each handler is for an event that some installed scheme knows."""
    schemes, _ = installed()
    known = set(schemes.events)
    for command in schemes.commands.values():
        own = (kind for kind in command.decided_by.projected_types if not is_foreign(kind))
        assert set(own) <= known
