"""A running server, asked over HTTP: the same sign-in, roles and refusals as for anybody."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn
from urllib.parse import quote

import httpx
import msgspec
from cyclopts import Group, Parameter

from taizhang.cli.consoles import err, out

REFUSED, UNREACHABLE = 1, 2
"""Exit statuses: the server said no, or nobody knows what it would have said."""
_SECONDS = 60.0
_NO_TOKEN = "没有令牌：请设环境变量 TAIZHANG_TOKEN，或用 --token-file 指明存放令牌的文件"  # noqa: S105
_GROUP = Group("服务器", sort_key=9)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Remote:
    """Which server is asked, and as whom."""

    server: Annotated[str, Parameter(env_var="TAIZHANG_SERVER", group=_GROUP, help="服务地址")] = (
        "http://127.0.0.1:8000"
    )
    token_file: Annotated[
        Path | None,
        Parameter(group=_GROUP, help="存放令牌的文件；不写时取环境变量 TAIZHANG_TOKEN"),
    ] = None
    format: Annotated[
        Literal["text", "json"], Parameter(group=_GROUP, help="输出：给人看，或给程序用")
    ] = "text"

    def get(self, *path: str, accept: str = "application/json", **more: Any) -> httpx.Response:
        """The answer to a GET. Ends the program where there is none, or a refusal."""
        return self._ask("GET", path, {"Accept": accept}, **more)

    def post(self, *path: str, key: str, **more: Any) -> httpx.Response:
        """The answer to a POST under an `Idempotency-Key`. Ends the program as `get` does."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        return self._ask("POST", path, headers, **more)

    def _ask(
        self, method: str, path: Sequence[str], headers: dict[str, str], **more: Any
    ) -> httpx.Response:
        url = "/".join([self.server.rstrip("/"), *(quote(part, safe="") for part in path)])
        headers = headers | {"Authorization": f"Bearer {self._token()}"}
        try:
            answer = httpx.request(method, url, headers=headers, timeout=_SECONDS, **more)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            err.print(f"连接不上 {self.server}：{error}", markup=False)
            sys.exit(UNREACHABLE)
        if not answer.is_success:
            self._refuse(answer)
        return answer

    def _token(self) -> str:
        if self.token_file is not None:
            try:
                return self.token_file.read_text(encoding="utf-8").strip()
            except OSError as error:
                fail(f"令牌文件 {self.token_file} 读不了：{error.strerror}")
        token = os.environ.get("TAIZHANG_TOKEN")
        return token or fail(
            "没有令牌：请设环境变量 TAIZHANG_TOKEN，或用 --token-file 指明存放令牌的文件"
        )

    def _refuse(self, answer: httpx.Response) -> NoReturn:
        """Tell a problem document, every reason with its rule and clause."""
        status = UNREACHABLE if answer.status_code >= 500 else REFUSED
        try:
            problem = msgspec.json.decode(answer.content, type=dict[str, Any])
        except (msgspec.DecodeError, msgspec.ValidationError):
            err.print(f"{self.server} 的回答看不懂（{answer.status_code}）：不是台账服务？")
            sys.exit(UNREACHABLE)
        if self.format == "json":
            out.print_json(data=problem)
        else:
            for reason in problem.get("reasons") or [problem]:
                tell_reason("[red]拒绝[/red]", reason)
        sys.exit(status)


LOCAL = Remote()


def tell_reason(word: str, reason: dict[str, Any]) -> None:
    """One reason on a line: code, rule number, the sentence with the clause that it rests on."""
    rule = f" [{reason['rule']}]" if reason.get("rule") else ""
    err.print(word, end=" ")
    err.print(f"{reason.get('code', '')}{rule}：{reason.get('detail', '')}", markup=False)


def fail(text: str) -> NoReturn:
    """Say what is wrong with what was typed, and end."""
    err.print(text, markup=False)
    sys.exit(REFUSED)
