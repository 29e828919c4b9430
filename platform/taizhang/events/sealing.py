"""Sealing: personal fields as they stand in the log, encrypted under the key of their person.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits; the associated data binds tenant,
type and field, so that a value cannot be moved. A sealed value is text: `sealed:` and base64.
"""

import base64
import functools
import hashlib
import os
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_type_hints
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct, to_builtins

from taizhang.events.personal import Personal
from taizhang.events.tags import marked_fields

_PREFIX = "sealed:"


def commitment(key: bytes) -> bytes:
    """Binds an entry to a key without showing it: 16 bytes."""
    return hashlib.sha256(b"taizhang person key" + key).digest()[:16]


def people_in(value: object) -> Iterator[str]:
    """The people whose personal fields a Struct holds, at any depth."""
    if isinstance(value, Struct) and has_personal(type(value)):
        for name, mark in marked_fields(type(value), Personal):
            if getattr(value, name) is not None:
                yield getattr(value, mark.subject)
        for name in value.__struct_fields__:
            yield from people_in(getattr(value, name))
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from people_in(item)


def sealed(value: Any, kind: str, tenant: UUID, keys: Mapping[str, bytes]) -> Any:
    """Plain data of a Struct with its personal fields encrypted. `kind` is the stored type."""
    if isinstance(value, list | tuple):
        return [sealed(item, kind, tenant, keys) for item in value]
    if isinstance(value, dict):
        return {to_builtins(key): sealed(item, kind, tenant, keys) for key, item in value.items()}
    if not isinstance(value, Struct):
        return to_builtins(value, builtin_types=(bytes,))
    marks = dict(marked_fields(type(value), Personal))
    plain = {}
    for name in value.__struct_fields__:
        field = getattr(value, name)
        if name in marks and field is not None:
            key = keys[getattr(value, marks[name].subject)]
            plain[name] = _seal(field, key, _bound(tenant, kind, name))
        else:
            plain[name] = sealed(field, kind, tenant, keys)
    return plain


def unsealed(text: str, key: bytes | None, tenant: UUID, kind: str, field: str) -> str | None:
    """The plain value, or None when its key is gone: the person was erased."""
    if key is None:
        return None
    data = base64.b64decode(text.removeprefix(_PREFIX))
    try:
        plain = AESGCM(key).decrypt(data[:12], data[12:], _bound(tenant, kind, field))
    except InvalidTag:
        return None
    return plain.decode()


@functools.cache
def has_personal(struct: type[Struct]) -> bool:
    """Whether a Struct holds personal fields, at any depth."""
    if marked_fields(struct, Personal):
        return True
    return any(has_personal(inner) for inner in _inner(struct) if inner is not struct)


def _inner(struct: type[Struct]) -> Iterator[type[Struct]]:
    pending = list(get_type_hints(struct).values())
    while pending:
        hint = pending.pop()
        if isinstance(hint, type) and issubclass(hint, Struct):
            yield hint
        pending.extend(get_args(hint))


def _seal(plain: str, key: bytes, bound: bytes) -> str:
    nonce = os.urandom(12)
    return (
        _PREFIX
        + base64.b64encode(nonce + AESGCM(key).encrypt(nonce, plain.encode(), bound)).decode()
    )


def _bound(tenant: UUID, kind: str, field: str) -> bytes:
    return b"\0".join((tenant.bytes, kind.encode(), field.encode()))
