"""A browser, driven over its debugging pipe, and what tests of pages ask of it."""

import asyncio
import base64
import json
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

# The browser is to find its orders at 3 and to write its answers to 4.
_WITH_PIPES = """
import os, sys
os.dup2(int(sys.argv[1]), 100)
os.dup2(int(sys.argv[2]), 101)
os.dup2(100, 3)
os.dup2(101, 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""
_ASKED = "Network.requestWillBeSent"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


class Page:
    """One tab, as a person uses it. Everything is asked of the browser until it is so."""

    def __init__(self, browser: "Browser", session: str) -> None:
        self.browser, self.session = browser, session

    @property
    def requested(self) -> list[str]:
        """The addresses of all that the tab asked for, once `Network.enable` was asked."""
        told = self.browser.told[self.session]
        return [each["request"]["url"] for name, each in told if name == _ASKED]

    async def ask(self, method: str, **more: Any) -> Any:
        return await self.browser.ask(method, self.session, **more)

    async def js(self, expression: str) -> Any:
        """The value of an expression; a promise's once it is kept."""
        more = {"returnByValue": True, "awaitPromise": True, "userGesture": True}
        found = await self.ask("Runtime.evaluate", expression=expression, **more)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    async def until(self, condition: str) -> None:
        """Until a condition holds, through reloads as well."""
        watch = (
            f"new Promise((met) => {{ const holds = () => {{ try {{ return {condition}; }} "
            "catch { return false; } }; "
            "const look = () => holds() ? met(true) : setTimeout(look, 20); look(); })"
        )
        try:
            async with asyncio.timeout(20):
                while not await self._once(watch):
                    pass
        except TimeoutError:
            raise AssertionError(f"never {condition}: {await self.text()}") from None

    async def _once(self, watch: str) -> bool:
        try:
            return bool(await self.js(watch))
        except LookupError:  # the page went away while it was asked
            return False

    async def open(self, address: str) -> None:
        await self.ask("Page.navigate", url="about:blank")
        await self.ask("Page.navigate", url=address)
        await self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    async def reload(self) -> None:
        await self.js("window.before = true")
        await self.ask("Page.reload")
        await self.until("!window.before && document.readyState === 'complete'")

    async def text(self) -> str:
        return str(await self.js("(document.documentElement || {}).innerText"))

    async def until_said(self, words: str) -> None:
        await self.until(f"document.documentElement.innerText.includes({json.dumps(words)})")

    async def press(self, words: str) -> None:
        """Press the button that says so."""
        named = f"[...document.querySelectorAll('button')].find((b) => b.innerText === '{words}')"
        await self.until(f"!!{named}")
        await self.js(f"{named}.click()")

    async def choose(self, question: int, place: int) -> None:
        await self.js(f"document.querySelector('#q{question} input[value=\"{place}\"]').click()")

    async def size(self, width: int, height: int, **more: Any) -> None:
        shape = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
        await self.ask("Emulation.setDeviceMetricsOverride", **{**shape, **more})

    async def shot(self, path: Path) -> None:
        taken = await self.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(taken["data"]))  # noqa: ASYNC240


class Browser:
    """Chromium over its debugging pipe: one JSON document after another, NUL between."""

    def __init__(self, reader: asyncio.StreamReader, writer: Any) -> None:
        self._reader, self._writer, self._ids = reader, writer, count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self.told: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
        """What each tab told without being asked: names of events with what belongs to them."""
        self._listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        with suppress(asyncio.IncompleteReadError):
            while True:
                told = json.loads((await self._reader.readuntil(b"\0"))[:-1])
                if "method" in told:
                    event = told["method"], told["params"]
                    self.told[told.get("sessionId", "")].append(event)
                if (asked := self._waiting.pop(told.get("id", 0), None)) is None:
                    continue
                if "error" in told:
                    asked.set_exception(LookupError(told["error"]["message"]))
                else:
                    asked.set_result(told["result"])

    async def ask(self, method: str, session: str | None = None, **more: Any) -> Any:
        number = next(self._ids)
        command = {"id": number, "method": method, "params": more}
        if session is not None:
            command["sessionId"] = session
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        self._writer.write(json.dumps(command).encode() + b"\0")
        async with asyncio.timeout(30):
            return await answer

    async def tab(self) -> Page:
        """A tab that shares nothing with others."""
        context = (await self.ask("Target.createBrowserContext"))["browserContextId"]
        target = await self.ask("Target.createTarget", url="about:blank", browserContextId=context)
        where = {"targetId": target["targetId"], "flatten": True}
        page = Page(self, (await self.ask("Target.attachToTarget", **where))["sessionId"])
        await page.ask("Page.enable")
        await page.size(390, 844)
        return page


@pytest.fixture(scope="session")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """A real Chromium, without a window."""
    if CHROMIUM is None:
        pytest.skip("no chromium on PATH: the page is not seen in a browser here")
    to_read, to_write = os.pipe(), os.pipe()
    flags = [
        *("--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-proxy-server"),
        *("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--lang=zh-CN"),
        "--host-resolver-rules=MAP plain.example 127.0.0.1",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _WITH_PIPES, str(to_read[0]), str(to_write[1]), CHROMIUM, *flags),
        pass_fds=(to_read[0], to_write[1]),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    os.close(to_read[0])
    os.close(to_write[1])
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=2**26)
    answers, orders = os.fdopen(to_write[0], "rb"), os.fdopen(to_read[1], "wb")
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), answers)
    writer, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, orders)
    opened = Browser(reader, writer)
    yield opened
    with suppress(LookupError, TimeoutError):
        await opened.ask("Browser.close")
    await process.wait()
