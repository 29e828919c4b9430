"""Kinds of values in words: what a key may hold, as somebody who writes a file would say it."""

from typing import Any

from msgspec import inspect

from taizhang.rules.fault import Words

_PLAIN: dict[type[inspect.Type], Words] = {
    inspect.BoolType: Words("true 或 false", "true or false"),
    inspect.DecimalType: Words("小数（如 1.7）", "a decimal such as 1.7"),
    inspect.FloatType: Words("小数（如 1.7）", "a decimal such as 1.7"),
    inspect.DateType: Words("日期（如 2015-12-01）", "a date such as 2015-12-01"),
    inspect.DateTimeType: Words(
        "带时区的时刻（如 2015-12-01T09:00:00+08:00）",
        "a moment with its zone such as 2015-12-01T09:00:00+08:00",
    ),
    inspect.StructType: Words("一张表", "a table"),
    inspect.NoneType: Words("空", "nothing"),
}


def words(hint: Any) -> Words:
    """What a value of a type looks like."""
    return _words(inspect.type_info(hint))


def _words(info: inspect.Type) -> Words:
    match info:
        case inspect.Metadata():
            return _words(info.type)
        case inspect.IntType():
            return _bounded(info)
        case inspect.StrType():
            return _text(info)
        case inspect.LiteralType():
            return _one_of([str(value) for value in info.values])
        case inspect.ListType():
            item, some = _words(info.item_type), _counted(info)
            return Words(f"{some.zh}列表，每项为{item.zh}", f"a list{some.en}, each item {item.en}")
        case inspect.DictType(value_type=inspect.AnyType()):
            return Words("一张表", "a table")
        case inspect.DictType():
            value = _words(info.value_type)
            return Words(f"一张表，每项为{value.zh}", f"a table, each value {value.en}")
        case inspect.UnionType():
            return _either([each for each in info.types if not isinstance(each, inspect.NoneType)])
    return _PLAIN.get(type(info), Words("另一种值", "a value of another kind"))


def _bounded(info: inspect.IntType) -> Words:
    match info.ge, info.le:
        case None, None:
            return Words("整数", "a whole number")
        case low, None:
            return Words(f"不小于 {low} 的整数", f"a whole number from {low}")
        case None, high:
            return Words(f"不大于 {high} 的整数", f"a whole number up to {high}")
        case low, high:
            return Words(f"{low} 到 {high} 的整数", f"a whole number from {low} to {high}")


def _counted(info: inspect.ListType) -> Words:
    match info.min_length or 0, info.max_length:
        case 0, None:
            return Words("", "")
        case 1, None:
            return Words("非空", " that is not empty")
        case low, None:
            return Words(f"至少 {low} 项的", f" of {low} or more")
        case 0, high:
            return Words(f"至多 {high} 项的", f" of up to {high}")
        case low, high:
            return Words(f"{low} 到 {high} 项的", f" of {low} to {high}")


def _text(info: inspect.StrType) -> Words:
    if info.pattern:
        zh, en = "加引号的文字（格式 {}）", "quoted text of the form {}"
        return Words(zh.format(info.pattern), en.format(info.pattern))
    if info.max_length:
        most = info.max_length
        return Words(f"加引号的文字（1 到 {most} 字）", f"quoted text of 1 to {most} characters")
    return Words("加引号的文字", "quoted text")


def _one_of(values: list[str]) -> Words:
    return Words("以下之一：" + "、".join(values), "one of " + ", ".join(values))


def _either(infos: list[inspect.Type]) -> Words:
    each = [_words(info) for info in infos]
    return Words("或".join(w.zh for w in each), " or ".join(w.en for w in each))
