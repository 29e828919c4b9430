"""Mutations: valid documents with a few of their words changed, most of them broken by it."""

import re
from random import Random

from graphql import GraphQLError, GraphQLSchema, parse

_WORD = re.compile(r'"(?:\\.|[^"\\])*"|\.\.\.|[$@]?\w+|-?[\d.]+(?:[eE][-+]?\d+)?|[^\s,]')
_LITERALS = """
1|-1|0.5|99999999999|""|"a"|"2015-12-20"|true|null|due|ASC|[]|[1]|[null]|[[1]]|{}|{eq: 1}|{eq: null}
|{position: 1}|{position: null}|{position: 1, time: null}|{field: due}|$v0|$v1|$u
"""
_SNIPPETS = """
@skip(if: true)|@include(if: $v0)|@skip(if: 1)|@include|@deprecated|@stream|@defer|@no(a: 1)
|__typename|__schema { types { name } }|__type(name: "Ticket") { name }|...F0|...F1
|... { __typename }|... on Ticket { score }|... on Query { __typename }|... on Change { position }
|... on Int { a }|a: score|a:|a: __typename|first: 1|where: {}|(first: $v0)|($v0: Int)|$v0: Int
|$u: [String!] = ["a"]|{ __typename }|query A { __typename }|subscription
|fragment F0 on Query { __typename }|changes(type: Ticket) { position }
"""


class Mutations:
    """Changes documents, as long as they can still be parsed."""

    def __init__(self, dice: Random, types: GraphQLSchema) -> None:
        self._dice = dice
        self._names = [*sorted(types.type_map), "score", "ticket", "nodes", "tickets", "first"]
        self._literals = [each.strip() for each in _LITERALS.split("|")]
        self._snippets = [each.strip() for each in _SNIPPETS.split("|")]
        self._ways = (self._rename, self._replace, self._drop, self._double, self._insert)

    def changed(self, text: str) -> str | None:
        """The document with one to three changes, or nothing where no try could be parsed."""
        words = _WORD.findall(text)
        for _ in range(40):
            tried = [*words]
            for _ in range(self._dice.choice((1, 1, 1, 2, 3))):
                self._dice.choice(self._ways)(tried)
                tried = tried or words[:1]
            if _parses(found := " ".join(tried)):
                return found
        return None

    def _rename(self, words: list[str]) -> None:
        names = [at for at, word in enumerate(words) if re.match(r"[$@]?[A-Za-z_]", word)]
        if not names:
            return
        at = self._dice.choice(names)
        mark = words[at][0] if words[at][0] in "$@" else ""
        alike = [word for word in words if re.match(re.escape(mark) + "[A-Za-z_]", word)]
        words[at] = self._dice.choice(
            [self._dice.choice(alike), mark + self._dice.choice(self._names)]
        )

    def _replace(self, words: list[str]) -> None:
        values = [at + 1 for at, word in enumerate(words[:-1]) if word == ":"]
        if values:
            words[self._dice.choice(values)] = self._dice.choice(self._literals)

    def _drop(self, words: list[str]) -> None:
        at = self._dice.randrange(len(words))
        del words[at : at + self._length()]

    def _double(self, words: list[str]) -> None:
        at = self._dice.randrange(len(words))
        to = self._dice.choice((at, self._dice.randrange(len(words))))
        words[to:to] = words[at : at + self._length()]

    def _insert(self, words: list[str]) -> None:
        words.insert(self._dice.randrange(len(words)), self._dice.choice(self._snippets))

    def _length(self) -> int:
        return self._dice.choice((1, 1, 2, 3, 3, 3, 4, 5, 8))


def _parses(text: str) -> bool:
    try:
        parse(text, no_location=True)
    except GraphQLError:
        return False
    return True
