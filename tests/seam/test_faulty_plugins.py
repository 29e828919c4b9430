"""A faulty plugin is named in one message with all its faults, and left out; the rest works."""

import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Annotated, Any, ClassVar

import pytest
from msgspec import Meta

from taizhang import (
    ANYONE,
    Check,
    Command,
    Document,
    Event,
    ForeignEvent,
    Obligation,
    Owed,
    Paper,
    Policy,
    Provision,
    Row,
    Rules,
    Scheme,
    Selector,
    Slice,
    checks,
    decides,
    event,
    folds,
    hookimpl,
)
from taizhang.app import found as find_installed
from taizhang.core import CYCLE
from taizhang.plugins.finding import GROUP, Found, find
from taizhang_graphql.catalogue import catalogue


class Opened(Event, name="core.opened", title="开户"):
    year: int


class Open(Command, name="core.open", title="开户"):
    year: int


@decides(Open, by=ANYONE)
class Opening(Slice[Open]):
    def execute(self) -> None:
        self.record(Opened(year=self.ask.year))


class Account(Row, key=("year",), title="户"):
    year: int


@folds(Account, Opened, "year")
def _(row: Account | None, event: Opened, at: Any) -> Account:
    return Account(year=event.year)


class CoreRules(Rules, frozen=True):
    section: ClassVar[str] = "core"


CORE = Scheme(
    name="core",
    title="核心",
    core=True,
    events=(Opened,),
    commands=(Open,),
    rows=(Account,),
    rules=(CoreRules,),
    policies=(Policy("core.policy", Opened, lambda event, occasion: ()),),
    obligations=(Obligation(name="core.duty", title="事项"),),
    documents=(Document("core.paper", "文书", "", lambda data: Paper("文书", [])),),
)


def module(*schemes: Scheme) -> ModuleType:
    made = ModuleType("core")
    made.taizhang_schemes = hookimpl(lambda: list(schemes))  # type: ignore[attr-defined]
    return made


Plug = Callable[..., EntryPoint]
Finding = Callable[..., Found]


@pytest.fixture
def found(plug: Plug) -> Finding:
    """What is found of a small core, a plugin with these contents, and a sound one behind it."""

    def make(name: str = "visits", **contents: Any) -> Found:
        scheme = Scheme(name=name, title="走访", **contents)
        sound = Scheme(name="zebra", title="好方案", events=(_event("zebra.seen"),))
        points = [plug("visits", scheme), plug("zebra", sound)]
        return find(module(CORE), show=catalogue, points=points)

    return make


def _event(name: str) -> type[Event]:
    class Fact(Event, name=name, title="事实"):
        year: int

    return Fact


def command(name: str, *, decided: bool = True, deciding: bool = True) -> type[Command]:
    class Ask(Command, name=name, title="请求"):
        year: int

    class Idle(Slice[Any]):
        pass

    class Deciding(Slice[Any]):
        def execute(self) -> None:
            pass

    if decided:
        decides(Ask, by=ANYONE)(Deciding if deciding else Idle)
    return Ask


def why(found: Found) -> str:
    """The one message about the faulty plugin; the sound one is there, and nothing of the other."""
    [faulty] = found.faulty
    assert [plugin.name for plugin in found.plugins] == ["zebra"]
    assert [scheme.name for scheme in found.schemes.all] == ["core", "zebra"]
    assert faulty.sentence.startswith("方案“visits”（")
    assert "没有加载：" in faulty.sentence
    assert "pip uninstall" in faulty.sentence
    return faulty.why


def test_a_sound_plugin_is_admitted_beside_the_core(found: Finding) -> None:
    seen = found(events=(_event("visits.held"),), commands=(command("visits.hold"),))
    assert seen.faulty == ()
    assert [scheme.name for scheme in seen.schemes.all] == ["core", "visits", "zebra"]


def test_a_module_that_cannot_be_imported(plug: Plug) -> None:
    points = [EntryPoint("visits", "no_such_module", GROUP), plug("zebra", Scheme("zebra", "好"))]
    told = why(find(module(CORE), show=catalogue, points=points))
    assert "载入 no_such_module 时出错（ModuleNotFoundError" in told


@pytest.mark.parametrize("error", [ValueError("坏了"), SystemExit(3)])
def test_a_hook_that_raises(plug: Plug, error: BaseException) -> None:
    def hook() -> Any:
        raise error

    points = [plug("visits", hook=hook), plug("zebra", Scheme("zebra", "好"))]
    assert type(error).__name__ in why(find(module(CORE), show=catalogue, points=points))


