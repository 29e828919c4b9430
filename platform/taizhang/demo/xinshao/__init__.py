"""新邵县, 2012: enterprises and their party organisations; pay of village cadres."""

from taizhang.demo.xinshao import coverage, pay

CHAPTERS = (*coverage.CHAPTERS, *pay.CHAPTERS)
