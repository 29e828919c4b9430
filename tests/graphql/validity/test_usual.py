"""What clients ask is recognised as surely valid, so that graphql-core need not look at it."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from tests.docs.graphql.conftest import PAGE, Page
from tests.graphql.validity.judging import errors, recognised
from tests.graphql.validity.usual import RECOGNISED

from taizhang.app import installed
from taizhang_graphql.schema import schema_of

BENCH = Path(__file__).parents[3] / "bench" / "querying" / "questions.py"


@pytest.fixture(scope="module")
def installed_served() -> Any:
    return schema_of(installed()[0].rows)


@pytest.mark.parametrize("text", RECOGNISED.values(), ids=RECOGNISED)
def test_what_is_usual_is_recognised(types: Any, text: str) -> None:
    assert errors(types, text) == []
    assert recognised(types, text)


def test_the_ten_questions_are_recognised(installed_served: Any) -> None:
    questions = Page(PAGE.read_text(encoding="utf-8")).questions
    assert [q.name for q in questions if not recognised(installed_served.types, q.text)] == []


def test_the_questions_of_the_bench_are_recognised(installed_served: Any) -> None:
    spec = importlib.util.spec_from_file_location("bench_questions", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    asked = [question.ours for question in module.QUESTIONS]
    assert [text for text in asked if not recognised(installed_served.types, text)] == []
