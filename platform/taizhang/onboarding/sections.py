"""Sections: the `[rules.*]` of a tenant's file, read with the rules of the installed schemes."""

from collections.abc import Iterable, Mapping

from taizhang.onboarding.reading import Reading
from taizhang.rules.fault import Fault, Words, unknown
from taizhang.rules.provision import Rules
from taizhang.schemes import Schemes

_SECTION = Words("规则", "section of rules")


def read_sections(
    sections: Mapping[str, object], plugins: Iterable[str], schemes: Schemes, reading: Reading
) -> dict[str, Rules]:
    """The rules that could be read, by section. What could not is among the reading's faults."""
    known = schemes.rules
    foreign = [section for section in sections if section not in known]
    reading.faults += [unknown(("rules", s), s, _SECTION, known) for s in foreign]
    reading.faults += [_missing(s, known[s]) for s in _needed(plugins, schemes) - set(sections)]
    read = {
        section: reading.struct(known[section], data, ("rules", section))
        for section, data in sections.items()
        if section in known
    }
    return {section: rules for section, rules in read.items() if rules is not None}


def _needed(plugins: Iterable[str], schemes: Schemes) -> set[str]:
    """The core's sections, and those of the plugins that are switched on."""
    on = set(plugins)
    schemes_on = (scheme for scheme in schemes.all if scheme.core or scheme.name in on)
    all_rules = (rules for scheme in schemes_on for rules in scheme.rules)
    return {rules.section for rules in all_rules if not rules.optional}


def _missing(section: str, rules: type[Rules]) -> Fault:
    tables = [f"[rules.{section}.{provision}]" for provision in rules.__struct_fields__]
    return Fault(
        ("rules", section),
        Words(f"缺少“{section}”的规则", f"the rules of {section!r} are missing"),
        Words(f"补上 {'、'.join(tables)}", f"add {', '.join(tables)}"),
    )
