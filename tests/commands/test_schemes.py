"""Every name belongs to one scheme; what is wrong is told when the platform starts."""

from importlib.metadata import entry_points
from typing import Any

import pytest

from taizhang.app import installed
from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, decides
from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.plugins.finding import GROUP
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes


def command(name: str) -> type[Command]:
    """A decided command of this name."""

    class Ask(Command, name=name, title="请求"):
        pass

    @decides(Ask, by="clerk")
    class Decision(Slice[Any]):
        pass

    return Ask


def scheme(name: str, *commands: type[Command], **more: Any) -> Scheme:
    return Scheme(name=name, title=name, commands=commands, **more)


def test_command_is_found_by_name_with_its_scheme() -> None:
    ask = command("visits.hold")
    visits = scheme("visits", ask)
    schemes = Schemes([visits])
    assert schemes.command("visits.hold") is ask
    assert schemes.of(ask) is visits


def test_command_named_after_another_scheme_is_refused() -> None:
    with pytest.raises(TypeError, match=r"scheme visits: command name pay\.hold .* not its own"):
        Schemes([scheme("visits", command("pay.hold"))])


def test_scheme_whose_name_only_begins_alike_is_another() -> None:
    with pytest.raises(TypeError, match="not its own"):
        Schemes([scheme("visit", command("visits.hold"))])


def test_two_commands_of_one_name_are_refused() -> None:
    twice = (command("visits.hold"), command("visits.hold"))
    with pytest.raises(TypeError, match=r"visits\.hold is taken"):
        Schemes([scheme("visits", *twice)])


def test_two_schemes_with_one_command_are_refused() -> None:
    ask = command("visits.hold")
    with pytest.raises(TypeError, match=r"visits\.hold is taken"):
        Schemes([scheme("visits", ask), scheme("visits", ask)])


def test_command_that_nothing_decides_is_refused() -> None:
    class Undecided(Command, name="visits.hold"):
        pass

    with pytest.raises(TypeError, match=r"nothing decides the command visits\.hold"):
        Schemes([scheme("visits", Undecided)])


def test_two_events_of_one_name_are_refused_over_all_schemes() -> None:
    class Held(Event, name="visits.held"):
        pass

    class Again(Event, name="visits.held"):
        pass

    with pytest.raises(TypeError, match=r"two events are named visits\.held"):
        Schemes([scheme("visits", events=(Held,)), scheme("talks", events=(Again,))])


@pytest.mark.parametrize(
    ("name", "near"), [("visits.hodl", "visits.hold"), ("visit.hold", "visits.hold"), ("x", None)]
)
def test_unknown_command_is_refused_with_the_nearest_name(name: str, near: str | None) -> None:
    with pytest.raises(Refused) as refused:
        Schemes([scheme("visits", command("visits.hold"))]).command(name)
    [reason] = refused.value.reasons
    assert (reason.refusal.code, refused.value.status) == ("commands.unknown", 404)
    assert (reason.values["name"], reason.values["nearest"]) == (name, near)
    assert (near is None) or near in reason.sentence()


def test_only_what_is_not_of_the_core_is_switched_on_and_off() -> None:
    schemes = Schemes([scheme("visits"), scheme("core", core=True)])
    assert [each.name for each in schemes.plugins] == ["visits"]


def test_what_is_installed_is_accepted_and_no_plugin_is_faulty() -> None:
    schemes, faulty = installed()
    assert faulty == ()
    assert [each.name for each in schemes.plugins] == sorted(entry_points(group=GROUP).names)
