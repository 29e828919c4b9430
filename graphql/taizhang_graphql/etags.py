"""ETags: the same tag, the same answer. Weak ones, since an answer also tells its position."""

import hashlib
import re
from collections.abc import Iterator

import msgspec

from taizhang_graphql.exchange import Request, Scope

_ONE = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def etag(world: bytes, scope: Scope, request: Request, standing: str | None) -> str:
    """The tag of an answer. `world` stands for the schema and its defaults, `standing` for the
    rows; the rest is who asks, and what.
    """
    who = sorted((str(id), slug) for id, slug in scope.tenants.items())
    told = (
        *(world.hex(), scope.generation.name, standing),
        *(who, scope.grant, scope.personal),
        *(request.query, request.operation, request.variables, request.media, request.bare),
    )
    plain = msgspec.json.encode(told, order="deterministic")
    return f'W/"{hashlib.blake2b(plain, digest_size=16).hexdigest()}"'


def holds(unless: str, tag: str) -> bool:
    """Whether `If-None-Match` names this tag, compared weakly (RFC 9110, 13.1.2)."""
    return unless.strip() == "*" or _opaque(tag) in _named(unless)


def _named(unless: str) -> Iterator[str]:
    return (found[1] for found in _ONE.finditer(unless))


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")
