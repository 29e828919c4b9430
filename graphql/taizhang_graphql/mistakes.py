"""Mistakes: what a client did wrong, with a code, the place, and what to do instead."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLError
from msgspec import Struct

from taizhang.errors import Refusal

Path = tuple[str, ...]

_NEAREST = re.compile(r"Did you mean (?:the [a-z ]+ )?(?P<names>.+)\?")


class Kind(Struct, frozen=True):
    """A kind of mistake. `remedy` says in Chinese what to do; both sentences take values."""

    refusal: Refusal
    remedy: str

    @property
    def understood(self) -> bool:
        """Whether it was a well-formed request of GraphQL over HTTP, though a refused one."""
        return self.refusal.status == 400 and self is not MALFORMED


class Mistake(Exception):  # noqa: N818 - it is an answer, not a fault
    """The request is not answered, or not in full. `path` leads to the field."""

    def __init__(self, kind: Kind, path: Path = (), **values: Any) -> None:
        super().__init__(kind.refusal.code)
        self.kind, self.path, self.values = kind, path, values

    @property
    def status(self) -> int:
        """The HTTP status where the media type lets it show."""
        return self.kind.refusal.status

    def errors(self) -> list[dict[str, Any]]:
        """As the `errors` of an answer."""
        reason = self.kind.refusal(**self.values)
        extensions = {
            "code": self.kind.refusal.code,
            "remedy": self.kind.remedy.format_map(self.values),
            "detail_en": reason.sentence("en"),
        }
        place = {"path": list(self.path)} if self.path else {}
        return [{"message": reason.sentence(), **place, "extensions": extensions}]


class Invalid(Mistake):
    """The document or its variables are not valid: graphql-core's own errors, with a remedy."""

    def __init__(self, kind: Kind, found: Sequence[GraphQLError]) -> None:
        super().__init__(kind)
        self.found = found

    def errors(self) -> list[dict[str, Any]]:
        """graphql-core's sentences and locations; the nearest name where it found one."""
        return [self._one(error) for error in self.found]

    def _one(self, error: GraphQLError) -> dict[str, Any]:
        plain: Mapping[str, Any] = error.formatted
        extensions = {"code": self.kind.refusal.code, "remedy": self._remedy(error.message)}
        return {**plain, "extensions": extensions}

    def _remedy(self, message: str) -> str:
        nearest = _NEAREST.search(message)
        if nearest is None:
            return self.kind.remedy
        names = re.sub(r",? or ", " 或 ", nearest["names"]).replace(", ", "、")
        return f"是否想写 {names}?"


def _kind(code: str, zh: str, en: str, remedy: str, status: int = 400) -> Kind:
    return Kind(Refusal(f"graphql.{code}", zh=zh, en=en, status=status), remedy)


SYNTAX = _kind("syntax", "查询有语法错误", "syntax error", "按所示行列改正语法")
VALIDATION = _kind("validation", "查询与模式不符", "not valid", "对照 schema 改正查询")
VARIABLES = _kind("variables", "变量不合要求", "variables not valid", "按变量声明的类型提供值")
OPERATION = _kind(
    "operation",
    "没有指明执行哪个操作：{names}",
    "which operation to run is not said: {names}",
    "用 operationName 指明其中一个",
)
READ_ONLY = _kind(
    "read_only",
    "GraphQL 只读，没有 {operation}",
    "GraphQL is read-only: no {operation}",
    "写入请用命令接口 POST /api/（租户）/（领域）/（命令）",
)
READ_ONLY_GET = _kind(
    "read_only",
    "GraphQL 只读，没有 {operation}",
    "GraphQL is read-only: no {operation}",
    "写入请用命令接口 POST /api/（租户）/（领域）/（命令）",
    405,
)
LIMIT = _kind(
    "limit",
    "{what}超出限制：{found} 大于 {limit}({name})",
    "over the limit {name}: {found} is more than {limit}",
    "把查询拆小，或分页取",
)
TOO_LARGE = _kind(
    "body_too_large",
    "请求超过 {limit} 字节",
    "the request has more than {limit} bytes",
    "把查询拆小，值放进变量",
    413,
)
LONG_KEY = _kind(
    "long_alias",
    "别名 {name} 超过 63 个字节",
    "the alias {name} is longer than 63 bytes",
    "用短一些的别名",
)
PAGE = _kind(
    "page_size",
    "first 应在 0 与 {limit} 之间，给的是 {found}",
    "first is between 0 and {limit}, not {found}",
    "用 first 与 after 分页取",
)
CURSOR = _kind(
    "cursor",
    "游标不属于这个查询",
    "the cursor is not of this query",
    "用同一查询、同一排序返回的 endCursor，或从头取",
)
NULL_FILTER = _kind(
    "null_filter",
    "where 中的 {name} 不能是 null",
    "{name} in where may not be null",
    "查空值用 isNull: true，不要条件就不写",
)
NO_HISTORY = _kind(
    "no_history",
    "{name} 不保留历史，不能按过去的时点查",
    "{name} keeps no history, so there is no asOf",
    "去掉 asOf，或去掉这个字段",
)
FUTURE = _kind(
    "as_of_future",
    "asOf 在未来或尚未读到：{found}，目前到 {limit}",
    "asOf is in the future, or rows have not come so far: {found}, the newest is {limit}",
    "用不晚于所示的时点，或稍后重试",
)
ONE_TENANT = _kind(
    "one_tenant",
    "查询跨多个租户，{what} 只能用于一个租户",
    "the query spans several tenants, {what} needs one",
    "加参数 tenant，或者 asOf 用 time",
)
NO_TENANT = _kind(
    "unknown_tenant",
    "没有租户 {name}",
    "there is no tenant {name}",
    "核对租户名称与令牌的授权",
)
VALUE = _kind(
    "value",
    "有值超出允许范围",
    "a value is out of range",
    "检查数字大小，文字中不能有 NUL 字符",
)
COMPLEX = _kind("too_complex", "查询太复杂", "the query is too complex", "把查询拆小")
TIMEOUT = _kind(
    "timeout",
    "查询超过 {limit} 秒，已取消",
    "the query took more than {limit} seconds and was cancelled",
    "缩小范围：加条件，减小 first，少取 totalCount",
)
METHOD = _kind("method", "只接受 GET 与 POST", "GET and POST are accepted", "用 POST 发送查询", 405)
MEDIA = _kind(
    "content_type",
    "POST 的内容应是 application/json(UTF-8)",
    "the body of a POST is application/json in UTF-8",
    "设置 Content-Type: application/json",
    415,
)
ACCEPT = _kind(
    "accept",
    "只能返回 application/graphql-response+json 或 application/json",
    "answers are application/graphql-response+json or application/json",
    "设置 Accept: application/graphql-response+json",
    406,
)
MALFORMED = _kind(
    "request",
    "请求格式不对：{detail}",
    "the request is not well-formed: {detail}",
    '内容形如 {{"query": "...", "variables": {{}}, "operationName": "..."}}',
)
