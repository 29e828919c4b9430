"""Caches: what was parsed and compiled lately. All worlds share them, so that the memory which
they take does not grow with the number of clients.
"""

from collections.abc import Hashable

from taizhang.recurring import Recurring
from taizhang_graphql.compiler.plan import Plan
from taizhang_graphql.documents import Kept
from taizhang_graphql.limits import Limits


class Caches:
    """The documents and the plans that are kept, within their limits."""

    def __init__(self, limits: Limits) -> None:
        self.documents: Kept = Recurring(limits.documents)
        self.plans: Recurring[Hashable, Plan] = Recurring(limits.plans)
