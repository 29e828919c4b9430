"""The area of units and people."""

from taizhang.domain.organisations import applying_roster, changing, posts, reorganising
from taizhang.domain.organisations import commands as c
from taizhang.domain.organisations import rows as r
from taizhang.domain.organisations.boundaries import POST_EVENTS, UNIT_EVENTS
from taizhang.domain.organisations.people_rows import Person, Post
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="organisations",
    title="单位和人员",
    core=True,
    events=(*UNIT_EVENTS, *POST_EVENTS),
    commands=(
        c.RegisterOrganisation,
        c.RegisterPerson,
        c.ErasePerson,
        changing.RenameOrganisation,
        changing.ReclassifyOrganisation,
        changing.LabelOrganisation,
        changing.PlaceOrganisation,
        changing.GiveCode,
        reorganising.ReorganiseUnits,
        posts.TakePost,
        posts.LeavePost,
        posts.HandOver,
        posts.CountPerson,
        applying_roster.ApplyRoster,
    ),
    rows=(r.Organisation, Person, Post),
)
