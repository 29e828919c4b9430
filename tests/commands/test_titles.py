"""Every field of a command is called something in Chinese, by the command itself."""

from collections.abc import Iterator

import pytest
from msgspec import Struct, inspect

from taizhang.app import installed
from taizhang.http.titles import title_of

COMMANDS = installed()[0].commands


def _own(kind: type[Struct]) -> Iterator[tuple[str, str]]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return ((field.name, title_of(field.type)) for field in info.fields)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_titles_its_fields_itself(name: str) -> None:
    """Not by a namesake: the reason of an erasure is none of a departure."""
    assert [field for field, title in _own(COMMANDS[name]) if not title] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_title_of_a_field_is_a_word_without_punctuation(name: str) -> None:
    titles = [title for _, title in _own(COMMANDS[name]) if title]
    assert [title for title in titles if not title.isalnum() or title.isascii()] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_two_fields_of_a_command_have_one_title(name: str) -> None:
    titles = [title for _, title in _own(COMMANDS[name]) if title]
    assert [title for title in titles if titles.count(title) > 1] == []
