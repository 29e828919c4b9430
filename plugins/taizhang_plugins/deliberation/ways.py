"""Ways as data: the steps of each, who may sit at them, and which kinds of matter go them."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from taizhang import Provision, Share
from taizhang_plugins.deliberation.names import Act, Law, Name

Days = Annotated[int, Meta(ge=1, le=365)]


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may sit at a step: `law` is what a national text calls it. None: nothing is asked here.

    `attendance` and `majority` state their base (全体、应到、实到); `notice_days` before the day.
    """

    name: Name
    law: Law | None = None
    attendance: Share | None = None
    majority: Share | None = None
    notice_days: Days | None = None


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One step: a sitting of one of its `bodies`, or a disclosure for `disclosure_days`.

    `mergeable_with` names the step after it, if both may be one where one person holds both posts.
    """

    name: Name
    act: Act
    bodies: list[Body] = []
    disclosure_days: Days | None = None
    mergeable_with: Name | None = None
    clause: str | None = None

    def body(self, name: str | None) -> Body | None:
        """The body of a name; of no name, the only one."""
        if name is None:
            return self.bodies[0] if len(self.bodies) == 1 else None
        return next((each for each in self.bodies if each.name == name), None)


class Way(Provision, frozen=True):
    """A list of steps under a name: 四议两公开, 五议, 四议一审, 联户代表会议."""

    title: ClassVar[str] = "议事办法"
    name: Name
    steps: Annotated[list[Step], Meta(min_length=1)]

    def step(self, name: str) -> Step | None:
        """The step of a name."""
        return next((each for each in self.steps if each.name == name), None)

    def basis_of(self, step: Step) -> str | None:
        """What a step rests on: its own clause, or what the list rests on."""
        return step.clause or self.basis("steps")


class Kind(Provision, frozen=True):
    """A kind of matter, the way that it goes, and whether villagers must decide on it.

    `listed`: which item of the law's list it is (`public_works`); the law of the day then decides.
    """

    title: ClassVar[str] = "事项类别"
    name: Name
    way: Name
    villagers: bool
    listed: Name | None = None
