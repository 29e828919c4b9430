"""Why a matter cannot be followed, files not reviewed, a report not taken in."""

from taizhang import Refusal

NOT_RESOLVED = Refusal(
    "deliberation.not_resolved",
    zh="“{title}”还没有决议，不能办理“{what}”",
    en="{title} is not resolved yet; {what} cannot be done",
    rule="S0-31",
    status=409,
)
NOT_TRACED = Refusal(
    "deliberation.not_traced",
    zh="“{title}”还没有跟踪督查，不能办理“述职评议”",
    en="{title} was not traced yet and cannot be judged",
    rule="S0-31",
    status=409,
)
NOT_KEPT = Refusal(
    "deliberation.not_provided",
    zh="本单位的规定没有写“{what}”，不能办理",
    en="this tenant's rules provide no {what}",
)
ITEMS = Refusal(
    "deliberation.items_missed",
    zh="查阅资料须逐项登记，每项一次；规定的是：{items}；缺少或多余的是：{wrong}",
    en="each item is answered once: {items}; missing or foreign: {wrong}",
    rule="S2-10",
)
UNKNOWN_ROUTINE = Refusal(
    "deliberation.unknown_routine",
    zh="没有“{routine}”这项议事制度；规定的是：{names}",
    en="{routine!r} is no routine of deliberation; there are: {names}",
    rule="S4-11",
)
UNDISCLOSED = Refusal(
    "deliberation.undisclosed",
    zh="“{name}”有已经决议而没有公开的事项：{matters}",
    en="{name} has resolved matters that are not disclosed: {matters}",
    rule="S0-23",
    status=409,
)
