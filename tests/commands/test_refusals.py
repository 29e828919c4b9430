"""A refusal is data: a code, the values, and the clause that it rests on."""

import importlib
import pkgutil
from collections.abc import Iterator

import taizhang.domain
import taizhang_plugins
from taizhang.errors import Refusal, Refused

QUORUM = Refusal(
    "meetings.quorum",
    zh="到会 {present} 人，须 {required} 人",
    en="{present} present, {required} needed",
    rule="S0-08",
)
FULL = Refusal("meetings.full", zh="已满", en="full", status=409)


def test_sentence_holds_the_values_and_quotes_the_clause() -> None:
    reason = QUORUM(clause="参会人员不少于80人", present=79, required=80)
    assert reason.sentence() == "到会 79 人，须 80 人（依据：“参会人员不少于80人”）"
    assert reason.sentence("en") == "79 present, 80 needed"


def test_sentence_without_a_clause_ends_with_the_values() -> None:
    assert QUORUM(present=79, required=80).sentence() == "到会 79 人，须 80 人"


def test_value_with_braces_is_told_as_it_is() -> None:
    assert QUORUM(present="{0}", required="{x}").sentence() == "到会 {0} 人，须 {x} 人"


def test_reason_is_plain_data() -> None:
    assert QUORUM(clause="不少于80人", present=79, required=80).as_data() == {
        "code": "meetings.quorum",
        "detail": "到会 79 人，须 80 人（依据：“不少于80人”）",
        "detail_en": "79 present, 80 needed",
        "rule": "S0-08",
        "clause": "不少于80人",
        "values": {"present": 79, "required": 80},
    }


def test_first_reason_gives_code_and_status() -> None:
    refused = Refused(FULL(), QUORUM(present=1, required=2))
    assert (refused.code, refused.status) == ("meetings.full", 409)
    assert str(refused) == "已满；到会 1 人，须 2 人"


def test_every_refusal_of_the_domain_has_a_code_of_its_own() -> None:
    refusals = list(declared())
    codes = [each.code for each in refusals]
    assert len(refusals) > 30
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def declared() -> Iterator[Refusal]:
    """Every refusal that a module of the core's areas or of a plugin declares, once."""
    found: dict[int, Refusal] = {}
    for package in (taizhang.domain, taizhang_plugins):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            names = vars(importlib.import_module(module.name)).values()
            found |= {id(each): each for each in names if isinstance(each, Refusal)}
    yield from found.values()
