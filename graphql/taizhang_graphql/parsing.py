"""Parsing: by graphql-core, whose tokens are found by one expression here and know no neighbours.

graphql-core reads a token character by character, and links it to those beside it. The links are
circles that only the collector of garbage undoes: with many new documents a tenth of the time went
into that, and pauses of 20 to 160 ms. The parser needs no links where it keeps no locations.
"""

import re

from graphql import DocumentNode, GraphQLError, Lexer, Source, Token, TokenKind, parse
from graphql.language.parser import Parser

_PUNCTUATORS = {mark: TokenKind(mark) for mark in ("...", *"!$&():=@[]{|}")}
_FOUND = re.compile(
    # What is ignored (without comments), then a name or a punctuator.
    r"[ \t\n\r,\ufeff]*(?:([A-Za-z_][A-Za-z0-9_]*)|(\.\.\.|[!$&():=@\[\]{|}]))"
).match


class _Unlinked(Lexer):
    """Strings, numbers, comments, the end and all that is wrong are left to graphql-core. Lines
    are not counted: a document with an error is read once more.
    """

    def advance(self) -> Token:
        found = _FOUND(self.source.body, self.token.end)
        if found is None:
            return super().advance()
        name, mark = found.groups()
        kind = TokenKind.NAME if mark is None else _PUNCTUATORS[mark]
        end = found.end()
        self.last_token = self.token
        self.token = Token(kind, end - len(name or mark), end, 0, 0, name)
        return self.token


def parsed(text: str, *, limit: int) -> DocumentNode:
    """A document without locations, of so many tokens and comments at most. Raises GraphQLError,
    which says where.
    """
    lexer = _Unlinked(Source(text))
    try:
        return Parser(
            text, no_location=True, lexer=lexer, max_lexical_tokens=limit, max_comments=limit
        ).parse_document()
    except (GraphQLError, RecursionError):
        return located(text, limit=limit)


def located(text: str, *, limit: int) -> DocumentNode:
    """The same, whose nodes know where they stand: they keep every token in memory."""
    return parse(text, max_lexical_tokens=limit, max_comments=limit)
