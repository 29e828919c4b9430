"""Kinds of values, in words for people: what a flag takes and within which limits."""

from collections.abc import Iterator

from msgspec import inspect

_LIMITS = {
    "ge": "≥ {}",
    "gt": "> {}",
    "le": "≤ {}",
    "lt": "< {}",
    "min_length": "长度至少 {}",
    "max_length": "长度至多 {}",
    "pattern": "格式 {}",
}
_WORDS: dict[type[inspect.Type], str] = {
    inspect.IntType: "整数",
    inspect.FloatType: "数",
    inspect.DecimalType: "十进制数，如 4302.5",
    inspect.DateType: "日期，如 2015-12-20",
    inspect.DateTimeType: "带时区的时刻，如 2015-12-20T09:00:00+08:00",
    inspect.UUIDType: "UUID",
    inspect.BytesType: "Base64",
    inspect.StrType: "文字",
}
LISTS = (inspect.ListType, inspect.SetType, inspect.FrozenSetType, inspect.VarTupleType)


def bare(kind: inspect.Type) -> inspect.Type:
    """Without limits, and without the choice of leaving it out."""
    if isinstance(kind, inspect.Metadata):
        return bare(kind.type)
    if isinstance(kind, inspect.UnionType):
        left = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
        return bare(left[0]) if len(left) == 1 else kind
    return kind


def word(kind: inspect.Type) -> str:
    """What is typed for a value of this kind; for a list, for each of its values."""
    match bare(kind):
        case inspect.LiteralType(values=values):
            return f"其中之一：{'、'.join(map(str, values))}"
        case inspect.EnumType(cls=cls):
            return f"其中之一：{'、'.join(str(each.value) for each in cls)}"
        case inspect.BoolType():
            return "是或否"
        case many if isinstance(many, LISTS):
            return word(many.item_type)
        case other:
            return _WORDS.get(type(other), "JSON 或 @文件.json")


def limits(kind: inspect.Type) -> Iterator[str]:
    """The bounds of a value of this kind; for a list, of each of its values."""
    one = bare(kind)
    inner = bare(one.item_type) if isinstance(one, LISTS) else one
    for name, words in _LIMITS.items():
        limit = getattr(inner, name, None)
        if limit is not None:
            yield words.format(limit)
