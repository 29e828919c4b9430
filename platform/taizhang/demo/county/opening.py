"""Two invented townships begin a year's assessment, and publish an income per person."""

from taizhang.demo.county.places import TOWNSHIPS
from taizhang.demo.story import Chapter, Stage, chapter

YEAR, YUAN = 2011, ("4302.5", "4188")
_INVENTED = "示例数据（虚构），非统计部门公布"


def _opened(slug: str, name: str, yuan: str) -> Chapter:
    @chapter(slug, f"{name}（虚构）：启动考核，公布上年度农民人均纯收入")
    async def opened(stage: Stage) -> None:
        """What is published is seen by others; that the villages are being assessed is not yet."""
        title = "2012年度述职评议考核（虚构）"
        about = {"cycle": "2012", "year": 2012, "title": title, "subjects": stage.organisations}
        await stage.ask("clerk", "cycles.open", **about)
        about = {"year": YEAR, "kind": "net", "yuan": yuan, "source": _INVENTED}
        await stage.ask("finance", "pay.publish_income", **about)

    return opened


CHAPTERS = tuple(
    _opened(slug, name, yuan) for (slug, name), yuan in zip(TOWNSHIPS.items(), YUAN, strict=True)
)
