"""Files that were stored for a unit, as a decision knows them: by hash, from the log."""

from collections.abc import Iterable, Sequence

from taizhang.commands.slice import Selector
from taizhang.domain.names import ATTACHMENT, ORGANISATION
from taizhang.domain.reports.contents import Attachment
from taizhang.domain.reports.events import AttachmentStored
from taizhang.errors import Refusal, Refused

NOT_STORED = Refusal(
    "reports.attachment_unknown",
    zh="没有为“{name}”上传过附件 {sha256}；请先上传",
    en="no file {sha256} was uploaded for {name}; upload it first",
    status=404,
)


def selectors(unit: str, hashes: Iterable[str]) -> list[Selector]:
    """What tells of these files, stored for this unit."""
    tags = ([ATTACHMENT(sha256), ORGANISATION(unit)] for sha256 in dict.fromkeys(hashes))
    return [Selector([AttachmentStored], each) for each in tags]


def resolved(
    unit: str, name: str, hashes: Iterable[str], known: dict[str, Attachment]
) -> Sequence[Attachment]:
    """The files, each once. Raises Refused naming those that were never stored for the unit."""
    wanted = list(dict.fromkeys(hashes))
    if missing := [sha256 for sha256 in wanted if sha256 not in known]:
        raise Refused(*(NOT_STORED(unit=unit, name=name, sha256=sha256) for sha256 in missing))
    return [known[sha256] for sha256 in wanted]
