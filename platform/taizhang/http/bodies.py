"""Bodies: a command from the bytes of a request, or a clear word of what is wrong with them."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, inspect

from taizhang.errors import Reason, Refusal, Refused
from taizhang.suggest import hint

T = TypeVar("T", bound=Struct)

MAX_BYTES = 1_000_000

NOT_JSON = Refusal(
    "http.not_json",
    zh="请求体不是有效的 JSON:{message}",
    en="the body is not valid JSON: {message}",
    status=400,
)
NUL = Refusal(
    "http.nul_character",
    zh="请求体含有空字符（U+0000），不能保存",
    en="the body holds a NUL character (U+0000)",
    status=400,
)
UNKNOWN_FIELD = Refusal(
    "http.unknown_field",
    zh="没有“{field}”这个字段{hint}；可用的字段：{fields}",
    en="unknown field {field!r}; the fields are {fields}",
)
WRONG_VALUE = Refusal(
    "http.wrong_value",
    zh="{path}：{message}",
    en="{path}: {message_en}",
)
_UNKNOWN = re.compile(
    r"Object contains unknown field `(?P<field>.*?)`(?: - at `(?P<path>[^`]*)`)?", re.DOTALL
)
_AT = re.compile(r"(?P<message>.*) - at `(?P<path>[^`]*)`$", re.DOTALL)


def decode(body: bytes, wanted: type[T]) -> T:
    """A Struct from JSON. Raises Refused, saying what was expected and where."""
    if b"\\u0000" in body or b"\0" in body:
        raise Refused(NUL())
    try:
        return msgspec.json.decode(body, type=wanted)
    except msgspec.ValidationError as error:
        raise Refused(_explain(str(error), wanted)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(NOT_JSON(message=str(error) or "空")) from None


def _explain(message: str, wanted: type[Struct]) -> Reason:
    if unknown := _UNKNOWN.fullmatch(message):
        field, path = unknown["field"], unknown["path"] or "$"
        fields = _fields_at(path, wanted)
        listed = "、".join(fields) or "（见接口文档）"
        return UNKNOWN_FIELD(field=field, hint=hint(field, fields), fields=listed, path=path)
    at = _AT.fullmatch(message)
    path, text = (at["path"], at["message"]) if at else ("$", message)
    return WRONG_VALUE(path=path, message=_chinese(text), message_en=text)


def _fields_at(path: str, wanted: type[Struct]) -> Sequence[str]:
    """The fields of the Struct at `$.lines[0]`; none where the path leads through a choice."""
    at: Any = inspect.type_info(wanted)
    for name, item in re.findall(r"\.(\w+)|(\[[^]]*\])", path):
        if item and isinstance(at, inspect.ListType):
            at = _bare(at.item_type)
        elif name and isinstance(at, inspect.StructType):
            at = _bare(next(each.type for each in at.fields if each.encode_name == name))
        else:
            return ()
    return at.cls.__struct_fields__ if isinstance(at, inspect.StructType) else ()


def _bare(kind: inspect.Type) -> inspect.Type:
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def _chinese(message: str) -> str:
    """msgspec's words for people: what was expected comes first."""
    for pattern, words in _WORDS:
        message, replaced = pattern.subn(words, message)
        if replaced:
            return message
    return f"值无效（{message}）"


_WORDS = [
    (re.compile(r"Expected `(.*?)`, got `(.*?)`"), r"应为 \1，收到 \2"),
    (re.compile(r"Expected `(.*?)` of length <= (\d+)"), r"应为 \1，长度不超过 \2"),
    (re.compile(r"Expected `(.*?)` of length >= (\d+)"), r"应为 \1，长度至少 \2"),
    (re.compile(r"Expected `(.*?)` matching regex (.*)"), r"应为 \1，格式须符合 \2"),
    (re.compile(r"Expected `(.*?)` (<=|>=|<|>) (.*)"), r"应为 \1，且 \2 \3"),
    (re.compile(r"Object missing required field `(.*?)`"), r"缺少必填字段“\1”"),
    (re.compile(r"Expected `(.*?)` of length (\d+)"), r"应为 \1，长度为 \2"),
    (re.compile(r"Invalid enum value (.*)"), r"不在可选值之内：\1"),
    (re.compile(r"Invalid decimal string"), "应为十进制数（如 4302.5）"),
    (re.compile(r"Invalid base64 encoded string"), "应为 Base64 编码"),
    (re.compile(r"Invalid UUID"), "应为 UUID"),
    (re.compile(r"Number out of range"), "数值超出范围"),
    (
        re.compile(r"Invalid RFC3339 encoded (date|datetime)"),
        r"应为 RFC 3339 格式的 \1(如 2015-12-20)",
    ),
]
