"""The national texts in force on a day, as far as a step rests on them."""

from collections.abc import Iterator
from datetime import date

from taizhang import BRANCH_REGULATIONS, VILLAGERS_LAW, Bound, NationalText, Profile
from taizhang_plugins.deliberation.names import VILLAGERS


def text_of(law: str) -> NationalText:
    """The text that speaks of a body."""
    return VILLAGERS_LAW if law in VILLAGERS else BRANCH_REGULATIONS


class Texts:
    """What the versions of one day ask, and whether what was asked of them is provisional."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._cited: dict[str, Profile] = {}

    @property
    def provisional(self) -> bool:
        """Whether any version that was consulted is not verified (暂算)."""
        return bool(self.unverified)

    @property
    def unverified(self) -> list[str]:
        """What was consulted and is not verified."""
        return [_named(each) for each in self._cited.values() if not each.verified]

    @property
    def versions(self) -> list[str]:
        """What was consulted: 《…》（…）."""
        return [_named(each) for each in self._cited.values()]

    def bound(self, law: str | None, what: str) -> Iterator[tuple[Bound, str]]:
        """What the text of a body asks of it, with the article quoted; of most bodies, nothing."""
        if law is not None:
            yield from self._of(text_of(law), f"{law}.{what}")

    def disclosure(self) -> Iterator[tuple[Bound, str]]:
        """For how long what was decided must be shown."""
        yield from self._of(VILLAGERS_LAW, "disclosure")

    def congress(self) -> str | None:
        """The article by which the branch's congress cannot be passed over."""
        return next((quoted for _, quoted in self._of(BRANCH_REGULATIONS, _CONGRESS)), None)

    def villagers(self, listed: str | None) -> str | None:
        """The article by which villagers must decide on an item of the law's list."""
        found = VILLAGERS_LAW.in_force(self._on)
        if found is None or listed is None:
            return None
        self._cited[VILLAGERS_LAW.name] = found
        if listed not in found.lists["villagers"]:
            return None
        return found.clause("villagers.required")

    def _of(self, text: NationalText, name: str) -> Iterator[tuple[Bound, str]]:
        found = text.in_force(self._on)
        if found is not None and name in found.bounds:
            self._cited[text.name] = found
            bound = found.bounds[name]
            yield bound, found.quote(bound.article)


_CONGRESS = "congress.required"


def _named(profile: Profile) -> str:
    return f"《{profile.title}》（{profile.version}）"
