"""Which responsibilities a tenant's document names, and who bears them."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.domain.responsibilities.events import Part
from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=100)]


class Responsibility(Provision, frozen=True):
    """A responsibility for each unit (S0-01, S1-19): of whoever holds a post there, or of a body.

    With neither it is whoever is assigned.
    """

    name: Name
    part: Part
    post: Name | None = None
    body: Name | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where both are named: one of them would never be asked for it."""
        if self.post and self.body:
            raise ValueError("post 和 body 只写一个 / name a post or a body, not both")


class ResponsibilityRules(Rules, frozen=True):
    """The provisions on responsibilities."""

    section: ClassVar[str] = "responsibilities"
    optional: ClassVar[bool] = True
    roles: Annotated[list[Responsibility], Meta(min_length=1)]

    def find(self, name: str) -> Responsibility | None:
        """The responsibility of a name."""
        return next((role for role in self.roles if role.name == name), None)

    def by_post(self, post: str) -> list[Responsibility]:
        """Those that come with a post."""
        return [role for role in self.roles if role.post == post]

    @property
    def by_body(self) -> list[Responsibility]:
        """Those that a body bears for every unit."""
        return [role for role in self.roles if role.body]
