"""The area of units and people."""

from taizhang.domain.organisations import commands as c
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations import rows as r
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="organisations",
    title="单位和人员",
    core=True,
    events=(e.OrganisationRegistered, e.PersonRegistered, e.PostTaken, e.PersonErased),
    commands=(c.RegisterOrganisation, c.RegisterPerson, c.ErasePerson),
    rows=(r.Organisation, r.Person),
)
