"""Any two shares restore a box's key, and one alone says nothing."""

from itertools import permutations

import pytest
from Crypto.Protocol.SecretSharing import Shamir
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.ballots import base32, box_keys, shares
from taizhang.errors import Refused

#: Worked out with an HKDF and a curve of other authors.
PUBLIC_KEY = (
    "04e1063900beaba7554707908d2f1a5650cd87f29ba1f03c57586ee654f572f38c"
    "d244c8650f1a8f8b0a3bfe61f5b62e297f67c844e1f948bfa05685b08eaf75c9"
)
seeds = st.binary(min_size=16, max_size=16)
pairs = st.sampled_from(list(permutations(range(3), 2)))


@settings(deadline=None)
@given(seeds, pairs)
def test_any_two_of_three_join(seed: bytes, pair: tuple[int, int]) -> None:
    made = shares.split(seed)
    assert shares.join([made[at] for at in pair]) == seed


@settings(deadline=None)
@given(seeds)
def test_all_three_join_as_well(seed: bytes) -> None:
    assert shares.join(shares.split(seed)) == seed


@settings(deadline=None)
@given(seeds, seeds)
def test_one_share_fits_every_seed(seed: bytes, other: bytes) -> None:
    """For any seed there is a second share that would lead to it, so one alone tells nothing."""
    first = base32.decode(base32.canonical(shares.split(seed)[0]))[1:17]
    # Moving every point by 2 (exclusive or) makes the value at 2 the one that is interpolated:
    # the secret stands at 0 ^ 2 then, and share 1 at 1 ^ 2.
    second = Shamir.combine([(2, other), (3, first)])
    assert Shamir.combine([(1, first), (2, second)]) == other


@pytest.mark.parametrize("given_", [[], [0], [0, 0]])
def test_one_share_alone_is_refused_even_twice(given_: list[int]) -> None:
    made = shares.split(bytes(16))
    with pytest.raises(Refused) as refused:
        shares.join([made[at] for at in given_])
    assert refused.value.code == "ballots.too_few_shares"


@settings(deadline=None)
@given(seeds, st.integers(0, 31), st.sampled_from(base32.SYMBOLS))
def test_a_mistyped_share_is_told_and_which(seed: bytes, at: int, symbol: str) -> None:
    good, bad, _ = (share.replace("-", "") for share in shares.split(seed))
    wrong = bad[:at] + symbol + bad[at + 1 :]
    if wrong == bad:
        return
    with pytest.raises(Refused) as refused:
        shares.join([good, wrong])
    assert refused.value.code == "ballots.mistyped_share"
    assert refused.value.reasons[0].values == {"place": 2}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_crashes_the_reading_of_a_share(text: str) -> None:
    with pytest.raises(Refused):
        shares.join([text, text])


def test_key_of_a_seed_stays_the_same() -> None:
    """Envelopes are opened years later: the way from seed to key is fixed."""
    assert box_keys.public_text(box_keys.private_key(bytes(range(16)))) == PUBLIC_KEY
