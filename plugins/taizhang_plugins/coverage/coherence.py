"""What the provisions on coverage must not say against one another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taizhang import Fault, Words, a_share, as_far_as_read, each_once, known_only
from taizhang.measures.quota import share_of

if TYPE_CHECKING:
    from taizhang_plugins.coverage.rules import CoverageRules, Mode

_AT = ("rules", "coverage")
_KIND = Words("单位类别", "kind of units")
_MODE = Words("组建方式", "mode")
_CHANNEL = Words("渠道", "channel")


def faults(rules: "CoverageRules") -> Iterator[Fault]:
    """Every contradiction, with its place and remedy."""
    for check in (_register, _shares, _target, _modes, _duty, _channels):
        yield from as_far_as_read(check(rules))


def _register(rules: "CoverageRules") -> Iterator[Fault]:
    kinds, townships = rules.register.kinds, rules.register.townships
    yield from each_once(kinds, (*_AT, "register", "kinds"), _KIND)
    for name in kinds:
        if name in townships:
            yield _fault(
                ("register", "townships"),
                f"“{name}”既是登记对象又是所在乡镇",
                f"{name!r} is both listed and a township",
                "两处各写各的单位类别",
                "name different kinds in the two",
            )
    yield from known_only(rules.cultivation.kinds, kinds, (*_AT, "cultivation", "kinds"), _KIND)


def _shares(rules: "CoverageRules") -> Iterator[Fault]:
    for name, text in (("near", rules.figures.near), ("about", rules.figures.about)):
        wrong = list(a_share(text, (*_AT, "figures", name)))
        yield from wrong
        if not wrong and (share_of(text) == 1 or (name == "near" and share_of(text) == 0)):
            yield _fault(
                ("figures", name),
                f"“{text}”太宽或太窄：“近”大于 0，两者都小于 1",
                f"{text!r} is too wide or too narrow: 近 is above 0, and both are below 1",
                "写成“10%”这样的份额",
                "write a share such as '10%'",
            )


def _channels(rules: "CoverageRules") -> Iterator[Fault]:
    yield from each_once(rules.funding.channels, (*_AT, "funding", "channels"), _CHANNEL)


def _target(rules: "CoverageRules") -> Iterator[Fault]:
    target = rules.cultivation
    if target.activists == target.members == 0:
        yield _fault(
            ("cultivation", "members"),
            "积极分子和党员都是 0 名，没有培养任务",
            "no activist and no member: nothing is to be cultivated",
            "至少一项写 1 以上",
            "let one of activists and members be 1 or more",
        )


def _modes(rules: "CoverageRules") -> Iterator[Fault]:
    yield from each_once((mode.name for mode in rules.modes), (*_AT, "modes"), _MODE, "name")
    for number, mode in enumerate(rules.modes, start=1):
        if mode.units_max is not None and mode.units_max < mode.units_min:
            yield _fault(
                ("modes", number, "units_max"),
                f"“{mode.name}”最多 {mode.units_max} 个单位，少于最少的 {mode.units_min} 个",
                f"{mode.name!r} takes {mode.units_max} units at most and {mode.units_min} at least",
                "units_max 不小于 units_min",
                "let units_max be units_min or more",
            )


def _duty(rules: "CoverageRules") -> Iterator[Fault]:
    names = [mode.name for mode in rules.modes]
    yield from known_only(rules.duty.modes, names, (*_AT, "duty", "modes"), _MODE)
    least = rules.duty.members_min
    if least is None:
        return
    if not rules.duty.modes:
        yield _fault(
            ("duty", "modes"),
            f"正式党员 {least} 人以上应当组建，却没有写哪种方式算组建",
            f"{least} members ought to found, and no mode fulfils it",
            "写明 modes",
            "name the modes that fulfil it",
        )
    elif (needed := _needed(rules, least)) is not None:
        number, mode = needed
        yield _fault(
            ("modes", number, "members_min"),
            f"正式党员 {least} 人就应当组建，“{mode.name}”却须有 {mode.members_min} 人："
            f"{least} 人的单位无法组建",
            f"{least} members ought to found, and {mode.name!r} needs {mode.members_min}: "
            f"a unit with {least} cannot",
            f"members_min 不超过 {least}",
            f"let members_min be {least} at most",
        )


def _needed(rules: "CoverageRules", least: int) -> "tuple[int, Mode] | None":
    """The first mode that would fulfil the duty and asks too much, where all of them do."""
    named = [(n, m) for n, m in enumerate(rules.modes, start=1) if m.name in rules.duty.modes]
    heavy = [(n, m) for n, m in named if m.members_min is not None and m.members_min > least]
    return heavy[0] if heavy and len(heavy) == len(named) else None


def _fault(at: tuple[str | int, ...], zh: str, en: str, remedy: str, remedy_en: str) -> Fault:
    return Fault((*_AT, *at), Words(zh, en), Words(remedy, remedy_en))
