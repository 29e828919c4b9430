"""The area of responsibilities."""

from taizhang.domain.responsibilities import assigning, events, following, rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="responsibilities",
    title="责任分工",
    core=True,
    events=(events.ResponsibilityTaken, events.ResponsibilityLaidDown),
    commands=(
        assigning.AssignResponsibility,
        assigning.ReleaseFromResponsibility,
        following.FollowPost,
    ),
    rows=(rows.UnitResponsibility,),
    rules=(rules.ResponsibilityRules,),
    policies=(following.after_post_taken, following.after_post_left),
)
