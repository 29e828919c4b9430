"""一定三有: the pay of village cadres and the promises beside it (S3-01 to S3-03, S0-32)."""

from taizhang import Scheme, hookimpl
from taizhang_plugins.pay import (
    assessing,
    checking,
    computing,
    drawing,
    events,
    funding,
    growing,
    money_events,
    money_rows,
    paper,
    paying,
    performing,
    prescribing,
    promise_events,
    promise_rows,
    promising,
    publishing,
    rows,
    rules,
    sheet_checking,
    sheet_events,
    sheet_rows,
    yearly,
)


@hookimpl
def taizhang_schemes() -> list[Scheme]:
    """One scheme: figures, the table by post, sheets by person, money, promises."""
    return [
        Scheme(
            name="pay",
            title="一定三有·村干部报酬",
            events=(
                events.IncomePublished,
                events.PopulationRecorded,
                events.PayComputed,
                events.TableChecked,
                sheet_events.PerformanceRecorded,
                sheet_events.SheetDrawn,
                sheet_events.SheetChecked,
                money_events.PaymentMade,
                money_events.FundsDisbursed,
                promise_events.PromiseKept,
                promise_events.GrowthReported,
            ),
            commands=(
                publishing.PublishIncome,
                publishing.RecordPopulation,
                computing.ComputePay,
                prescribing.PrescribePay,
                checking.CheckTable,
                performing.RecordPerformance,
                assessing.TakePerformance,
                drawing.DrawSheet,
                sheet_checking.CheckSheets,
                paying.MakePayment,
                funding.DisburseFunds,
                promising.KeepPromise,
                growing.ReportGrowth,
            ),
            rows=(
                rows.PublishedIncome,
                rows.VillagePopulation,
                rows.PayTable,
                sheet_rows.PersonPay,
                sheet_rows.PaySheet,
                money_rows.PayPayment,
                money_rows.VillageFunding,
                promise_rows.Promise,
                promise_rows.PromiseYear,
                promise_rows.PayGrowth,
            ),
            rules=(rules.PayRules,),
            policies=(
                checking.tables_after_correction,
                assessing.performance_after_grade,
                assessing.performance_after_correction,
                sheet_checking.sheets_after_table,
                sheet_checking.sheets_after_computation,
            ),
            obligations=(yearly.YEARLY,),
            documents=(paper.PAY_SHEET,),
        )
    ]
