"""The JSON Schema of a tenant's file takes what the platform takes, and speaks Chinese."""

import datetime
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from taizhang.onboarding.schema import schema_of
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes

TEXTS = {path.parent.name: path.read_text(encoding="utf-8") for path in source_tenants()}


@pytest.fixture(scope="session")
def validator(schemes: Schemes) -> Draft202012Validator:
    schema = schema_of(schemes)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def plain(value: Any) -> Any:
    """As an editor hands a TOML document to a JSON Schema."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def wrong(validator: Draft202012Validator, text: str) -> list[str]:
    """The places that a schema finds fault with."""
    errors = validator.iter_errors(plain(tomllib.loads(text)))
    return [".".join(map(str, error.absolute_path)) for error in errors]


@pytest.mark.parametrize("slug", TEXTS)
def test_a_source_tenant_fits(validator: Draft202012Validator, slug: str) -> None:
    assert wrong(validator, TEXTS[slug]) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("rehearsal = true", "rehearsal = true\nrehersal = 1", ""),
        ("minimum = 80", 'minimum = "八十"', "rules.meetings.attendance.minimum"),
        ("minimum = 80", "minimum = 0", "rules.meetings.attendance.minimum"),
        ("minimum = 80", "minimun = 80", "rules.meetings.attendance"),
        ("present_min = 6\n", "", "rules.meetings.committee"),
        ('hardness = "soft"', 'hardness = "weak"', "rules.cycles.deadline.hardness"),
        ('plugins = ["', 'plugins = ["nothing", "', "plugins.0"),
        ("plugins = [", 'plugins = ["coverage", ', "rules"),
        ("\n[[organisations]]", "\n[rules.coverage]\n\n[[organisations]]", "rules.coverage"),
        ('roles = ["teller"]', "roles = []", "accounts.2.roles"),
    ],
    ids=lambda text: text.strip()[:24],
)
def test_a_fault_is_found_at_its_place(
    validator: Draft202012Validator, old: str, new: str, place: str
) -> None:
    assert old in TEXTS["santangjie"]
    assert place in wrong(validator, TEXTS["santangjie"].replace(old, new, 1))


def test_a_provision_without_clause_and_choices_is_found(validator: Draft202012Validator) -> None:
    text = TEXTS["santangjie"].replace('clause = "参会人员不少于80人"\n', "", 1)
    assert "rules.meetings.attendance" in wrong(validator, text)


def test_every_section_of_the_core_has_a_title(schemes: Schemes) -> None:
    core = [rules for scheme in schemes.all if scheme.core for rules in scheme.rules]
    assert [rules.section for rules in core if not is_chinese(rules.title)] == []


def test_every_provision_of_the_core_has_a_title(schemes: Schemes) -> None:
    definitions = schema_of(schemes, [])["$defs"]
    provisions = {name: each for name, each in definitions.items() if "anyOf" in each}
    assert len(provisions) > 40
    assert [
        name for name, each in provisions.items() if not is_chinese(each.get("title", ""))
    ] == []


def test_every_key_of_the_cores_tables_has_a_chinese_title(schemes: Schemes) -> None:
    schema = schema_of(schemes, [])
    core = {rules.section for scheme in schemes.all if scheme.core for rules in scheme.rules}
    tables = {"": schema, "rules": schema["properties"]["rules"], **schema["$defs"]}
    keys = {
        f"{table}.{key}": each | schema["$defs"].get(each.get("$ref", "").split("/")[-1], {})
        for table, definition in tables.items()
        for key, each in definition["properties"].items()
        if table != "rules" or key in core
    }
    assert len(keys) > 300
    assert [key for key, each in keys.items() if not is_chinese(each.get("title", ""))] == []


def test_what_is_told_is_told_in_chinese(schemes: Schemes) -> None:
    told = [text for key, text in texts(schema_of(schemes)) if key in ("title", "description")]
    assert [text for text in told if not re.search("[\u4e00-\u9fff]|true|false", text)] == []


def test_a_provision_says_that_it_rests_on_a_clause_or_a_choice(schemes: Schemes) -> None:
    attendance = schema_of(schemes)["$defs"]["meetings.Attendance"]
    assert "clause" in attendance["description"]
    assert "choices" in attendance["description"]
    assert attendance["anyOf"] == [{"required": ["clause"]}, {"required": ["choices"]}]


def test_no_value_may_be_nothing_because_toml_has_no_word_for_it(schemes: Schemes) -> None:
    assert '"null"' not in json.dumps(schema_of(schemes))


def test_a_plugins_section_is_known_if_the_plugin_is(scoring: Schemes) -> None:
    with_it, without = schema_of(scoring), schema_of(scoring, ["pay"])
    assert "scoring" in with_it["properties"]["rules"]["properties"]
    assert "scoring" not in without["properties"]["rules"]["properties"]


def test_the_same_schemes_give_the_same_text(schemes: Schemes) -> None:
    assert json.dumps(schema_of(schemes)) == json.dumps(schema_of(schemes))


def is_chinese(text: str) -> bool:
    return bool(re.search("[\u4e00-\u9fff]", text))


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and key != "properties":
        for name, each in value.items():
            yield from texts(each, name)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield key, value
