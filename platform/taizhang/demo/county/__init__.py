"""示例县（虚构）with two townships: what another system is shown of several tenants at once."""

from taizhang.demo.county import granting, opening

CHAPTERS = (*opening.CHAPTERS, *granting.CHAPTERS)
