"""一定三有: the pay of village cadres, as a multiple of last year's income (S3-01..S3-03)."""

from taizhang.hookspecs import hookimpl
from taizhang.scheme import Scheme
from taizhang_plugins.pay import commands, events, rows, rules


@hookimpl
def taizhang_schemes() -> list[Scheme]:
    """One scheme: income is published, pay is computed and explained."""
    return [
        Scheme(
            name="pay",
            title="一定三有·村干部报酬",
            events=(events.IncomePublished, events.PayComputed),
            commands=(commands.PublishIncome, commands.ComputePay),
            rows=(rows.PayTable,),
            rules=(rules.PayRules,),
        )
    ]
