"""The area of obligations: it keeps what all schemes declare to be due."""

from taizhang.domain.obligations import (
    events,
    meeting,
    missing,
    opening,
    owing,
    page_events,
    rows,
    succeeding,
    succession_events,
    taking_back,
    waiving,
)
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="obligations",
    title="应办事项",
    core=True,
    events=(
        events.ObligationOwed,
        events.ObligationMet,
        events.ObligationMetAhead,
        events.ObligationMissed,
        events.ObligationWaived,
        events.ObligationTakenBack,
        succession_events.ObligationHandedOver,
        succession_events.ObligationLapsed,
        page_events.PeriodOpened,
        page_events.DuePassed,
    ),
    commands=(
        owing.OweDuty,
        meeting.MeetDuty,
        missing.MissDuties,
        opening.OpenPeriod,
        succeeding.HandOverDuties,
        taking_back.TakeBackDuties,
        waiving.WaiveDuty,
    ),
    rows=(rows.Obligation,),
)
