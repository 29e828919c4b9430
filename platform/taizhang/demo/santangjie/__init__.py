"""三堂街镇, December 2015: eight villages, from report to closed ticket (S0-01 to S0-19)."""

from taizhang.demo.santangjie import (
    deciding,
    deliberating,
    floor,
    late,
    mending,
    reporting,
    sitting,
)

CHAPTERS = (
    *reporting.CHAPTERS,
    *sitting.CHAPTERS,
    *floor.CHAPTERS,
    *deciding.CHAPTERS,
    *late.CHAPTERS,
    *mending.CHAPTERS,
    *deliberating.CHAPTERS,
)
