"""National texts that the platform keeps, version by version, with the words of their articles."""

from taizhang.rules.texts.branches import BRANCH_REGULATIONS
from taizhang.rules.texts.villagers import VILLAGERS_LAW

__all__ = ["BRANCH_REGULATIONS", "VILLAGERS_LAW"]
