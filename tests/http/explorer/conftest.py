"""The explorer as it is built, open in a browser."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from tests.http.browsing import Browser, Page, browser

from taizhang_graphql import explorer

__all__ = ["browser"]

_REFUSALS = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
_EDITOR = "const editor = __MONACO.editor.getEditors().find((each) => each.hasTextFocus())"


class Explorer:
    """The page in a tab, as a person uses it: by keys."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    async def open(self) -> None:
        """At the size of a desk, once the editor is there."""
        await self.page.size(1280, 800, mobile=False)
        await self.page.ask("Network.enable")
        await self.page.ask("Log.enable")
        await self.page.ask("Page.addScriptToEvaluateOnNewDocument", source=_REFUSALS)
        await self.page.open(f"{self.address}/graphql")
        await self.page.until("!!document.querySelector('.graphiql-query-editor .view-line')")

    async def enter(self, token: str) -> None:
        """Put a token in place of the one that is there."""
        await self.page.js("document.querySelector('#token').select()")
        await self.type(token)
        await self.key("Enter")

    async def write(self, document: str) -> None:
        """Put a document in place of the one in the editor, and the cursor behind it."""
        await self.focus("query")
        await self.page.js(
            f"{{ {_EDITOR}; editor.setValue({json.dumps(document)}); "
            "editor.setPosition({lineNumber: 1e6, column: 1e6}); }"
        )

    async def focus(self, editor: str) -> None:
        await self.page.js(f"document.querySelector('.graphiql-{editor}-editor textarea').focus()")

    async def run(self) -> None:
        await self.focus("query")
        await self.key("Enter", control=True)

    async def type(self, text: str) -> None:
        """As from the clipboard: whole."""
        await self.page.ask("Input.insertText", text=text)

    async def key(self, key: str, *, control: bool = False) -> None:
        number, code = {"Enter": (13, "Enter"), " ": (32, "Space")}[key]
        pressed = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        pressed["modifiers"] = 2 if control else 0
        text = {"text": "\r"} if key == "Enter" else {}
        await self.page.ask("Input.dispatchKeyEvent", type="keyDown", **pressed, **text)
        await self.page.ask("Input.dispatchKeyEvent", type="keyUp", **pressed)

    async def until_state(self, words: str) -> None:
        """Until the line above the editor says so."""
        said = f"document.querySelector('.bar output').innerText.includes({json.dumps(words)})"
        await self.page.until(said)

    async def until_answered(self, words: str) -> None:
        """Until the answer holds the words; the editor sets no-break spaces."""
        shown = "document.querySelector('.result-window').innerText.replaceAll('\\u00a0', ' ')"
        await self.page.until(f"{shown}.includes({json.dumps(words)})")


@pytest.fixture
async def exploring(browser: Browser, served: httpx.AsyncClient) -> Explorer:
    """The page, open."""
    if not explorer.BUILT.joinpath("page.html").exists():
        pytest.skip("GraphiQL is not built: `make graphiql` does it, and so does `make test`")
    opened = Explorer(await browser.tab(), str(served.base_url).rstrip("/"))
    await opened.open()
    return opened


@pytest.fixture
async def reading(
    exploring: Explorer, town: Any, client_of: Callable[..., Awaitable[str]]
) -> Explorer:
    """The page, with the token of a system that reads organisations."""
    await exploring.enter(town.tokens[await client_of(town, ["Organisation"])])
    await exploring.until_state("模式已读到")
    return exploring
