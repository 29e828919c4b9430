"""Fault: one place where what is stored contradicts itself."""

from enum import StrEnum

from msgspec import Struct


class What(StrEnum):
    """What a fault is about. The value is stable; `zh` is for people."""

    zh: str

    def __new__(cls, value: str, zh: str) -> "What":
        """A member from its stable name and its Chinese one."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        return member

    GAP = "gap", "位置不连续"
    HEAD = "head", "末尾位置不符"
    TIME = "time", "入账时间不符"
    ENTRY = "entry", "条目无法解读"
    TENANT = "tenant", "条目属于另一单位"
    TYPE = "type", "事件名与条目不符"
    TAGS = "tags", "标签列与条目不符"
    TAG_ROWS = "tag_rows", "标签索引与条目不符"
    BODY = "body", "内容不能按其事件名解读"
    COMMAND = "command", "命令记录不符"
    COMMAND_HASH = "command_hash", "命令记录的哈希值不符"
    COMMAND_RANGE = "command_range", "命令的事件范围不符"
    ROOT = "root", "默克尔根与以前所记不符"


class Fault(Struct, frozen=True):
    """What should stand at a position, and what stands there."""

    position: int
    what: What
    expected: str
    found: str

    def sentence(self) -> str:
        """The fault as a person reads it."""
        return f"位置 {self.position}：{self.what.zh}（应为 {self.expected}，实为 {self.found}）"