@pytest.mark.parametrize("answer", [None, "方案", ["方案"], Scheme("visits", "走访")])
def test_a_hook_that_answers_something_else(plug: Plug, answer: Any) -> None:
    points = [plug("visits", hook=lambda: answer), plug("zebra", Scheme("zebra", "好"))]
    told = why(find(module(CORE), show=catalogue, points=points))
    assert "taizhang_schemes" in told


def test_a_module_without_a_hook(plug: Plug, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hookless", ModuleType("hookless"))
    points = [EntryPoint("visits", "hookless", GROUP), plug("zebra", Scheme("zebra", "好"))]
    told = why(find(module(CORE), show=catalogue, points=points))
    assert "没有实现钩子 taizhang_schemes" in told


def test_a_hook_that_the_platform_does_not_know(
    plug: Plug, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = ModuleType("odd")
    odd.taizhang_shcemes = hookimpl(lambda: [])  # type: ignore[attr-defined]  # noqa: PIE807
    monkeypatch.setitem(sys.modules, "odd", odd)
    points = [EntryPoint("visits", "odd", GROUP), plug("zebra", Scheme("zebra", "好"))]
    assert "taizhang_shcemes" in why(find(module(CORE), show=catalogue, points=points))


def test_two_distributions_with_one_entry_point(plug: Plug) -> None:
    points = [plug("visits", Scheme("visits", "走访")), plug("visits", Scheme("other", "其他"))]
    found = find(module(CORE), show=catalogue, points=points)
    assert [plugin.name for plugin in found.plugins] == ["visits"]
    [faulty] = found.faulty
    assert "入口名“visits”与发行包" in faulty.why


class VisitRules(Rules, frozen=True):
    section: ClassVar[str] = "core"


class Taken(Row, key=("year",), title="户"):
    year: int


Taken.__name__ = "Account"


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        ({"name": "core"}, "方案 core 与方案“core”的重名"),
        ({"rows": (Taken,)}, "数据 Account 与方案“core”的重名"),
        ({"rules": (VisitRules,)}, "规则 core 与方案“core”的重名"),
        ({"events": (_event("core.opened"),)}, "事件 core.opened 与方案“core”的重名"),
        ({"commands": (command("core.open"),)}, "命令 core.open 与方案“core”的重名"),
        (
            {"policies": (Policy("core.policy", Opened, lambda event, at: ()),)},
            "策略 core.policy 与方案“core”的重名",
        ),
        (
            {"obligations": (Obligation(name="core.duty", title="事项"),)},
            "应办事项 core.duty 与方案“core”的重名",
        ),
        (
            {"documents": (Document("core.paper", "文书", "", lambda data: Paper("", [])),)},
            "文书 core.paper 与方案“core”的重名",
        ),
    ],
)
def test_a_name_that_is_taken(found: Finding, contents: dict[str, Any], told: str) -> None:
    assert told in why(found(**contents))


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        ({"events": (_event("other.held"),)}, "事件 other.held 不以“visits.”开头"),
        ({"commands": (command("visitsx.hold"),)}, "命令 visitsx.hold 不以“visits.”开头"),
        (
            {"policies": (Policy("after", Opened, lambda event, at: ()),)},
            "策略 after 不以“visits.”开头",
        ),
        ({"name": "Visits"}, "方案名“Visits”应以小写字母开头"),
        ({"events": (type("Bare", (Event,), {}),)}, "有事件没有写名称"),
    ],
)
@pytest.mark.hook("name")
def test_a_name_of_nobodys(found: Finding, contents: dict[str, Any], told: str) -> None:
    assert told in why(found(**contents))


def test_a_name_given_twice(found: Finding) -> None:
    twice = (_event("visits.held"), _event("visits.held"))
    assert "事件 visits.held 写了 2 次" in why(found(events=twice))


def test_two_plugins_with_one_name(plug: Plug) -> None:
    points = [
        plug("a", Scheme("visits", "走访", events=(_event("visits.held"),))),
        plug("b", Scheme("visits", "走访", events=(_event("visits.held"),))),
    ]
    found = find(module(CORE), show=catalogue, points=points)
    assert [plugin.name for plugin in found.plugins] == ["a"]
    [faulty] = found.faulty
    assert "方案 visits 与方案“visits”的重名" in faulty.why
    assert "事件 visits.held 与方案“visits”的重名，升级或卸载其中一个" in faulty.why


