"""Wording: what graphql-core finds wrong, said in Chinese. Its own sentence is told beside it."""

import re

from taizhang_graphql.sentences import SENTENCES

_NAME = r"'[\w.{} ]+'"
_SUGGESTION = re.compile(
    rf" Did you mean (?:the [a-z ]+ )?(?P<fragment>to use an inline fragment on )?"
    rf"(?P<names>{_NAME}(?:,? (?:or )?{_NAME}){{0,4}})\?"
)
_LENGTH = 200
"""Characters of a value that are quoted; the whole is in the English sentence."""
_GROUPS = {
    "rest": ".*",
    "inner": ".*",
    "kind": "Defer|Stream|Defer/Stream",
    "wanted": "[^,]*",
    "cause": "[^;]*",
    "place": r"[\w.\[\]]*",
    "who": "Anonymous Subscription|Subscription '[^']*'",
}


def _pattern(sentence: str) -> re.Pattern[str]:
    def group(name: re.Match[str]) -> str:
        form = _GROUPS.get(name[1], "[^']*")
        return f"(?P<{name[1]}>{form})"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", group, re.escape(sentence)), re.DOTALL)


_PATTERNS = [(_pattern(english), chinese) for english, chinese in SENTENCES.items()]


def suggestion(sentence: str) -> str | None:
    """What a sentence asks about with “Did you mean”, in Chinese."""
    found = _SUGGESTION.search(sentence)
    if found is None:
        return None
    names = re.sub(",? or ", " 或 ", found["names"]).replace(", ", "、")
    return f"{'把它写进片段，例如 ... on' if found['fragment'] else '是否想写'} {names}？"


def in_chinese(sentence: str) -> str | None:
    """A sentence of graphql-core's without its suggestion; None for one that is not known here."""
    chinese, values = _found(sentence)
    if "inner" in values:
        inner, within = _found(values["inner"])
        values["inner"] = inner.format_map(within) if inner else _short(values["inner"])
    return chinese.format_map(values) if chinese else None


def _found(sentence: str) -> tuple[str, dict[str, str]]:
    """The Chinese sentence and its values; an empty one where none fits."""
    plain = _SUGGESTION.sub("", sentence)
    for pattern, chinese in _PATTERNS:
        if found := pattern.fullmatch(plain):
            values = found.groupdict().items()
            return chinese, {k: v if k == "inner" else _short(v) for k, v in values}
    return "", {}


def _short(value: str) -> str:
    return value if len(value) <= _LENGTH else value[: _LENGTH - 1] + "…"
