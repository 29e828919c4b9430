"""Why a box does not open, or takes no ballot."""

from taizhang.errors import Refusal

NO_BOX = Refusal(
    "ballots.no_box",
    zh="没有这个票箱，或者它尚未开箱",
    en="there is no such box, or it was never opened",
    status=404,
)
OTHER_CYCLE = Refusal(
    "ballots.other_cycle",
    zh="会议“{meeting}”属于考核周期“{held}”，不是“{asked}”",
    en="the meeting {meeting!r} belongs to the cycle {held!r}, not {asked!r}",
)
OTHER_MEETING = Refusal(
    "ballots.other_meeting",
    zh="票箱“{box}”属于会议“{held}”，不是“{asked}”",
    en="the box {box!r} belongs to the meeting {held!r}, not {asked!r}",
)
SCALE = Refusal(
    "ballots.scale",
    zh="对“{name}”的选项是“{given}”，须与规定的“{scale}”一致",
    en="the choices on {subject!r} are {given}; the rules state {scale}",
    rule="S0-11",
)
UNKNOWN_ITEM = Refusal(
    "ballots.unknown_item",
    zh="测评票上没有“{item}”这一项；本单位的测评项目为：{known}",
    en="the ballots of this tenant have no item {item!r}; they have {known}",
    rule="S2-11",
)
NOT_ASKED_HERE = Refusal(
    "ballots.not_asked_here",
    zh="“{kind}”的测评项目为：{known}，不测评“{item}”",
    en="a meeting of the kind {kind!r} votes on {known}, not on {item!r}",
    rule="S2-08",
)
SUBJECT_TWICE = Refusal(
    "ballots.subject_twice",
    zh="同一张选票对“{name}”只能提一个问题",
    en="a ballot asks {subject!r} once",
)
BAD_KEY = Refusal(
    "ballots.bad_key",
    zh="票箱公钥不是 P-256 曲线上的点",
    en="the box's public key is no point of P-256",
)
NOT_OPEN = Refusal(
    "ballots.not_open",
    zh="票箱“{box}”{state}，不能投票",
    en="the box {box!r} does not take ballots",
    status=409,
)
WRONG_SIZE = Refusal(
    "ballots.wrong_size",
    zh="密封选票应为 {required} 字节，收到 {given} 字节",
    en="a sealed ballot of this box has {required} bytes; {given} came",
)
OFFICERS = Refusal(
    "ballots.officers",
    zh="须先推选监票人 {scrutineers} 名、计票人 {counters} 名；已推选 {named}",
    en="{scrutineers} scrutineers and {counters} counters are to be named first; named: {named}",
    rule="S0-11",
)
NOT_PRESENT = Refusal(
    "ballots.not_present",
    zh="参会人 {attendee} 未签到，不能担任监票人、计票人或代写人",
    en="attendee {attendee} has not checked in",
)
TWO_DUTIES = Refusal(
    "ballots.two_duties",
    zh="参会人 {attendee} 已担任“{duty}”，监票、计票须由不同的人担任",
    en="attendee {attendee} is {duty} already; whoever counts does not scrutinise",
)
