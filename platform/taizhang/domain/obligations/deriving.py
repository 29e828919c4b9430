"""Deriving: what an obligation's declaration asks of the core, as a policy of its own scheme.

So it rests while the scheme is off for a tenant. It is one policy for all events that concern an
obligation, so that they are answered in the order in which they happened: a fact is counted before
the day on which it would have been missed.
"""

from msgspec.structs import replace

from taizhang.domain.obligations.answering import Answers
from taizhang.domain.obligations.faults import faults_of
from taizhang.scheme import Scheme


def with_obligations(scheme: Scheme) -> Scheme:
    """The scheme with a policy for each of its obligations. Raises TypeError for a faulty one."""
    if faults := list(faults_of(scheme)):
        raise TypeError(f"scheme {scheme.name}: {'; '.join(faults)}")
    derived = (Answers(scheme.name, each).policy() for each in scheme.obligations)
    return replace(scheme, policies=(*scheme.policies, *derived))
