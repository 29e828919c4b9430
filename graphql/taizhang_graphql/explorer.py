"""Explorer: the page on which people try queries; GraphiQL where it is built, else a plain one."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

_HOME = Path(str(files("taizhang_graphql")))
BUILT = _HOME / "graphiql/static"
"""What `make graphiql` builds; `page.html` is written last."""

_CLOSED = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# Monaco sets styles on elements and in sheets of its own as one types; it runs no text as script.
_GRAPHIQL = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    f"img-src 'self' data:; connect-src 'self'; worker-src 'self'; {_CLOSED}"
)
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


class Page(Struct, frozen=True):
    """A page with its Content-Security-Policy and entity tag."""

    body: bytes
    policy: str
    etag: str


def explorer() -> Page:
    """GraphiQL if it has been built, else the page that needs no build; all of it from here."""
    page = BUILT / "page.html"
    if page.is_file():
        return _page(page.read_bytes(), _GRAPHIQL)
    body = (_HOME / "explorer.html").read_bytes()
    return _page(body, _policy_of(body.decode()))


def assets() -> frozenset[str]:
    """Names of the files that the page is made of, as built."""
    return frozenset(file.name for file in BUILT.glob("*")) - {"page.html"}


def _page(body: bytes, policy: str) -> Page:
    return Page(body, policy, f'"{sha256(body).hexdigest()[:16]}"')


def _policy_of(page: str) -> str:
    """Only the script and the style that stand in the page itself, by their hashes."""
    hashed = {kind: _hash(text) for kind, text in _INLINE.findall(page)}
    return (
        f"default-src 'none'; script-src {hashed['script']}; style-src {hashed['style']}; "
        f"connect-src 'self'; {_CLOSED}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
