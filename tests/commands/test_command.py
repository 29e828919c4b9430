"""A command is named area.verb, holds what is asked, and nothing that it does not know."""

import msgspec
import pytest

from taizhang.app import installed
from taizhang.commands.command import Command


class Paint(Command, name="houses.paint", title="粉刷"):
    house: str
    coats: int = 1


@pytest.mark.parametrize(
    "name", ["paint", "houses.", ".paint", "Houses.paint", "houses.paint.red", "房屋.粉刷"]
)
def test_name_is_an_area_and_a_verb(name: str) -> None:
    with pytest.raises(TypeError, match=r"area\.verb"):

        class Wrong(Command, name=name):
            house: str


def test_misspelt_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="hosue"):
        msgspec.json.decode(b'{"house": "h", "hosue": "h"}', type=Paint)


def test_fields_are_named_never_counted() -> None:
    with pytest.raises(TypeError):
        Paint("h")  # type: ignore[misc]


def test_request_does_not_change() -> None:
    with pytest.raises(AttributeError):
        Paint(house="h").house = "k"  # type: ignore[misc]


def test_command_is_undecided_until_a_slice_decides_it() -> None:
    assert Paint.decided_by is None


def test_every_installed_command_says_what_it_does() -> None:
    schemes, _ = installed()
    untold = [
        name
        for name, command in schemes.commands.items()
        if not command.command_title or not command.__doc__
    ]
    assert untold == []


def test_title_tells_a_command_from_every_other() -> None:
    schemes, _ = installed()
    titles = [command.command_title for command in schemes.commands.values()]
    assert len(set(titles)) == len(titles)
