"""The master key unwraps what it wrapped, for the purpose it was wrapped for."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from taizhang.tenancy.master import MasterKey

KEY = MasterKey(b"k" * 32)


@pytest.fixture(autouse=True)
def _no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAIZHANG_MASTER_KEY", raising=False)


@given(st.binary(max_size=64), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_wrapped_is_unwrapped(secret: bytes, purpose: str) -> None:
    wrapped = KEY.wrap(secret, purpose)
    assert KEY.unwrap(wrapped, purpose) == secret
    assert len(secret) < 8 or secret not in wrapped


def test_one_secret_wrapped_twice_looks_different() -> None:
    assert KEY.wrap(b"secret", "p") != KEY.wrap(b"secret", "p")


def test_other_purpose_does_not_unwrap() -> None:
    with pytest.raises(InvalidTag):
        KEY.unwrap(KEY.wrap(b"secret", "person key 1"), "person key 2")


def test_other_key_does_not_unwrap() -> None:
    with pytest.raises(InvalidTag):
        MasterKey(b"l" * 32).unwrap(KEY.wrap(b"secret", "p"), "p")


@given(st.integers(0, 33), st.integers(0, 7))
def test_any_changed_bit_is_told(at: int, bit: int) -> None:
    wrapped = bytearray(KEY.wrap(b"secret", "p"))
    wrapped[at] ^= 1 << bit
    with pytest.raises(InvalidTag):
        KEY.unwrap(bytes(wrapped), "p")


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        MasterKey(bytes(size))


def test_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    wrapped = MasterKey.load(home).wrap(b"secret", "p")
    assert MasterKey.load(home).unwrap(wrapped, "p") == b"secret"
    assert (home / "master.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == ["master.key"]


def test_homes_have_keys_of_their_own(tmp_path: Path) -> None:
    wrapped = MasterKey.load(tmp_path / "a").wrap(b"secret", "p")
    with pytest.raises(InvalidTag):
        MasterKey.load(tmp_path / "b").unwrap(wrapped, "p")


def test_key_of_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_MASTER_KEY", (b"k" * 32).hex())
    assert MasterKey.load(tmp_path).unwrap(KEY.wrap(b"secret", "p"), "p") == b"secret"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given_", ["00", "not hexadecimal", "zz" * 32])
def test_key_of_the_environment_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given_: str
) -> None:
    monkeypatch.setenv("TAIZHANG_MASTER_KEY", given_)
    with pytest.raises(ValueError, match=r"TAIZHANG_MASTER_KEY must be 64 hexadecimal digits"):
        MasterKey.load(tmp_path)


def test_whoever_start_together_share_one_whole_key(tmp_path: Path) -> None:
    """A file that is there but not yet written must never be read."""
    homes = [tmp_path / str(number) for number in range(100)]
    together = threading.Barrier(4)

    def start() -> list[bytes]:
        together.wait()
        return [MasterKey.load(home).wrap(b"secret", "p") for home in homes]

    with ThreadPoolExecutor(4) as pool:
        wrapped = [each.result() for each in [pool.submit(start) for _ in range(4)]]
    for number, home in enumerate(homes):
        key = MasterKey.load(home)
        assert {key.unwrap(each[number], "p") for each in wrapped} == {b"secret"}
        assert [path.name for path in home.iterdir()] == ["master.key"]


def test_broken_key_file_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "master.key").write_text("")
    with pytest.raises(ValueError, match=r"master\.key must be 64 hexadecimal digits"):
        MasterKey.load(tmp_path)
