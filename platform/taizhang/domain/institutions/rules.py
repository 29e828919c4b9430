"""Which standing rules a tenant's document asks for, and who enacts them."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Standing(Provision, frozen=True):
    """The standing rules that are to be set up (S0-21), and the bodies that may enact one (none
    named: any).
    """

    title: ClassVar[str] = "长效制度"
    wanted: Annotated[list[Name], Meta(title="要求建立的制度")]
    bodies: Annotated[list[Name], Meta(title="制定机关")]


class InstitutionRules(Rules, frozen=True):
    """The provisions on standing rules."""

    title: ClassVar[str] = "长效制度"
    section: ClassVar[str] = "institutions"
    optional: ClassVar[bool] = True
    standing: Standing