@pytest.mark.hook("core")
def test_a_plugin_does_not_call_itself_core(found: Finding) -> None:
    assert "自称核心" in why(found(core=True))


@pytest.mark.parametrize(
    "place",
    ["events", "commands", "rows", "rules", "checks", "policies", "obligations", "documents"],
)
def test_what_stands_in_a_wrong_place(found: Finding, place: str) -> None:
    assert f"{place} 里的" in why(found(**{place: (Paper,)}))


def test_a_scheme_that_cannot_even_be_looked_at(found: Finding) -> None:
    assert "它的内容不能检查（TypeError" in why(found(events=None))


def test_a_command_that_nothing_decides(found: Finding) -> None:
    told = why(found(commands=(command("visits.hold", decided=False),)))
    assert "命令 visits.hold 没有判定" in told


def test_a_slice_that_decides_nothing(found: Finding) -> None:
    told = why(found(commands=(command("visits.hold", deciding=False),)))
    assert "判定 Idle 没有 execute" in told


def test_a_slice_that_selects_what_it_does_not_handle(found: Finding) -> None:
    class Hold(Command, name="visits.hold", title="走访"):
        cycle: str

    @decides(Hold, by=ANYONE)
    class Holding(Slice[Hold]):
        def consistency_boundary(self) -> list[Selector]:
            return [Selector([Opened], [CYCLE(cycle)]) for cycle in [self.ask.cycle]]

        def execute(self) -> None:
            pass

    told = why(found(commands=(Hold,)))
    assert "判定 Holding 选取事件 core.opened，但没有用 @event 处理它" in told


Unlisted = _event("visits.forgotten")


def _reading() -> type[Command]:
    class Hold(Command, name="visits.hold", title="走访"):
        pass

    @decides(Hold, by=ANYONE)
    class Holding(Slice[Hold]):
        @event(Unlisted)
        def _(self) -> None:
            pass

        def execute(self) -> None:
            pass

    return Hold


def _checking() -> type[Check[Any]]:
    @checks(Unlisted)
    class Looking(Check[Any]):
        def execute(self) -> None:
            pass

    return Looking


def _folding() -> type[Row]:
    class Visit(Row, key=("year",), title="走访"):
        year: int

    folds(Visit, Unlisted, "year")(lambda row, event, at: Visit(year=event.year))
    return Visit


def _owed() -> Obligation:
    owes = ((Unlisted, lambda fact, occasion: [Owed(None, occasion.on)]),)
    return Obligation(name="visits.duty", title="事项", owed=owes)


@pytest.mark.parametrize(
    ("contents", "who"),
    [
        ({"commands": (_reading(),)}, "判定 Holding"),
        ({"checks": (_checking(),)}, "检查 Looking"),
        ({"rows": (_folding(),)}, "数据 Visit"),
        ({"obligations": (_owed(),)}, "应办事项 visits.duty"),
        (
            {"policies": (Policy("visits.after", Unlisted, lambda event, at: ()),)},
            "策略 visits.after",
        ),
    ],
)
def test_looking_at_an_event_that_nobody_records(
    found: Finding, contents: dict[str, Any], who: str
) -> None:
    assert f"{who}要看事件 visits.forgotten，但没有方案记录它" in why(found(**contents))


def test_a_check_of_no_fact(found: Finding) -> None:
    class Looking(Check[Any]):
        def execute(self) -> None:
            pass

    assert "检查 Looking 没有写明看哪种事实" in why(found(checks=(Looking,)))


def test_a_check_that_judges_nothing(found: Finding) -> None:
    @checks(Opened)
    class Looking(Check[Any]):
        pass

    assert "检查 Looking 什么也不判定" in why(found(checks=(Looking,)))


def test_a_row_without_a_key(found: Finding) -> None:
    class Visit(Row, title="走访"):
        year: int

    assert "数据 Visit 没有主键" in why(found(rows=(Visit,)))


def test_a_row_whose_key_is_no_field(found: Finding) -> None:
    class Visit(Row, key=("yaer",), title="走访"):
        year: int

    assert "数据 Visit 的主键 yaer 不是它的字段" in why(found(rows=(Visit,)))


def test_rows_whose_graphql_names_collide(found: Finding) -> None:
    class Visit(Row, key=("year",), title="走访", plural="Accounts"):
        year: int

    assert "数据不能在 GraphQL 里显示（TypeError：singular and plural names collide: accounts" in (
        why(found(rows=(Visit,)))
    )


