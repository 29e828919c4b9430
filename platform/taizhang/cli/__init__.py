"""The `taizhang` command."""

import gc
import sys
from collections.abc import Sequence

from cyclopts import App

from taizhang import __version__

_COMMANDS = {
    "serve": ("running:serve", "提供 HTTP 服务"),
    "work": ("running:work", "折叠数据、执行策略、处理到期事项"),
    "migrate": ("running:migrate", "数据库升级到本版"),
    "demo": ("demo:demo", "演示：从零到一次完整考核"),
    "do": ("do:do", "办理：向运行中的服务发任何一条命令"),
    "paper": ("papers:paper", "出具文件：由运行中的服务生成，可打印"),
    "run": ("operating:run", "直接在数据库上办理一条命令"),
    "graphql": ("graphql:app", "GraphQL：模式全文，模式的变更，Python 客户端"),
    "query": ("operating:query", "直接在数据库上用 GraphQL 查询"),
    "export": ("exporting:export", "直接在数据库上导出查询的全部结果（NDJSON）"),
    "tenants": ("tenants:app", "应用单位文件，列出单位"),
    "access": ("access:app", "对接系统：数据授权、令牌、查询日志"),
    "plugins": ("plugins:app", "方案（插件）：已安装的、出错的、各单位的启用情况，新写一个"),
    "roster": ("roster:app", "名册：预览、导入、导出（Excel）"),
    "projections": ("projections:app", "数据（读模型）：进度、死信、重建、切换、退役"),
    "audit": ("audit:app", "审计：时间线、校验日志、重新判定"),
    "log": ("log:app", "日志：恢复之后声明继续，列出声明"),
}

_COLLECTED = 100_000, 50, 50
"""After how many new objects the collector of garbage looks, until a server sets its own. Nearly
all that is loaded stays: to look through it again and again takes an eighth of a start.
"""


def command_line(words: Sequence[str] = ()) -> App:
    """The command with its parts, each loaded when it is asked for: all take two seconds.

    The summaries are for the list only: cyclopts would show them in place of a command's own help.
    """
    listing = not words or words[0].startswith("-")
    app = App(
        name="taizhang",
        help="台账：县、乡镇述职评议考核平台 / review-and-assessment work on an event log",
        version=__version__,
    )
    for name, (where, summary) in _COMMANDS.items():
        help_ = summary if listing else None
        own = {"help_flags": ()} if name == "do" else {}  # it has a help for each command
        app.command(f"taizhang.cli.{where}", name=name, help=help_, **own)
    return app


def main() -> None:
    """Run the command line."""
    gc.set_threshold(*_COLLECTED)
    words = sys.argv[1:]
    command_line(words)(words)
