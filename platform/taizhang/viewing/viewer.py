"""Viewer: whoever asks for rows, and what of them is there for them."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from taizhang.errors import Refused
from taizhang.tenancy.clients import Access
from taizhang.tenancy.register import UNKNOWN, Tenant


class Viewer(Struct, frozen=True):
    """The holder of a token. `access` is another system's; people have their roles instead.

    `tenants` are those whose rows are seen, with their slugs: a person's own, or all that a client
    was granted. `personal`: personal values are shown, as far as the viewer's schema has them.
    """

    tenant: Tenant
    actor: str
    tenants: Mapping[UUID, str]
    personal: bool
    plugins: frozenset[str] = frozenset()
    access: Access | None = None
    token: str = ""
    """The first digits of the hash of another system's token."""

    def of(self, slug: str) -> "Viewer":
        """The same viewer, who looks at one tenant only. Raises Refused, in the same words whether
        it does not exist or was not granted.
        """
        for tenant, known in self.tenants.items():
            if known == slug:
                return replace(self, tenants={tenant: slug})
        raise Refused(UNKNOWN(slug=slug))

    def at(self, slug: str) -> "Viewer":
        """At the tenant that gave the token, all that its holder sees; at another, that one alone.

        Raises Refused(`tenancy.unknown_tenant`).
        """
        return self if slug == self.tenant.slug else self.of(slug)
