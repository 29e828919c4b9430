"""A university department, 2022: six branches, from the visits to next year's report."""

from taizhang.demo.department import deciding, following, preparing, reporting, sitting

CHAPTERS = (
    *preparing.CHAPTERS,
    *reporting.CHAPTERS,
    *sitting.CHAPTERS,
    *deciding.CHAPTERS,
    *following.CHAPTERS,
)
