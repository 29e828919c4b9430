"""Why an inspection is not entered as it was told."""

from taizhang.errors import Refusal

UNKNOWN_TYPE = Refusal(
    "inspections.unknown_type",
    zh="没有“{type}”这类问题；规定的是：{types}",
    en="{type!r} is no type of finding; there are: {types}",
    rule="S1-18",
)
ANOTHER_PLAN = Refusal(
    "inspections.another_plan",
    zh="督查“{id}”安排的是“{name}”的“{kind}”，与登记的不符",
    en="{id!r} was planned as {kind} of {name}",
    status=409,
)
NOT_PLANNED = Refusal(
    "inspections.not_planned",
    zh="“{kind}”未事先安排就对“{name}”开展",
    en="{kind} of {name} was held without a plan",
    rule="S1-18",
)
NOT_ITS_TICKET = Refusal(
    "inspections.not_its_ticket",
    zh="“{name}”没有问题台账“{ticket}”",
    en="{name} has no ticket {ticket!r}",
    status=404,
)
