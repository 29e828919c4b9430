"""Lines: on which line of a TOML text a key or an entry stands. The parser does not tell."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from taizhang.rules.fault import Path

_TOKEN = re.compile(
    r'''(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\])*"|'[^']*')'''
    r"""|(?P<comment>\#[^\n]*)|(?P<end>\n)|(?P<mark>[\[\]{},=])|(?P<bare>[^\s\[\]{},="'#]+)""",
    re.DOTALL,
)
_NAME = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class Lines:
    """The lines of a text that is well-formed TOML: it was parsed before."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._tokens = list(_tokens(text))
        self._next = 0
        self._read()

    def of(self, path: Path) -> int | None:
        """The line of a key or an entry, or of the nearest table above it."""
        prefixes = (path[:length] for length in range(len(path), 0, -1))
        return next((self._lines[p] for p in prefixes if p in self._lines), None)

    def _read(self) -> None:
        table: Path = ()
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.text == "[" and token.kind == "mark":
                table = self._header()
            elif token.kind == "end":
                self._next += 1
            else:
                self._pair(table)

    def _header(self) -> Path:
        line, many = self._tokens[self._next].line, self._tokens[self._next + 1].text == "["
        self._next += 2 if many else 1
        table = self._table(self._key("]"), many=many)
        self._next += 2 if many else 1
        for length in range(1, len(table) + 1):  # [a.b] stands for [a] too
            self._lines.setdefault(table[:length], line)
        return table

    def _pair(self, table: Path) -> None:
        line, names = self._tokens[self._next].line, self._key("=")
        self._next += 1
        for length in range(1, len(names) + 1):
            self._lines.setdefault((*table, *names[:length]), line)
        self._value((*table, *names))

    def _key(self, end: str) -> list[str]:
        """The names of a dotted key, up to the mark that ends it."""
        dotted = ""
        while not ((token := self._tokens[self._next]).kind == "mark" and token.text == end):
            dotted += token.text
            self._next += 1
        return [name.strip("\"'") for name in _NAME.findall(dotted)]

    def _value(self, at: Path) -> None:
        """Passes over a value, up to the mark or the end of line behind it."""
        match self._tokens[self._next].text:
            case "[":
                self._within("]", at)
            case "{":
                self._within("}", at)
            case _:
                while self._at_value():
                    self._next += 1

    def _at_value(self) -> bool:
        within = self._next < len(self._tokens)
        return within and self._tokens[self._next].kind in ("text", "bare")

    def _within(self, end: str, at: Path) -> None:
        number, self._next = 0, self._next + 1
        while (token := self._tokens[self._next]).text != end or token.kind == "text":
            if token.kind == "end" or token.text == ",":
                self._next += 1
            elif end == "]":
                number += 1
                self._lines.setdefault((*at, number), token.line)
                self._value((*at, number))
            else:
                self._pair(at)
        self._next += 1

    def _table(self, names: list[str], *, many: bool) -> Path:
        path: Path = ()
        for name in names[:-1]:
            path = self._entry((*path, name))
        path = (*path, names[-1])
        if many:
            self._counts[path] = self._counts.get(path, 0) + 1
        return self._entry(path)

    def _entry(self, path: Path) -> Path:
        """The last entry so far, where a path names an array of tables."""
        return (*path, self._counts[path]) if path in self._counts else path


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind != "comment":
            yield _Token(kind, found[0], line)
        line += found[0].count("\n")
