"""A tenant's file: read as a whole, and refused with everything that is wrong with it."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from taizhang.domain.setup.applying import ApplyTenantFile, Document, Holder, Unit
from taizhang.errors import Refused
from taizhang.onboarding.coherence import incoherent
from taizhang.onboarding.lines import Lines
from taizhang.onboarding.reading import Reading
from taizhang.onboarding.roster import Account, unfit
from taizhang.onboarding.sections import read_sections, unfit_plugins
from taizhang.rules.fault import Fault, Words
from taizhang.schemes import Schemes

_encoder = msgspec.msgpack.Encoder(order="deterministic")


class TenantFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `tenants/<slug>/tenant.toml` says: its keys are these fields."""

    slug: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{1,62}$", title="代号")]
    name: Annotated[str, Meta(min_length=1, max_length=200, title="名称")]
    rehearsal: Annotated[bool, Meta(title="是否演练")]
    clock: Annotated[datetime, Meta(tz=True, title="演练时钟的起点")] | None = None
    """Where a rehearsal's clock starts."""
    parent: (
        Annotated[
            str,
            Meta(
                pattern="^[a-z][a-z0-9-]{1,62}$",
                title="上级单位的代号（如乡镇所在的县），写明后不能改动",
            ),
        ]
        | None
    ) = None
    plugins: Annotated[list[str], Meta(title="启用的插件")] = []
    document: Annotated[Document, Meta(title="规则文件")]
    rules: dict[str, Any]
    organisations: Annotated[list[Unit], Meta(title="单位")]
    people: Annotated[list[Holder], Meta(title="任职人员")] = []
    accounts: Annotated[list[Account], Meta(title="账号和角色")]

    @property
    def digest(self) -> str:
        """SHA-256 of what the file says, its layout and comments apart."""
        return hashlib.sha256(_encoder.encode(self)).hexdigest()

    def command(self) -> ApplyTenantFile:
        """The command that brings a tenant to what the file says."""
        grants = [(a.actor, role, a.unit) for a in self.accounts for role in a.roles]
        return ApplyTenantFile(
            name=self.name,
            rehearsal=self.rehearsal,
            clock=self.clock,
            document=self.document,
            sections=self.rules,
            plugins=self.plugins,
            grants=grants,
            units=self.organisations,
            people=self.people,
            parent=self.parent,
        )


def load(path: Path, schemes: Schemes) -> TenantFile:
    """A tenant's file. Raises Refused(`onboarding.file`) with a reason for each of its faults."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        expected = Words(f"文件不能读取（{error}）", f"the file cannot be read ({error})")
        remedy = Words("须为 UTF-8 编码的 tenant.toml", "give a tenant.toml in UTF-8")
        fault = Fault((), expected, remedy, code="unreadable")
        raise Refused(fault.reason(str(path))) from error
    return read(text, str(path), schemes)


def read(text: str, source: str, schemes: Schemes) -> TenantFile:
    """A tenant's file from its text; `source` names it in refusals. Raises as `load` does."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Refused(_malformed(error).reason(source)) from error
    reading = Reading()
    file = _file(data, schemes, reading)
    if reading.faults:
        raise Refused(*(fault.reason(source) for fault in _placed(reading.faults, text)))
    return file


def _file(data: dict[str, Any], schemes: Schemes, reading: Reading) -> TenantFile:
    file = reading.struct(TenantFile, data, ())
    plugins, sections = data.get("plugins", []), data.get("rules")
    named = [p for p in plugins if isinstance(p, str)] if isinstance(plugins, list) else []
    reading.faults += unfit_plugins(named, schemes)
    if isinstance(sections, dict):
        rules = read_sections(sections, named, schemes, reading)
        reading.faults += incoherent(rules)
    reading.faults += [*_clock(data), *unfit(data, schemes)]
    if reading.faults:
        return file
    # Plain data, as the log gives it back: an adoption is compared with the one before.
    return replace(file, rules=msgspec.to_builtins(sections))


def _clock(data: dict[str, Any]) -> Iterator[Fault]:
    if "clock" in data and data.get("rehearsal") is False:
        yield Fault(
            ("clock",),
            Words("只有演练单位才能写时钟", "only a rehearsal has a clock of its own"),
            Words("删去 clock，或写 rehearsal = true", "drop clock, or set rehearsal = true"),
        )


def _malformed(error: tomllib.TOMLDecodeError) -> Fault:
    expected = Words(f"不是合格的 TOML（{error}）", f"this is no TOML ({error})")
    remedy = Words("改正这一处的写法", "mend the text there")
    place = re.search(r"line (\d+)", str(error))
    return Fault((), expected, remedy, line=int(place[1]) if place else None, code="toml")


def _placed(faults: list[Fault], text: str) -> list[Fault]:
    """With their lines, in the order of the file; what was found in two ways is told once."""
    lines = Lines(text)
    placed = [replace(fault, line=lines.of(fault.at)) for fault in dict.fromkeys(faults)]
    return sorted(placed, key=lambda fault: fault.line or 0)
