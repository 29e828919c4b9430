"""Sections: the `[rules.*]` of a tenant's file, read with the rules of the installed schemes."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import fields

from taizhang.onboarding.reading import Reading
from taizhang.rules.expecting import each_once, known_only
from taizhang.rules.fault import Fault, Words, unknown
from taizhang.rules.provision import Rules
from taizhang.schemes import Schemes
from taizhang.suggest import nearest

PLUGIN = Words("插件", "plugin")
_SECTION = Words("规则", "section of rules")


def read_sections(
    sections: Mapping[str, object], plugins: Iterable[str], schemes: Schemes, reading: Reading
) -> dict[str, Rules]:
    """The rules that could be read, by section. What could not is among the reading's faults."""
    known = schemes.rules
    foreign = [section for section in sections if section not in known]
    reading.faults += [unknown(("rules", s), s, _SECTION, known) for s in foreign]
    on = _meant(plugins, schemes)
    reading.faults += [_missing(s, known[s]) for s in sorted(_needed(on, schemes) - set(sections))]
    reading.faults += [_switched_off(s, name) for s, name in _off(on, schemes) if s in sections]
    return {
        section: reading.struct(known[section], data, ("rules", section))
        for section, data in sections.items()
        if section in known
    }


def unfit_plugins(plugins: list[str], schemes: Schemes) -> Iterator[Fault]:
    """Plugins that are not installed, or named twice."""
    known = {scheme.name for scheme in schemes.plugins}
    yield from known_only(plugins, sorted(known), ("plugins",), PLUGIN)
    yield from each_once(plugins, ("plugins",), PLUGIN)


def _meant(plugins: Iterable[str], schemes: Schemes) -> set[str]:
    """The plugins that are switched on, or will be once a misspelt name is mended."""
    known = [scheme.name for scheme in schemes.plugins]
    return {name if name in known else nearest(name, known) or name for name in plugins}


def _off(on: set[str], schemes: Schemes) -> Iterator[tuple[str, str]]:
    """The sections of plugins that are not switched on, each with its plugin."""
    off = (scheme for scheme in schemes.plugins if scheme.name not in on)
    return ((rules.section, scheme.name) for scheme in off for rules in scheme.rules)


def _needed(on: set[str], schemes: Schemes) -> set[str]:
    """The core's sections, and those of the plugins that are switched on."""
    schemes_on = (scheme for scheme in schemes.all if scheme.core or scheme.name in on)
    all_rules = (rules for scheme in schemes_on for rules in scheme.rules)
    return {rules.section for rules in all_rules if not rules.optional}


def _switched_off(section: str, plugin: str) -> Fault:
    return Fault(
        ("rules", section),
        Words(
            f"“{section}”是插件“{plugin}”的规则，该插件没有启用",
            f"{section!r} are rules of the plugin {plugin!r}, which is not switched on",
        ),
        Words(
            f"在 plugins 中写上“{plugin}”，或删去这一节",
            f"name {plugin!r} in plugins, or drop them",
        ),
        code="switched_off",
    )


def _missing(section: str, rules: type[Rules]) -> Fault:
    needed = [field.name for field in fields(rules) if field.required]
    tables = [f"[rules.{section}.{provision}]" for provision in needed] or [f"[rules.{section}]"]
    return Fault(
        ("rules", section),
        Words(f"缺少“{section}”的规则", f"the rules of {section!r} are missing"),
        Words(f"补上 {'、'.join(tables)}", f"add {', '.join(tables)}"),
        code="missing",
    )
