"""Sending a ballot until the platform has answered: the same bytes under the same id, each time."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Event, Thread
from typing import Any

import pytest

ID = "0b9c2f4e-1111-4222-8333-444455556666"
BODY = '{"box":"b","proof":"00","sealed":"AA=="}'
RECEIPT = {"command_id": ID, "state": "appended", "position": 7, "events": []}

SEND = """
import { deliver } from "./sending.js";
const pauses = [];
const waited = async (attempt, ms) => { pauses.push([attempt, ms]); };
const { meant, data } = await deliver(given.url, given.ballot, waited, given.patience);
tell({ meant, data, pauses });
"""


def problem(status: int, code: str) -> dict[str, Any]:
    return {"status": status, "code": code, "detail": "原因", "type": "urn:x", "title": "t"}


class Script(ThreadingHTTPServer):
    """A server that answers as it was told, one answer a request, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, answers: list[tuple[int, Any, dict[str, str]]]) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.answers, self.asked = answers, list[tuple[Any, ...]]()
        self.hold = Event()


class _Answering(BaseHTTPRequestHandler):
    server: Script

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Idempotency-Key"], body))
        status, data, headers = self.server.answers[len(self.server.asked) - 1]
        if status == 0:  # nobody answers
            self.server.hold.wait(10)
            return
        text = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(text))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Nothing is told on the terminal."""


@pytest.fixture
def sent(run_module: Callable[..., Any]) -> Iterator[Callable[..., tuple[Any, Script]]]:
    """Sends a ballot to a server of scripted answers; what came of it."""
    running: list[Script] = []

    def send(*answers: tuple[int, Any, dict[str, str]]) -> tuple[Any, Script]:
        server = Script(list(answers))
        running.append(server)
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/api/t/ballots/cast"
        given = {"url": url, "ballot": {"id": ID, "body": BODY}, "patience": 2000}
        return run_module(SEND, given), server

    yield send
    for server in running:
        server.hold.set()
        server.shutdown()
        server.server_close()


GOOD = (200, RECEIPT, {})
NOT_YET = {
    "nobody answers": (0, None, {}),
    "gateway": (502, b"<html>Bad Gateway</html>", {}),
    "database away": (503, problem(503, "database.unavailable"), {"Retry-After": "2"}),
    "fault": (500, problem(500, "http.internal"), {}),
    "too many": (429, problem(429, "http.429"), {"Retry-After": "7"}),
    "others were quicker": (409, problem(409, "commands.conflict"), {}),
    "login page of a network": (200, b"<html>Log in</html>", {}),
    "somebody else's JSON": (200, {"state": "appended"}, {}),
    "another's receipt": (200, {**RECEIPT, "command_id": "another"}, {}),
    "a proxy forbids": (403, b"<html>Forbidden</html>", {}),
    "elsewhere": (302, b"", {"Location": "http://127.0.0.1:9/"}),
}


@pytest.mark.parametrize("answer", NOT_YET.values(), ids=NOT_YET.keys())
def test_until_the_platform_has_answered_the_same_bytes_are_sent(
    sent: Callable[..., tuple[Any, Script]], answer: Any
) -> None:
    told, server = sent(answer, answer, GOOD)
    assert told["meant"] == "received"
    assert server.asked == [("/api/t/ballots/cast", ID, BODY.encode())] * 3


def test_a_repeated_answer_is_a_receipt(sent: Callable[..., tuple[Any, Script]]) -> None:
    told, server = sent((200, {**RECEIPT, "state": "repeated"}, {}))
    assert (told["meant"], told["data"]["state"]) == ("received", "repeated")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [(409, "ballots.slip_spent"), (409, "ballots.not_open"), (422, "ballots.slip_unknown")],
)
def test_a_refusal_ends_the_sending(
    sent: Callable[..., tuple[Any, Script]], status: int, code: str
) -> None:
    told, server = sent((status, problem(status, code), {}))
    assert (told["meant"], told["data"]["code"]) == ("refused", code)
    assert len(server.asked) == 1


def test_each_pause_is_longer_but_never_long(sent: Callable[..., tuple[Any, Script]]) -> None:
    told, _ = sent(*[NOT_YET["gateway"]] * 8, GOOD)
    pauses = [ms for _, ms in told["pauses"]]
    assert [attempt for attempt, _ in told["pauses"]] == list(range(1, 9))
    assert all(a < b for a, b in pairwise(pauses[:5]))
    assert max(pauses) <= 39_000


def test_the_server_says_how_long_to_wait(sent: Callable[..., tuple[Any, Script]]) -> None:
    told, _ = sent(NOT_YET["too many"], GOOD)
    ((_, pause),) = told["pauses"]
    assert 7_000 <= pause < 7_400


def test_no_meeting_waits_for_an_hour(sent: Callable[..., tuple[Any, Script]]) -> None:
    told, _ = sent((503, problem(503, "x"), {"Retry-After": "3600"}), GOOD)
    ((_, pause),) = told["pauses"]
    assert pause <= 121_000
