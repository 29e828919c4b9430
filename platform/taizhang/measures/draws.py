"""Random draws by class, each with a certificate from which anybody can repeat it (S2-13)."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from msgspec import Struct

from taizhang.measures.streams import Stream

ALGORITHM = "taizhang-draw-1: HMAC-SHA256, rejection sampling, Fisher-Yates over sorted members"
LEAST_SEED = 16

Classes = Mapping[str, Sequence[str]]


class Certificate(Struct, frozen=True):
    """What was drawn, and all that is needed to draw it again from the same population.

    `commitment` was made known before the population was closed, or its holder could have
    tried seeds until one suited; `seed` (hexadecimal) is made known with the certificate.
    """

    algorithm: str
    commitment: str
    seed: str
    population: str
    sizes: dict[str, int]
    drawn: dict[str, tuple[str, ...]]


def commitment(seed: bytes) -> str:
    """The digest of a seed, to be made known first. ValueError for a seed under 16 bytes."""
    if len(seed) < LEAST_SEED:
        raise ValueError(f"a seed has at least {LEAST_SEED} random bytes, not {len(seed)}")
    return hashlib.sha256(b"taizhang draw seed\0" + seed).hexdigest()


def draw(seed: bytes, population: Classes, counts: Mapping[str, int]) -> Certificate:
    """Draw so many of each class, without repetition; the order of members does not matter.

    Raises ValueError for a member listed twice in a class, a class without a count, or a count
    beyond its class.
    """
    _check(population, counts)
    return Certificate(
        algorithm=ALGORITHM,
        commitment=commitment(seed),
        seed=seed.hex(),
        population=digest(population),
        sizes={name: len(population[name]) for name in sorted(population)},
        drawn={n: _drawn(seed, n, population[n], counts[n]) for n in sorted(population)},
    )


def digest(population: Classes) -> str:
    """A digest of who could be drawn, the same in whatever order they are listed."""
    hashed = hashlib.sha256(b"taizhang draw population\0")
    for name in sorted(population):
        hashed.update(_pool(name, population[name]))
    return hashed.hexdigest()


def discrepancies(certificate: Certificate, population: Classes, committed: str) -> tuple[str, ...]:
    """What does not hold when the draw is repeated: names of the certificate's fields.

    `committed` is the commitment that was made known before the draw.
    """
    if certificate.algorithm != ALGORITHM:
        return ("algorithm",)
    counts = {name: len(drawn) for name, drawn in certificate.drawn.items()}
    try:
        seed = _seed(certificate)
    except ValueError:
        return ("seed",)
    try:
        again = draw(seed, population, counts)
    except ValueError:
        return ("population", "drawn")
    fields = Certificate.__struct_fields__
    differ = {field for field in fields if getattr(again, field) != getattr(certificate, field)}
    if again.commitment != committed:
        differ.add("commitment")
    return tuple(field for field in fields if field in differ)


def _seed(certificate: Certificate) -> bytes:
    seed = bytes.fromhex(certificate.seed)
    commitment(seed)
    return seed


def _check(population: Classes, counts: Mapping[str, int]) -> None:
    if set(counts) != set(population):
        raise ValueError(f"each class has a count: {sorted(set(counts) ^ set(population))}")
    for name, members in population.items():
        if len(set(members)) < len(members):
            raise ValueError(f"class {name} lists a member twice")
        if not 0 <= counts[name] <= len(members):
            raise ValueError(f"class {name} has {len(members)} members, not {counts[name]}")


def _drawn(seed: bytes, name: str, members: Sequence[str], count: int) -> tuple[str, ...]:
    # Keyed by its own class alone: another class neither changes this draw nor tells of it.
    stream = Stream(hmac.digest(seed, _pool(name, members), hashlib.sha256))
    pool = sorted(members)
    for place in range(count):
        other = place + stream.below(len(pool) - place)
        pool[place], pool[other] = pool[other], pool[place]
    return tuple(pool[:count])


def _pool(name: str, members: Sequence[str]) -> bytes:
    """Each text with its length before it, so that no two pools have the same bytes."""
    texts = [name.encode(), *(member.encode() for member in sorted(members))]
    framed = b"".join(len(text).to_bytes(8, "big") + text for text in texts)
    return len(texts).to_bytes(8, "big") + framed
