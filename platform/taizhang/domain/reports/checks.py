"""Checks of a report against the tenant's rules. Each yields its reason with the clause."""

from collections import Counter
from collections.abc import Iterator, Sequence

from taizhang.domain.evidence.rules import EvidenceRules
from taizhang.domain.reports.contents import Commitment
from taizhang.domain.reports.events import Section
from taizhang.domain.reports.rules import ReportRules
from taizhang.errors import Reason, Refusal
from taizhang.measures.length import length
from taizhang.measures.quota import percent, share_of

TOO_LONG = Refusal(
    "reports.too_long",
    zh="述职报告 {characters} 字，规定不超过 {maximum} 字",
    en="the report has {characters} characters; at most {maximum} are allowed",
    rule="S1-07",
)
TOO_MUCH_PRAISE = Refusal(
    "reports.achievements_share",
    zh="讲成绩的篇幅 {achievements} 字，占全文 {characters} 字的 {share}，规定不超过 {maximum}",
    en="achievements take {achievements} of {characters} characters ({share}); most: {maximum}",
    rule="S1-08",
)
HEAD_MISSING = Refusal(
    "reports.head_missing",
    zh="缺少第 {head} 项内容（共 {heads} 项）：{title}",
    en="content head {head} of {heads} is missing: {title}",
    rule="S0-04",
)
UNKNOWN_HEAD = Refusal(
    "reports.unknown_head",
    zh="没有第 {head} 项内容，规定共 {heads} 项",
    en="there is no content head {head}; the rules name {heads}",
    rule="S0-04",
)

TOO_MANY_FILES = Refusal(
    "reports.too_many_attachments",
    zh="附件 {files} 个，最多 {maximum} 个",
    en="{files} attachments; at most {maximum} are taken",
)
PROMISED_TWICE = Refusal(
    "reports.commitment_twice",
    zh="第 {number} 项整改承诺写了 {times} 次，每项编号只能用一次",
    en="commitment {number} is stated {times} times; a number is used once",
)
NOT_LISTENED = Refusal(
    "reports.too_few_consultations",
    zh="述职前听取意见 {held} 次，规定不少于 {least} 次；请先登记听取意见的情况",
    en="opinions were listened to {held} times before the report; at least {least} are needed",
    rule="S0-05",
)


class Measured:
    """How long a report is, by the tenant's way of counting."""

    def __init__(self, sections: Sequence[Section], rules: ReportRules) -> None:
        counting = rules.length.counting
        sizes = [(section.kind, length(section.text, counting)) for section in sections]
        self.characters = sum(size for _, size in sizes)
        self.achievements = sum(size for kind, size in sizes if kind == "achievement")


def too_long(measured: Measured, rules: ReportRules) -> Iterator[Reason]:
    """S1-07: not over the stated number of characters."""
    most = rules.length.maximum
    if most is not None and measured.characters > most:
        clause = rules.length.basis("maximum")
        yield TOO_LONG(clause=clause, characters=measured.characters, maximum=most)


def too_much_praise(measured: Measured, rules: ReportRules) -> Iterator[Reason]:
    """S1-08: achievements not over their share; exactly the share is allowed."""
    stated = rules.achievements.share_max
    if stated is None:
        return
    if measured.achievements > share_of(stated) * measured.characters:
        yield TOO_MUCH_PRAISE(
            clause=rules.achievements.basis("share_max"),
            achievements=measured.achievements,
            characters=measured.characters,
            share=percent(measured.achievements, measured.characters),
            maximum=stated,
        )


def too_many_files(files: int, rules: ReportRules) -> Iterator[Reason]:
    """Not more attachments than the tenant takes."""
    most = rules.attachments.count_max
    if files > most:
        clause = rules.attachments.basis("count_max")
        yield TOO_MANY_FILES(clause=clause, files=files, maximum=most)


def not_listened(held: int, evidence: EvidenceRules | None) -> Iterator[Reason]:
    """S0-05: opinions are listened to first, and the report is written on them."""
    least = evidence.preparation.least if evidence else None
    if evidence and least is not None and held < least:
        clause = evidence.preparation.basis("least")
        yield NOT_LISTENED(clause=clause, held=held, least=least)


def promised_twice(commitments: Sequence[Commitment]) -> Iterator[Reason]:
    """Next year each commitment is named by its number."""
    for number, times in sorted(Counter(each.number for each in commitments).items()):
        if times > 1:
            yield PROMISED_TWICE(number=number, times=times)


def unknown_heads(sections: Sequence[Section], rules: ReportRules) -> Iterator[Reason]:
    """A section must answer a head that the rules name."""
    heads = len(rules.content.heads)
    for head in sorted({section.head for section in sections if section.head > heads}):
        yield UNKNOWN_HEAD(clause=rules.content.clause, head=head, heads=heads)


def missing_heads(sections: Sequence[Section], rules: ReportRules) -> Iterator[Reason]:
    """S0-04, S1-03: every head must be answered."""
    answered = {section.head for section in sections}
    heads = rules.content.heads
    for head, title in enumerate(heads, start=1):
        if head not in answered:
            yield HEAD_MISSING(
                clause=rules.content.clause, head=head, heads=len(heads), title=title
            )
