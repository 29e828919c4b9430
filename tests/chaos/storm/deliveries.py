"""Deliveries: whether what a subscriber was handed is every event once and in order. Pure.

The rule. A `follow` that begins after position a hands over a+1, a+2, a+3, ... without a gap. The
first one begins after 0. Each other one begins after the last position that was handed over; or,
when the subscriber itself was killed in between, after the one before that: it had written the
delivery down, and had not yet kept it as done. So no event is ever missed, and none is doubled but
the one that the subscriber's own death left in doubt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from storm.journal import Began, Delivered, Line


def faults(town: str, lives: Iterable[Sequence[Line]], leaves: Mapping[int, str]) -> Iterator[str]:
    """What is wrong with a subscriber's journals of one town; `leaves` are the log's own."""
    last = 0
    for number, life in enumerate(lives, 1):
        in_doubt = last - 1  # only a new life may begin there
        for line in life:
            if not isinstance(line, Began | Delivered) or line.town != town:
                continue
            if isinstance(line, Began):
                if line.after not in (last, max(in_doubt, 0)):
                    yield f"{town}, life {number}: begins after {line.after}, not {last}"
                last = line.after
            else:
                if line.position != last + 1:
                    yield f"{town}, life {number}: {line.position} follows {last}"
                if leaves.get(line.position) != line.leaf:
                    yield f"{town}, life {number}: {line.position} is not what the log holds"
                last = line.position
            in_doubt = last
    if last != len(leaves):
        yield f"{town}: ends at {last}, the log at {len(leaves)}"
