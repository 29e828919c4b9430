"""Disclosing what was resolved and what came of it, for as long as the rules and the law ask."""

from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang import Refused, decides
from taizhang.core import AttachmentHash
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation.events import Disclosed, DisclosureEnded
from taizhang_plugins.deliberation.law import Texts
from taizhang_plugins.deliberation.names import Name
from taizhang_plugins.deliberation.standing import ACTORS, MatterCommand, OfMatter
from taizhang_plugins.deliberation.ways import Step


class Disclose(MatterCommand, name="deliberation.disclose", title="公开决议或者实施结果"):
    """Say that the resolution, or its outcome, is shown from the business day on, and where."""

    step: Annotated[Name, Meta(title="步骤")]
    places: Annotated[list[Name], Meta(min_length=1, max_length=20, title="公开地点")]
    evidence: AttachmentHash | None = None


class EndDisclosure(MatterCommand, name="deliberation.end_disclosure", title="公开期满"):
    """Say that what was disclosed was shown until its days ran out."""

    step: Annotated[Name, Meta(title="步骤")]


@decides(Disclose, by=ACTORS)
class Disclosing(OfMatter[Disclose]):
    """In its order; for the longer of the tenant's days and the law's."""

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        self.require_unit()
        way, step = self.require_next(ask.step)
        wrong = r.NOT_A_DISCLOSURE(clause=way.basis_of(step), step=ask.step)
        self.refuse_unless(step.act.startswith("disclose"), wrong)
        self.require_evidence(ask.evidence)
        self._remind(step)
        texts = Texts(on)
        until = self._until(step, texts)
        self.tell_provisional(step.name, texts)
        self.record(
            Disclosed(
                matter=ask.matter,
                organisation=ask.organisation,
                attempt=self.attempt,
                step=step.name,
                act=step.act,
                held_on=on,
                until=until,
                places=ask.places,
                evidence=ask.evidence,
                texts=texts.versions,
                provisional=texts.provisional,
            )
        )

    def _until(self, step: Step, texts: Texts) -> date | None:
        """The last day on which it must be shown; None: no days are set."""
        days = [step.disclosure_days or 0, *(bound.days or 0 for bound, _ in texts.disclosure())]
        if not max(days):
            return None
        counts = self.rules.disclosure.counts_start
        return self.context.on + timedelta(days=max(days) - counts)

    def _remind(self, step: Step) -> None:
        rule, resolved, on = self.rules.disclosure, self.resolved_on, self.context.on
        if step.act != "disclose_resolution" or rule.within_days is None or resolved is None:
            return
        if on > resolved + timedelta(days=rule.within_days):
            self.warn(
                r.LATE(
                    clause=rule.basis("within_days"),
                    title=self.title,
                    resolved=resolved.isoformat(),
                    within=rule.within_days,
                    on=on.isoformat(),
                )
            )


@decides(EndDisclosure, by=ACTORS)
class EndingDisclosure(OfMatter[EndDisclosure]):
    """Its last day has passed."""

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        self.require_unit()
        self.require_matter()
        known = {"title": self.title, "step": ask.step}
        until = self.until
        if self.running != ask.step or until is None:
            raise Refused(r.NOT_RUNNING(**known))
        way, step = self.step_of_the_day(ask.step)
        words = {"until": until.isoformat(), "on": on.isoformat()}
        short = r.RUNNING(clause=self._longest(way.basis_of(step), step), **words, **known)
        self.refuse_unless(on > until, short)
        self.record(
            DisclosureEnded(
                matter=ask.matter,
                organisation=ask.organisation,
                attempt=self.attempt,
                step=ask.step,
                act=step.act,
                ended_on=on,
            )
        )

    def _longest(self, own: str | None, step: Step) -> str | None:
        """What asked for the most days when it was disclosed: the tenant's clause, or the law."""
        for bound, article in Texts(self.last_on).disclosure():
            if (bound.days or 0) > (step.disclosure_days or 0):
                return article
        return own
