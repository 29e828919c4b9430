"""Refusals that several decisions on coverage share."""

from taizhang import Refusal

NOT_LISTED = Refusal(
    "coverage.not_listed",
    zh="“{name}”没有纳入两新组织台账",
    en="{name} is not in the register of enterprises and social organisations",
    status=404,
)
NOT_A_FIGURE = Refusal(
    "coverage.not_a_figure",
    zh="“{text}”不是数目，须写成 53、800多、近百、约60 这样的整数",
    en="{text!r} is no figure; write 53, 800多, 近百 or 约60",
)
NOT_OF_THE_KIND = Refusal(
    "coverage.not_of_the_kind",
    zh="“{name}”的类别是“{kind}”，{what}须为：{kinds}",
    en="{name} is of the kind {kind!r}; the {what_en} is one of: {kinds}",
    rule="S3-26",
)
COVERED = Refusal(
    "coverage.covered",
    zh="“{name}”已由党组织“{party_name}”覆盖，不重复组建",
    en="{name} is covered by {party_name} already",
    rule="S3-27",
    status=409,
)
GONE = Refusal(
    "coverage.gone",
    zh="“{name}”已撤销或合并，不能办理",
    en="{name} exists no more",
    status=409,
)
UNKNOWN_PARTY = Refusal(
    "coverage.unknown_party_organisation",
    zh="没有党组织“{id}”，或者已经撤销",
    en="there is no party organisation {id!r}, or it was dissolved",
    status=404,
)
EXISTS = Refusal(
    "coverage.exists",
    zh="{what}“{id}”已经登记",
    en="{what_en} {id!r} exists already",
    status=409,
)
FUTURE = Refusal(
    "coverage.future",
    zh="{what} {day} 在业务日期 {on} 之后",
    en="{what_en} {day} is after {on}",
)
