"""A draw can be repeated from its certificate, and favours nobody."""

import itertools
from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.draws import Certificate, Classes, commitment, digest, discrepancies, draw

SEED = bytes(range(32))
VILLAGE = {
    "党员": [f"党员{n}" for n in range(9)],
    "组长": [f"组长{n}" for n in range(5)],
    "群众代表": [f"代表{n}" for n in range(12)],
}
TWO_EACH = dict.fromkeys(VILLAGE, 2)
names = st.text("甲乙丙丁戊己", min_size=1, max_size=4)
pools = st.dictionaries(names, st.lists(names, max_size=8, unique=True), max_size=4)
seeds = st.binary(min_size=16, max_size=40)


@st.composite
def requests(draw: st.DrawFn) -> tuple[Classes, dict[str, int]]:
    population = draw(pools)
    return population, {n: draw(st.integers(0, len(m))) for n, m in population.items()}


def certificate() -> Certificate:
    return draw(SEED, VILLAGE, TWO_EACH)


def test_two_of_each_class_are_drawn() -> None:
    drawn = certificate().drawn
    assert {name: len(set(found)) for name, found in drawn.items()} == TWO_EACH
    assert all(set(drawn[name]) <= set(VILLAGE[name]) for name in VILLAGE)


def test_the_algorithm_draws_what_it_always_drew() -> None:
    # Certificates outlive releases: another outcome needs another name for the algorithm.
    assert certificate().drawn == {
        "党员": ("党员2", "党员8"),
        "组长": ("组长1", "组长2"),
        "群众代表": ("代表5", "代表11"),
    }


@given(seed=seeds, request=requests())
def test_a_draw_is_reproducible_from_its_certificate(
    seed: bytes, request: tuple[Classes, dict[str, int]]
) -> None:
    population, counts = request
    stored = msgspec.json.encode(draw(seed, population, counts))
    read = msgspec.json.decode(stored, type=Certificate)
    assert discrepancies(read, population, commitment(seed)) == ()


@given(seed=seeds, request=requests(), data=st.data())
def test_the_order_of_a_list_decides_nothing(
    seed: bytes, request: tuple[Classes, dict[str, int]], data: st.DataObject
) -> None:
    population, counts = request
    shuffled = {n: data.draw(st.permutations(population[n])) for n in reversed(list(population))}
    assert draw(seed, shuffled, counts) == draw(seed, population, counts)


@given(seed=seeds, request=requests())
def test_members_are_drawn_once_and_as_many_as_asked(
    seed: bytes, request: tuple[Classes, dict[str, int]]
) -> None:
    population, counts = request
    for name, found in draw(seed, population, counts).drawn.items():
        assert len(set(found)) == len(found) == counts[name]
        assert set(found) <= set(population[name])


def test_another_class_changes_no_draw() -> None:
    alone = draw(SEED, {"党员": VILLAGE["党员"]}, {"党员": 2})
    assert alone.drawn["党员"] == certificate().drawn["党员"]


@given(one=pools, other=pools)
def test_two_populations_have_two_digests(one: Classes, other: Classes) -> None:
    same = {n: set(m) for n, m in one.items()} == {n: set(m) for n, m in other.items()}
    assert (digest(one) == digest(other)) == same


def test_a_digest_does_not_run_names_together() -> None:
    assert digest({"甲": ["乙丙"]}) != digest({"甲": ["乙", "丙"]}) != digest({"甲乙": ["丙"]})


def drawn(times: int, members: int, count: int) -> list[tuple[str, ...]]:
    pool = {"甲": [str(n) for n in range(members)]}
    seeds = (n.to_bytes(16, "big") for n in range(times))
    return [draw(seed, pool, {"甲": count}).drawn["甲"] for seed in seeds]


def test_every_member_is_drawn_as_often_as_any_other() -> None:
    found = Counter(itertools.chain.from_iterable(drawn(3500, 7, 2)))
    squares = sum((found[str(n)] - 1000) ** 2 for n in range(7))
    assert squares / 1000 < 6 + 6 * 12**0.5  # chi-square: six standard deviations above its mean


def test_every_ordered_pair_is_drawn_as_often_as_any_other() -> None:
    found = Counter(drawn(4000, 5, 2))
    every = itertools.permutations("01234", 2)
    squares = sum((found[pair] - 200) ** 2 for pair in every)
    assert squares / 200 < 19 + 6 * 38**0.5


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"algorithm": "another"}, ("algorithm",)),
        ({"commitment": "00"}, ("commitment",)),
        ({"seed": "不是十六进制"}, ("seed",)),
        ({"seed": "00"}, ("seed",)),
        ({"seed": bytes(32).hex()}, ("commitment", "drawn")),
        ({"population": "00"}, ("population",)),
        ({"sizes": {}}, ("sizes",)),
        ({"drawn": {"党员": ("党员0",)}}, ("population", "drawn")),
    ],
)
def test_a_certificate_that_was_changed_is_found_out(
    change: dict[str, object], found: tuple[str, ...]
) -> None:
    forged = msgspec.structs.replace(certificate(), **change)
    assert discrepancies(forged, VILLAGE, commitment(SEED)) == found


def test_one_name_exchanged_for_another_is_found_out() -> None:
    true = certificate()
    other = next(name for name in VILLAGE["组长"] if name not in true.drawn["组长"])
    exchanged = {**true.drawn, "组长": (other, true.drawn["组长"][1])}
    forged = msgspec.structs.replace(true, drawn=exchanged)
    assert discrepancies(forged, VILLAGE, commitment(SEED)) == ("drawn",)


def test_a_seed_other_than_the_one_committed_to_is_found_out() -> None:
    other = draw(bytes(32), VILLAGE, TWO_EACH)
    assert discrepancies(other, VILLAGE, commitment(SEED)) == ("commitment",)


def test_another_population_is_found_out() -> None:
    grown = {**VILLAGE, "党员": [*VILLAGE["党员"], "党员9"]}
    assert "population" in discrepancies(certificate(), grown, commitment(SEED))


def test_a_short_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 random bytes"):
        draw(bytes(15), VILLAGE, TWO_EACH)


@pytest.mark.parametrize("counts", [{"党员": 2}, {**TWO_EACH, "干部": 1}])
def test_each_class_has_a_count(counts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="each class has a count"):
        draw(SEED, VILLAGE, counts)


@pytest.mark.parametrize("count", [-1, 6])
def test_a_class_gives_no_more_than_it_has(count: int) -> None:
    with pytest.raises(ValueError, match=f"组长 has 5 members, not {count}"):
        draw(SEED, VILLAGE, {**TWO_EACH, "组长": count})


def test_a_member_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="甲 lists a member twice"):
        draw(SEED, {"甲": ["乙", "乙"]}, {"甲": 1})
