"""What is different from the cycle that a new one is cloned from, as warnings."""

from taizhang.errors import Refusal

UNIT_GONE = Refusal(
    "cycles.clone_without",
    zh="“{name}”已不存在，没有单位承接其名额，不再列入",
    en="{name} exists no more, and nobody takes its place",
)
FOLLOWED = Refusal(
    "cycles.clone_successor",
    zh="“{name}”已不存在，由“{successor_name}”承接其名额",
    en="{name} exists no more; {successor_name} takes its place",
)
RENAMED = Refusal(
    "cycles.clone_renamed",
    zh="“{was}”现名“{name}”",
    en="{was} is called {name} now",
)
OTHER_ORGANISER = Refusal(
    "cycles.clone_organiser",
    zh="组织者由“{was}”变为“{organiser}”",
    en="the organiser was {was}, and is {organiser} now",
    rule="S0-01",
)
CLASS_GONE = Refusal(
    "cycles.clone_class",
    zh="“{name}”上次的考核类别“{group}”已不在规定的类别之内，未沿用",
    en="{name} was graded in class {group}, which the rules do not name any more",
    rule="S2-16",
)
