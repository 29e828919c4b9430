"""Plugin: what one entry point brings, or why it was left out."""

from msgspec import Struct

from taizhang.scheme import Scheme


class Origin(Struct, frozen=True):
    """The distribution that an entry point belongs to, as its package metadata says."""

    distribution: str = "（未知发行包）"
    version: str = ""

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".rstrip()


class Plugin(Struct, frozen=True):
    """An admitted plugin. Its schemes are switched on and off for each tenant."""

    name: str
    origin: Origin
    schemes: tuple[Scheme, ...]


class Faulty(Struct, frozen=True):
    """A plugin that was left out whole: the faults found, and what to do about them."""

    name: str
    origin: Origin
    faults: tuple[str, ...]
    remedy: str

    @property
    def why(self) -> str:
        """All that is wrong, and the remedy."""
        return f"{'；'.join(self.faults)}。{self.remedy}"

    @property
    def sentence(self) -> str:
        """The one message that names it."""
        return f"方案“{self.name}”（{self.origin}）没有加载：{self.why}"
