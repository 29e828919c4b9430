"""Registered requests: a document's variables, from what an address gives as text."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from graphql import OperationDefinitionNode, OperationType

from taizhang.errors import Refusal, Refused
from taizhang.http.answering import least_of
from taizhang.http.as_of import as_of
from taizhang.papers.parameters import REPEATED, values_of
from taizhang.papers.question import AS_OF, Question, question_in
from taizhang.viewing.reasons import refused_for
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Media, Request
from taizhang_graphql.mistakes import Mistake

BAD_ADDRESS = Refusal(
    "http.bad_query_string",
    zh="地址中的参数不能读：{detail}；参数值应按 UTF-8 作百分号编码，一次最多 {limit} 个",
    en="the query string cannot be read: {detail}",
    status=400,
)
LEAST = "minPosition"


def subscribes(engine: Engine, text: str) -> bool:
    """Whether a document is a subscription. Raises Refused where it no longer fits."""
    return _operation(engine, text).operation is OperationType.SUBSCRIPTION


def question_of(engine: Engine, text: str) -> Question:
    """A document and its variables. Raises Refused where it no longer fits."""
    definitions = _operation(engine, text).variable_definitions or ()
    known = {each.variable.name.value: each for each in definitions}
    if not subscribes(engine, text):
        known.pop(AS_OF, None)
    return Question(text, known)


def asked_with(engine: Engine, text: str, query: str) -> tuple[Request, int]:
    """The request, and the position that rows must have come to. Raises Refused with the nearest
    name for an unknown parameter, and with everything else that is wrong.
    """
    question, given = question_of(engine, text), _given(query, engine.limits.items)
    understood = _beside(engine, text)
    beside = _once([pair for pair in given if pair[0] in understood])
    own = [pair for pair in given if pair[0] not in understood]
    variables = values_of(question, engine.served.types, own, understood)
    if AS_OF in beside:
        text = question_in(text, engine.served.types).text
        variables |= {AS_OF: _moment(beside[AS_OF])}
    asked = Request(text, variables, media=Media.RESPONSE, get=True, bare=True)
    return asked, least_of(beside.get(LEAST, "0"))


def _operation(engine: Engine, text: str) -> OperationDefinitionNode:
    try:
        return engine.document(text).operation(None)
    except Mistake as mistake:
        raise refused_for(mistake.errors(), mistake.status) from None


def _beside(engine: Engine, text: str) -> tuple[str, ...]:
    """What a document understands beside its own parameters: changes are never as of a moment."""
    return (LEAST,) if subscribes(engine, text) else (AS_OF, LEAST)


def _given(query: str, limit: int) -> list[tuple[str, str]]:
    try:
        given = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=limit)
    except ValueError as error:
        raise Refused(BAD_ADDRESS(detail=str(error), limit=limit)) from None
    return given


def _once(beside: Sequence[tuple[str, str]]) -> dict[str, str]:
    if len({name for name, _ in beside}) < len(beside):
        raise Refused(REPEATED(name=beside[-1][0]))
    return dict(beside)


def _moment(text: str) -> dict[str, Any]:
    moment = as_of(text)
    if isinstance(moment, datetime):
        return {"time": moment.isoformat()}
    return {"position": moment}
