"""Invalid: what graphql-core finds wrong with a document or its variables, as a mistake."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLError, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from taizhang.suggest import closest
from taizhang_graphql.mistakes import Kind, Mistake
from taizhang_graphql.wording import in_chinese, suggestion

_UNKNOWN = re.compile(r"Cannot query field '(?P<field>\w+)' on type '(?P<type>\w+)'\.")
_LISTED = 12
"""Up to so many fields of a type are all listed to whoever asks for one that it has not."""
_NEAREST = 5
"""Of more fields, so many are."""


class Invalid(Mistake):
    """The document or its variables are not valid: each error in Chinese, with its place, what to
    write instead, and graphql-core's sentence. `types`: where fields are looked up.
    """

    def __init__(
        self, kind: Kind, found: Sequence[GraphQLError], types: GraphQLSchema | None = None
    ) -> None:
        super().__init__(kind)
        self.found, self._types = found, types

    def errors(self) -> list[dict[str, Any]]:
        """As the `errors` of an answer."""
        return [self._one(error) for error in self.found]

    def _one(self, error: GraphQLError) -> dict[str, Any]:
        plain: Mapping[str, Any] = error.formatted
        sentence = error.message
        message = in_chinese(sentence) or f"{self.kind.refusal.zh}：{sentence}"
        extensions = {
            "code": self.kind.refusal.code,
            "remedy": suggestion(sentence) or self._fields(sentence) or self.kind.remedy,
            "detail_en": sentence,
        }
        return {**plain, "message": message, "extensions": extensions}

    def _fields(self, sentence: str) -> str | None:
        """The fields that a type has, or the nearest of them, to whom no likely one was named."""
        unknown = _UNKNOWN.match(sentence)
        if unknown is None or self._types is None:
            return None
        type_ = self._types.type_map.get(unknown["type"])
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            return None
        if len(type_.fields) <= _LISTED:
            return f"{type_.name} 的字段：{'、'.join(type_.fields)}"
        near = closest(unknown["field"], type_.fields, _NEAREST)
        return f"{type_.name} 有 {len(type_.fields)} 个字段，最接近的：{'、'.join(near)}"
