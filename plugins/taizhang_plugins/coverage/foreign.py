"""What is read of a scheme of members, where one is installed: its facts count like one's own.

Such a scheme tags each fact with its unit (`organisation`) and says on which day it was.
"""

from datetime import date

from taizhang import ForeignEvent
from taizhang.core import OrganisationId, PersonId


class ActivistElsewhere(ForeignEvent, name="members.activist_confirmed"):
    """An activist was confirmed."""

    organisation: OrganisationId
    person: PersonId
    confirmed_on: date


class AdmittedElsewhere(ForeignEvent, name="members.admitted"):
    """A member was admitted."""

    organisation: OrganisationId
    person: PersonId
    admitted_on: date
