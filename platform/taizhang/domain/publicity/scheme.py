"""The area of publicity."""

from taizhang.domain.publicity import (
    answering,
    bulletin_rows,
    bulletins,
    ending,
    grades,
    objecting,
    objection_rows,
    reports,
    rows,
    rules,
    series,
    watching,
)
from taizhang.domain.publicity import bulletin_events as b
from taizhang.domain.publicity import events as e
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="publicity",
    title="公开、公示和通报",
    core=True,
    events=(
        e.PublicityStarted,
        e.PublicityEnded,
        e.PublicityWithdrawn,
        e.NoticeObjected,
        e.NoticeObjectionAnswered,
        b.BulletinSeriesBegun,
        b.BulletinIssued,
        b.BulletinFallsDue,
        b.BulletinOverdue,
        b.BulletinSeriesEnded,
    ),
    commands=(
        reports.PublishReport,
        grades.PublishGrades,
        ending.EndPublicity,
        ending.WithdrawPublicity,
        objecting.ObjectToNotice,
        answering.AnswerNoticeObjection,
        series.BeginBulletins,
        series.EndBulletins,
        bulletins.IssueBulletin,
        watching.WatchBulletins,
    ),
    rows=(rows.Publication, objection_rows.NoticeObjection, bulletin_rows.BulletinSeries),
    rules=(rules.PublicityRules,),
    policies=(
        ending.watch_started,
        ending.at_deadline,
        watching.watch_begun,
        watching.watch_issued,
        watching.at_bulletin_deadline,
    ),
)