class Odd:
    pass


def test_an_event_that_cannot_be_stored(found: Finding) -> None:
    class Held(Event, name="visits.held", title="走访"):
        odd: Odd

    assert "事件 visits.held 的字段不能存储或公开（TypeError" in why(found(events=(Held,)))


def test_a_command_that_cannot_be_published(found: Finding) -> None:
    ask = command("visits.hold")

    class Hold(ask, name="visits.hold", title="走访"):  # type: ignore[misc, valid-type]
        odd: Odd

    Hold.decided_by = ask.decided_by
    assert "命令 visits.hold 的字段不能存储或公开" in why(found(commands=(Hold,)))


def test_rules_that_no_file_can_hold(found: Finding) -> None:
    class Limit(Provision, frozen=True):
        odd: Odd

    class Own(Rules, frozen=True):
        section: ClassVar[str] = "visits"
        limit: Limit

    assert "规则 visits 的字段不能存储或公开" in why(found(rules=(Own,)))


def test_rules_without_a_section(found: Finding) -> None:
    class Own(Rules, frozen=True):
        pass

    assert "规则 Own 没有写 section" in why(found(rules=(Own,)))


def test_another_schemes_event_is_not_listed_as_ones_own(found: Finding) -> None:
    class Seen(ForeignEvent, name="visits.held"):
        pass

    assert "是别的方案的（ForeignEvent）" in why(found(events=(Seen,)))


def _reader(name: str, reads: str, **fields: Any) -> Scheme:
    kind: Any = type("Glimpse", (ForeignEvent,), {"__annotations__": fields, **_BARE}, name=reads)
    return Scheme(name, "读者", policies=(Policy(f"{name}.after", kind, lambda event, at: ()),))


_BARE: dict[str, Any] = {"__module__": __name__}


def test_a_reader_of_what_the_installed_version_does_not_record(plug: Plug) -> None:
    writer = Scheme("visits", "走访", events=(_event("visits.held"),))
    points = [plug("reader", _reader("reader", "visits.held", place=str)), plug("visits", writer)]
    found = find(module(CORE), show=catalogue, points=points)
    assert [plugin.name for plugin in found.plugins] == ["visits"]
    [faulty] = found.faulty
    assert faulty.why.startswith("策略 reader.after要看事件 visits.held 的 place，而安装的版本没有")


def test_a_reader_of_what_nobody_installed_records_is_fine(plug: Plug) -> None:
    points = [plug("reader", _reader("reader", "visits.held", place=str))]
    assert find(module(CORE), show=catalogue, points=points).faulty == ()


def test_all_faults_of_a_plugin_are_told_at_once(found: Finding) -> None:
    told = why(found(events=(_event("other.held"),), commands=(command("core.open"),)))
    assert "事件 other.held" in told
    assert "命令 core.open" in told


@pytest.mark.parametrize("order", [1, -1])
def test_a_plugin_with_one_bad_scheme_is_left_out_whole(plug: Plug, order: int) -> None:
    good = Scheme("visits", "走访", events=(_event("visits.held"),))
    bad = Scheme("talks", "谈心", events=(_event("walks.held"),))
    found = find(module(CORE), show=catalogue, points=[plug("both", *[good, bad][::order])])
    assert [scheme.name for scheme in found.schemes.all] == ["core"]


def test_a_fault_of_the_core_ends_the_start() -> None:
    bad = Scheme("core", "核心", core=True, events=(_event("other.opened"),))
    with pytest.raises(TypeError, match=r"事件 other\.opened 不以“core\.”开头"):
        find(module(bad), show=catalogue, points=[])


@pytest.mark.hook("taizhang_schemes")
def test_the_core_is_registered_through_the_same_hook() -> None:
    found = find_installed([])
    assert {scheme.core for scheme in found.schemes.all} == {True}
    assert "cycles.open" in found.schemes.commands


def test_the_rest_of_the_platform_works_beside_a_faulty_plugin(plug: Plug) -> None:
    found = find_installed([plug("broken", hook=lambda: 1 / 0)])
    assert [faulty.name for faulty in found.faulty] == ["broken"]
    assert "reports.submit" in found.schemes.commands


def test_a_limit_on_a_field_does_not_make_a_plugin_faulty(found: Finding) -> None:
    class Held(Event, name="visits.held", title="走访"):
        year: Annotated[int, Meta(ge=1949)]

    assert found(events=(Held,)).faulty == ()
