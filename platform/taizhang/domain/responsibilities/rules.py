"""Which responsibilities a tenant's document names, and who bears them."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.domain.responsibilities.events import Part
from taizhang.rules.expecting import each_once
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=100)]

_ROLE = Words("责任", "responsibility")


class Responsibility(Provision, frozen=True):
    """A responsibility for each unit (S0-01, S1-19): of whoever holds a post there, or of a body.

    With neither it is whoever is assigned.
    """

    title: ClassVar[str] = "责任"
    name: Annotated[Name, Meta(title="责任名称")]
    part: Part
    post: Annotated[Name, Meta(title="责任人职务")] | None = None
    body: Annotated[Name, Meta(title="责任机构")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """With both named, one of them would never be asked for it."""
        if self.post and self.body:
            expected = Words("post 和 body 只写一个", "name a post or a body, not both")
            yield Fault(("body",), expected, Words("删去其中一个", "drop one of them"))


class ResponsibilityRules(Rules, frozen=True):
    """The provisions on responsibilities."""

    title: ClassVar[str] = "责任人"
    section: ClassVar[str] = "responsibilities"
    optional: ClassVar[bool] = True
    roles: Annotated[list[Responsibility], Meta(min_length=1, title="责任")]

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """A responsibility is asked for by its name."""
        names = (role.name for role in self.roles)
        return each_once(names, ("rules", self.section, "roles"), _ROLE, key="name")

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
