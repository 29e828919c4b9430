"""Faults of the pay table: formula, ratio and posts must not speak against one another."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from taizhang import Fault, Words
from taizhang_plugins.pay import provisions as p
from taizhang_plugins.pay.expected import AT, Path, known, positive


def of_table(
    formula: p.Formula | None, superior: p.Superior | None, ratio: p.Ratio | None
) -> Iterator[Fault]:
    """Pay follows from a formula with a ratio table, or from what a superior sets: one of them."""
    if (formula is None) == (superior is None):
        yield Fault(
            (*AT, "formula"),
            Words("须有公式，或写明按上级规定，二者取一", "a formula or a superior's rule: one"),
            Words("只写 formula 或 superior 之一", "state formula or superior, not both"),
        )
    if formula is not None:
        yield from positive(formula.multiple, (*AT, "formula", "multiple"))
        if ratio is None or not ratio.posts:
            yield Fault(
                (*AT, "ratio"),
                Words("有公式而没有各职务的比例", "a formula without the ratio of the posts"),
                Words("补上 [rules.pay.ratio]", "add [rules.pay.ratio]"),
            )
    for post, share in (ratio.posts if ratio else {}).items():
        yield from positive(share, (*AT, "ratio", "posts", post))


def of_posts(
    ratio: p.Ratio | None, registered: p.Registered | None, concurrent: Sequence[p.Concurrent]
) -> Iterator[Fault]:
    """Every post that is referred to stands in the ratio table, and none twice."""
    table = ratio.posts if ratio else None
    for post, paid_as in ((registered.paid_as if registered else None) or {}).items():
        at = (*AT, "registered", "paid_as", post)
        if table is not None and post in table:
            yield Fault(at, _both(post), Words("两处留一处", "keep it in one place"))
        yield from known(paid_as, table, at)
    for number, each in enumerate(concurrent, start=1):
        yield from _concurrent(each, table, (*AT, "concurrent", number))
        if {*each.posts} in [{*other.posts} for other in concurrent[: number - 1]]:
            twice = Words("同一组职务写了两次", "these posts are stated twice")
            remedy = Words("每组职务写一次", "state each set of posts once")
            yield Fault((*AT, "concurrent", number, "posts"), twice, remedy)


def _concurrent(
    each: p.Concurrent, table: Mapping[str, Decimal] | None, at: Path
) -> Iterator[Fault]:
    if len({*each.posts}) < max(2, len(each.posts)):
        few = Words("兼任须有两个以上不同的职务", "two different posts at least are held at once")
        yield Fault((*at, "posts"), few, Words("写出各个职务", "name the posts"))
    for post in each.posts:
        yield from known(post, table, (*at, "posts"))
    if each.paid_as not in each.posts:
        outside = Words(
            f"“{each.paid_as}”不在所兼任的职务之中", f"{each.paid_as!r} is none of the posts held"
        )
        remedy = Words("写所兼任的职务之一", "name one of the posts held")
        yield Fault((*at, "paid_as"), outside, remedy)
    if not each.addition.is_finite() or each.addition < 0:
        less = Words("加发的份额不能小于 0", "the addition is 0 or more")
        yield Fault((*at, "addition"), less, Words("不加发的写 0", "write 0 for none"))


def _both(post: str) -> Words:
    return Words(
        f"“{post}”在比例表中，又写作按别的职务计酬", f"{post!r} has a ratio of its own already"
    )
