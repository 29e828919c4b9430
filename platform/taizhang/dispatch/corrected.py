"""Corrected: what a correction changes, as policies see it that have answered the fact before."""

from typing import Any

import msgspec

from taizhang.commands.policy import Corrected, Occasion
from taizhang.events.amendments import FactCorrected
from taizhang.events.catalogue import Catalogue, body_of
from taizhang.events.event import Event

_plain = msgspec.msgpack.Decoder()


def corrected(catalogue: Catalogue, by: FactCorrected, occasion: Occasion) -> Corrected | None:
    """The fact before and after; None where no installed scheme reads it. `occasion`: the fact's.

    What it was is told by the correction itself, so that an earlier one is not undone.
    """
    becomes = catalogue.read(by.event, by.schema, by.body)
    if not isinstance(becomes, Event):
        return None
    return Corrected(_before(catalogue, by), becomes, occasion)


def _before(catalogue: Catalogue, by: FactCorrected) -> Event | None:
    plain: dict[str, Any] = _plain.decode(by.body)
    plain |= {change.field: change.was for change in by.changes}
    try:
        was = catalogue.read(by.event, by.schema, bytes(body_of(plain)))
    except msgspec.ValidationError:
        return None  # it was written by a version that lacked a field
    return was if isinstance(was, Event) else None
