"""Why a cycle is not opened, or its list not changed."""

from taizhang.errors import Refusal

ONCE_A_YEAR = Refusal(
    "cycles.once_a_year",
    zh="{year} 年已开展 {held} 次，规定每年 {allowed} 次",
    en="{year} has had {held} cycles; the rules allow {allowed}",
    rule="S0-03",
)
OUT_OF_SEASON = Refusal(
    "cycles.out_of_season",
    zh="{year} 年度的考核应在 {season} 开展，{on} 不在其内",
    en="the cycle of {year} is opened in {first} to {last}, not on {on}",
    rule="S0-03",
)
NOBODY = Refusal(
    "cycles.nobody",
    zh="没有可以列入的考核对象（{sought}）",
    en="the register holds nobody to assess ({sought})",
    rule="S0-01",
)
LEFT_OUT = Refusal(
    "cycles.left_out",
    zh="尚有 {count} 个应考核的单位没有列入：{names}",
    en="{count} units that are to be assessed are left out: {names}",
    rule="S0-01",
)
GONE = Refusal(
    "cycles.unit_gone",
    zh="“{name}”自 {closed} 起已不存在，由{names}承接，不能列为考核对象",
    en="{name} ceased to exist on {closed}; it is followed by {names}",
    status=409,
)
NOT_ENROLLED = Refusal(
    "cycles.not_enrolled",
    zh="“{name}”不是本周期的考核对象",
    en="{name} is not assessed in this cycle",
    status=404,
)
NO_PERSONS = Refusal(
    "cycles.persons_not_assessed",
    zh="本单位的规定没有列出要考核的职务类别，不能列入个人考核对象",
    en="the rules name no posts whose holders are assessed",
    rule="S2-16",
)
COUNTED_WHERE = Refusal(
    "cycles.counted_where",
    zh="“{person}”兼任多个职务（{posts}），须先指定计入哪一个，才能列入考核类别",
    en="{person!r} holds several posts ({posts}); choose the one to be counted in first",
    rule="S2-16",
)
COUNTED_ELSEWHERE = Refusal(
    "cycles.counted_elsewhere",
    zh="“{person}”计入“{counted}”，不在本周期的考核类别内，未列入",
    en="{person!r} is counted as {counted}, which this cycle does not assess",
    rule="S2-16",
)
LEFT_POST = Refusal(
    "cycles.post_left",
    zh="“{person}”已列为考核对象（{was}），{day} 已不任该职务；是否移出由经办人决定",
    en="{person!r} was enrolled as {was}, and does not hold it on {day}",
    rule="S2-16",
)
WITHDRAWN = Refusal(
    "cycles.person_withdrawn",
    zh="“{name}”已由经办人移出考核对象，未再列入；要再列入须在 again 中指明",
    en="{person!r} was withdrawn from the list; name them in `again` to enrol them once more",
)
SHORT = Refusal(
    "cycles.tenure_short",
    zh="“{person}”任{post}到 {reference} 满 {months} 个月，不足 {least} 个月",
    en="{person!r} will have held {post} for {months} months by {reference}; {least} are asked",
    rule="S2-16",
)
