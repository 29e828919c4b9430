"""Flags: a command's fields as they are typed, and the body that they make."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct, inspect

from taizhang.cli.kinds import LISTS, bare, limits, word
from taizhang.cli.remote import fail
from taizhang.commands.command import Command
from taizhang.events.personal import Personal


class Flag(Struct, frozen=True):
    """One field of a command as a flag."""

    field: str
    encoded: str
    title: str
    kind: inspect.Type
    required: bool
    personal: bool

    @property
    def is_switch(self) -> bool:
        """Whether it is `--so` or `--no-so`."""
        return isinstance(bare(self.kind), inspect.BoolType)

    @property
    def repeats(self) -> bool:
        """Whether it may be given several times."""
        return isinstance(bare(self.kind), LISTS)

    @property
    def help(self) -> str:
        """Title, type, limits, and whether it must be there."""
        said = ["，".join([word(self.kind), *limits(self.kind)])]
        said += ["可重复"] if self.repeats else []
        said += ["个人信息，写 - 则从标准输入读一行"] if self.personal else []
        said += ["必填"] if self.required else []
        return f"{self.title}（{'；'.join(said)}）"

    def value(self, texts: Sequence[str]) -> Any:
        """What was typed, as it stands in JSON. What does not fit is left for the decoder."""
        kind = bare(self.kind)
        if not isinstance(kind, LISTS):
            return _value(kind, texts[0])
        if len(texts) == 1 and texts[0].lstrip().startswith(("[", "@")):
            return _data(texts[0])
        return [_value(bare(kind.item_type), text) for text in texts]


def flags_of(command: type[Command], titles: Mapping[str, str]) -> Iterator[Flag]:
    """A flag for each field of a command."""
    info = inspect.type_info(command)
    assert isinstance(info, inspect.StructType)
    hints = get_type_hints(command, include_extras=True)
    for field in info.fields:
        marks = getattr(hints[field.name], "__metadata__", ())
        yield Flag(
            field=field.name,
            encoded=field.encode_name,
            title=titles.get(field.name, ""),
            kind=field.type,
            required=field.required,
            personal=any(isinstance(mark, Personal) for mark in marks),
        )


def read_data(text: str) -> Any:
    """JSON as typed, from `@file`, or from standard input for `-`. Ends the program at a fault."""
    return _json(sys.stdin.read()) if text == "-" else _data(text)


def _data(text: str) -> Any:
    if not text.startswith("@"):
        return _json(text)
    try:
        return _json(Path(text[1:]).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        fail(f"文件 {text[1:]} 读不了：{error}")


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        fail(f"不是有效的 JSON（{error}）：{text[:60]}")


def _value(kind: inspect.Type, text: str) -> Any:
    match kind:
        case inspect.StrType() | inspect.EnumType() | inspect.LiteralType() | inspect.BytesType():
            return sys.stdin.readline().rstrip("\r\n") if text == "-" else text
        case inspect.IntType() | inspect.FloatType():
            return _number(text)
        case inspect.BoolType():
            return {"true": True, "false": False}.get(text, text)
        case (
            inspect.DecimalType()
            | inspect.DateType()
            | inspect.DateTimeType()
            | inspect.TimeType()
            | inspect.UUIDType()
        ):
            return text
    return _data(text)


def _number(text: str) -> Any:
    try:
        return msgspec.json.decode(text, type=int | float)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return text
