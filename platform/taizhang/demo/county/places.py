"""Places: an invented county with two invented townships. Their rules are borrowed, and say so.

None of the sources tells of a county together with its townships, so nothing here is a source's.
"""

from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.domain.setup.applying import Unit
from taizhang.onboarding.apply import accounts
from taizhang.onboarding.file import TenantFile, load
from taizhang.onboarding.roster import Account
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.tenancy.clients import actor_of_client
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import Role

COUNTY = "shili-xian"
TOWNSHIPS = {"shili-jia-zhen": "示例甲镇", "shili-yi-zhen": "示例乙镇"}
CLIENT = "stats"
PLATFORM = "示例统计平台（虚构）"
_RULES_OF = "xinshao"
_ACCOUNTS = {
    "clerk": ("组织干事", Role.CLERK),
    "secretary": ("党委书记", Role.COMMITTEE_SECRETARY),
    "finance": ("财政所", Role.FINANCE),
    "auditor": ("审计", Role.AUDITOR),
}


def demo_files(schemes: Schemes) -> list[TenantFile]:
    """All tenants that the demo plays in: the sources', then the invented ones."""
    sources = [load(path, schemes) for path in source_tenants()]
    borrowed = next(file for file in sources if file.slug == _RULES_OF)
    county = _invented(borrowed, COUNTY, "示例县", None)
    return [*sources, county, *(_invented(borrowed, s, n, COUNTY) for s, n in TOWNSHIPS.items())]


async def demo_tokens(platform: Platform, file: TenantFile, tenant: Tenant) -> dict[str, str]:
    """A token for each account, and in the county one for the system that will be granted rows."""
    held = await accounts(file, tenant, platform.tokens)
    if file.slug == COUNTY:
        actor = actor_of_client(CLIENT)
        held |= {actor: await platform.tokens.issue(tenant, actor, PLATFORM)}
    return held


def _invented(borrowed: TenantFile, slug: str, name: str, parent: str | None) -> TenantFile:
    title = f"虚构单位，借用《{borrowed.document.title}》的规则演示"
    return replace(
        borrowed,
        slug=slug,
        name=f"{name}（虚构）",
        parent=parent,
        document=replace(borrowed.document, title=title, number=None),
        organisations=[] if parent is None else [_village(name, n) for n in "一二"],
        people=[],
        accounts=[Account(actor, title, [role]) for actor, (title, role) in _ACCOUNTS.items()],
    )


def _village(township: str, number: str) -> Unit:
    return Unit(id=f"cun-{'一二'.index(number) + 1}", name=f"{township}{number}村", kind="村")
