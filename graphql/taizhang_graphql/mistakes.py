"""Mistakes: what a client did wrong, with a code, the place, and what to do instead."""

from typing import Any

from msgspec import Struct

from taizhang.errors import Refusal

Path = tuple[str, ...]


class Kind(Struct, frozen=True):
    """A kind of mistake. `remedy` says in Chinese what to do; both sentences take values."""

    refusal: Refusal
    remedy: str
    retry_after: int | None = None
    """Seconds after which the same request may be answered."""

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
    "检查数字大小，文字中不能有 NUL 字符；合计超出 64 位的，加条件分开算",
)
NO_KEYS = _kind(
    "group_by_nothing",
    "by 是空的，没有说明按什么分组",
    "by is empty: nothing to group by",
    "在 by 中写上字段；不分组用 aggregates",
)
GROUPED_TWICE = _kind(
    "grouped_twice",
    "by 中的 {name} 写了两次",
    "{name} is in by twice",
    "每个字段只写一次；要几种期间，用别名各写一个 groups",
)
NO_PERIODS = _kind(
    "no_periods",
    "{name} 不是日期或时刻，不能有 unit",
    "{name} is neither a date nor an instant, so it takes no unit",
    "去掉 unit",
)
NO_UNIT = _kind(
    "no_unit",
    "{name} 是时刻，要按期间分组",
    "{name} is an instant, which is grouped by periods only",
    "加上 unit，例如 {{field: {name}, unit: DAY}}",
)
NOT_GROUPED = _kind(
    "not_grouped",
    "by 中没有 {name}，各组在这一项上没有共同的值",
    "{name} is not in by, so a group has no one value of it",
    "在 by 中加上 {{field: {name}}}，或去掉这一项",
)
BUSY = Kind(
    Refusal(
        "graphql.busy",
        zh="同一令牌同时进行的查询已有 {limit} 个（concurrent）",
        en="{limit} queries of this token are under way already (concurrent)",
        status=429,
    ),
    "等前面的查询有了结果再发，或按 Retry-After 稍后重试",
    retry_after=1,
)
ONE_OPERATION = _kind(
    "one_operation",
    "登记的查询文本应当正好有一个 query 或一个 subscription，现有 {operations}",
    "a document to register has exactly one query or one subscription, not {operations}",
    "每个操作分别登记，各起一个名称",
)
UNKNOWN_DOCUMENT = _kind(
    "unknown_document",
    "没有登记过查询“{id}”{hint}",
    "no document {id!r} is registered",
    "核对名称；GET /q/（租户）列出已登记的查询，登记用命令 access.register_document",
    404,
)
DOCUMENTS_ONLY = _kind(
    "documents_only",
    "授权只准用已登记的查询和订阅",
    "the grant allows registered documents only",
    "用 documentId 指明已登记的查询或订阅；新的先用命令 access.register_document 登记",
    403,
)
COMPLEX = _kind("too_complex", "查询太复杂", "the query is too complex", "把查询拆小")
TIMEOUT = _kind(
    "timeout",
    "查询超过 {limit} 秒，已取消",
    "the query took more than {limit} seconds and was cancelled",
    "缩小范围：加条件，减小 first，少取 totalCount",
)
SUBSCRIBE = _kind(
    "subscribe",
    "订阅不能当作普通请求",
    "a subscription is no ordinary request",
    "用 Accept: text/event-stream(SSE)，或在 WebSocket 上用 graphql-transport-ws",
)
OTHER_TYPE = _kind(
    "filter_of_other_type",
    "filter 写的是 {found}，与 type 不是同一种数据",
    "filter is on {found}, which is not what type names",
    "filter 写成 {{{name}: {{...}}}}",
)
AHEAD = _kind(
    "after_ahead",
    "after 在未来：{found}，日志目前到 {limit}",
    "after is ahead of the log: {found}, which goes as far as {limit}",
    "用收到过的位置；备份恢复以后，重新读取全部再订阅",
)
OTHER_HISTORY = _kind(
    "other_history",
    "数据已是另一段历史（备份恢复、重建或补折），不能接着原来的位置",
    "the rows are of another history by now: restored, built anew or mended",
    "重新查询当前数据，再从其 extensions.position 之后订阅",
    409,
)
ACCESS_CHANGED = _kind(
    "access_changed",
    "授权有变化，订阅到此为止",
    "what may be seen has changed, so the subscription ends",
    "重新订阅，after 用最后收到的位置",
    409,
)
TOO_MANY = _kind(
    "too_many_operations",
    "这个连接上同时进行的已有 {limit} 个(operations)",
    "{limit} operations are running on this connection already",
    "先结束一些，或另开连接",
    429,
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
    '内容形如 {{"query": "...", "variables": {{}}, "operationName": "..."}}，'
    '或用 {{"documentId": "..."}} 指明已登记的查询',
)
