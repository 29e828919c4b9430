"""Why a pay sheet cannot be drawn up."""

from taizhang import Refusal

NO_TENURE = Refusal(
    "pay.tenure_not_chosen",
    zh="本单位没有选择任职不满一年的怎样计酬，不能编制到人的报酬表",
    en="how part of a year in a post is paid was not chosen: no sheet by person",
    rule="S3-02",
)
NO_TABLE = Refusal(
    "pay.table_missing",
    zh="没有 {year} 年的报酬标准，不能编制“{name}”的报酬表",
    en="there is no pay table of {year} for the sheet of {name} to rest on",
    rule="S3-01",
)
TABLE_OUTDATED = Refusal(
    "pay.table_outdated",
    zh="{year} 年报酬标准所依据的人均收入已更正，须先重新计算，再编制“{name}”的报酬表",
    en="the income that the table of {year} rests on was corrected; compute it anew first",
    rule="S3-01",
    status=409,
)
NO_POPULATION = Refusal(
    "pay.population_missing",
    zh="没有登记“{name}”{year} 年的人口，不能确定按哪一档计酬",
    en="the population of {name} in {year} is not recorded, so its size band is not known",
    rule="S3-02",
)
NOBODY = Refusal(
    "pay.nobody",
    zh="“{name}”在 {year} 年没有按比例表计酬的任职",
    en="nobody in {name} held a paid post in {year}",
)
UNCHANGED_SHEET = Refusal(
    "pay.sheet_unchanged",
    zh="“{name}”{year} 年报酬表已编制（第 {revision} 次），依据没有变化，结果相同",
    en="the sheet of {name} for {year} was drawn up (revision {revision}), with the same result",
    status=409,
)
TOO_MANY = Refusal(
    "pay.too_many_people",
    zh="“{name}”的报酬表有 {people} 人，一张表最多 {most} 人",
    en="the sheet of {name} would hold {people} people, {most} at most",
)
