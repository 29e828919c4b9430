"""Basis: each parameter of a provision rests on the clause, or on a choice that says why."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import fields

from taizhang.onboarding.fields import hints, nullable, table
from taizhang.rules.fault import Fault, Path, Words, unknown
from taizhang.rules.provision import Provision

_BASIS = ("clause", "choices")
_PARAMETER = Words("参数", "parameter")


def baseless(kind: type[Provision], data: dict[str, Any], at: Path) -> Iterator[Fault]:
    """Faults of what a provision rests on, as the file has it.

    A note is needed where there is no clause, and for what is left out although it may be limited:
    that nothing limits it is a choice too.
    """
    notes = _notes(data)
    parameters = [field.name for field in fields(kind) if not _rests_by_itself(kind, field.name)]
    for name in notes:
        if name not in parameters:
            yield unknown((*at, "choices", name), name, _PARAMETER, parameters)
    clause = bool(str(data.get("clause") or "").strip())
    for name in parameters:
        left_out = name not in data and nullable(kind, name)
        noted = bool(str(notes.get(name) or "").strip())
        if not noted and (name in notes or left_out or not clause):
            yield _baseless((*at, name))


def open_points(kind: type[Provision], data: dict[str, Any]) -> dict[str, None]:
    """What is left out with a note, as nothing: TOML has no word for it."""
    noted = (name for name in _notes(data) if name in kind.__struct_fields__)
    return {name: None for name in noted if name not in data and nullable(kind, name)}


def _rests_by_itself(kind: type[Provision], name: str) -> bool:
    """What a provision rests on, and a provision within it, which has its own clause."""
    within = table(hints(kind)[name])
    return name in _BASIS or (within is not None and issubclass(within, Provision))


def _notes(data: dict[str, Any]) -> dict[str, Any]:
    given = data.get("choices")
    return given if isinstance(given, dict) else {}


def _baseless(at: Path) -> Fault:
    name = at[-1]
    return Fault(
        at,
        Words(
            f"“{name}”既没有条款原文，也没有注明是本单位的选择",
            f"{name!r} rests on no clause and on no choice",
        ),
        Words(
            f"照抄原文 clause = “…”；文件未写的，在 choices 里写明 {name} = “理由”",
            f"quote the clause, or say in choices why {name} was chosen",
        ),
        code="baseless",
    )
