"""Lines: on which line of a TOML text a key stands. The parser of the library does not tell."""

import re

from taizhang.rules.fault import Path

_WORD = r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'"""
_DOTTED = rf"(?:{_WORD})(?:\s*\.\s*(?:{_WORD}))*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")


class Lines:
    """Found by a search for table headers and keys: good for messages, not for parsing."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.match(line):
                table = self._table(_names(header[2]), many=header[1] == "[[")
                for length in range(1, len(table) + 1):  # [a.b] stands for [a] too
                    self._lines.setdefault(table[:length], number)
            elif key := _KEY.match(line):
                self._lines.setdefault((*table, *_names(key[1])), number)

    def of(self, path: Path) -> int | None:
        """The line of a key, or of the nearest table above it."""
        prefixes = (path[:length] for length in range(len(path), 0, -1))
        return next((self._lines[p] for p in prefixes if p in self._lines), None)

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


def _names(dotted: str) -> list[str]:
    return [word.strip("\"'") for word in re.findall(_WORD, dotted)]
