"""Where a matter stands, and what holds its next step back."""

from taizhang import Refused, Role
from taizhang.core import unknown
from taizhang_plugins.deliberation import events as e
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation.history import Ask, History, MatterCommand
from taizhang_plugins.deliberation.law import Texts
from taizhang_plugins.deliberation.rules import DeliberationRules
from taizhang_plugins.deliberation.ways import Step, Way

__all__ = ["ACTORS", "STATES", "MatterCommand", "OfMatter"]

STATES = {
    "none": "未登记",
    "open": "议事中",
    "lost": "未通过",
    "resolved": "已决议",
    "disclosed": "已公开决议",
    "finished": "已公开结果",
    "withdrawn": "已撤回",
}
ACTORS = (Role.CLERK, Role.UNIT_SECRETARY)


class OfMatter(History[Ask]):
    """One matter, its village, and the rules of the day."""

    @property
    def rules(self) -> DeliberationRules:
        """The tenant's rules of the day. Raises Refused where it has none."""
        return self.context.rules.of(DeliberationRules)

    @property
    def expected(self) -> e.PlannedStep | None:
        """The step that comes next; None after the last."""
        return next((each for each in self.plan if each.name not in self.done), None)

    def require_unit(self) -> str:
        """The unit is registered, and the actor may act for it. Its name. Raises Refused."""
        unit = self.ask.organisation
        self.refuse_unless(self.knows(unit), unknown("单位", unit))
        name = self.name_of(unit)
        self.context.require_unit(unit, Role.UNIT_SECRETARY, Role.CLERK, name=name)
        return name

    def require_matter(self) -> None:
        """The matter is there. Raises Refused."""
        name = self.name_of(self.ask.organisation)
        missing = unknown(f"“{name}”的议事事项", self.ask.matter)
        self.refuse_unless(self.state != "none", missing)

    def require_evidence(self, sha256: str | None) -> None:
        """A file that is named was stored for the unit. Raises Refused."""
        name = self.name_of(self.ask.organisation)
        known = sha256 is None or sha256 in self.files
        self.refuse_unless(known, r.NOT_STORED(name=name, sha256=sha256))

    def step_of_the_day(self, name: str) -> tuple[Way, Step]:
        """A step as the rules in force have it. Raises Refused where the plan or they have none."""
        way = self.rules.way(self.way_name)
        clause = way.basis("steps") if way else None
        if name not in [each.name for each in self.plan]:
            steps = "、".join(each.name for each in self.plan)
            raise Refused(r.UNKNOWN_STEP(clause=clause, way=self.way_name, step=name, steps=steps))
        step = way.step(name) if way else None
        if way is None or step is None:
            raise Refused(r.CHANGED(clause=clause, way=self.way_name, step=name, title=self.title))
        return way, step

    def require_next(self, name: str) -> tuple[Way, Step]:
        """The step is the next one, and nothing holds it back. Raises Refused."""
        self.require_matter()
        way, step = self.step_of_the_day(name)
        clause, known = way.basis_of(step), {"title": self.title, "step": name}
        over = r.OVER(clause=clause, state=STATES[self.state], **known)
        self.refuse_unless(self.state != "withdrawn", over)
        if self.resolved_on is not None and step.act in ("discuss", "resolve"):
            on = self.resolved_on.isoformat()
            raise Refused(r.ALREADY_RESOLVED(clause=clause, on=on, **known))
        self.refuse_unless(name not in self.done, r.ALREADY_DONE(clause=clause, **known))
        expected = self.expected.name if self.expected else name
        late = r.OUT_OF_ORDER(clause=way.basis("steps"), expected=expected, **known)
        self.refuse_unless(name == expected, late)
        self._require_time(name, clause)
        self._require_free(name, clause)
        return way, step

    def tell_provisional(self, step: str, texts: Texts) -> None:
        """Warn where something rests on a text that is not verified."""
        if texts.provisional:
            unsure = "、".join(texts.unverified)
            self.warn(r.PROVISIONAL(title=self.title, step=step, texts=unsure))

    def _require_time(self, step: str, clause: str | None) -> None:
        on, last = self.context.on, self.last_on
        words = {"on": on.isoformat(), "last": last.isoformat()}
        self.refuse_unless(on >= last, r.EARLIER(clause=clause, step=step, **words))

    def _require_free(self, step: str, clause: str | None) -> None:
        """No disclosure still runs, and no objection stops it."""
        known, until = {"title": self.title, "step": step}, self.until
        if self.running is not None and until is not None:
            words = {"until": until.isoformat(), "on": self.context.on.isoformat()}
            if self.context.on <= until:
                raise Refused(
                    r.RUNNING(clause=clause, **words, title=self.title, step=self.running)
                )
            ended = r.NOT_ENDED(clause=clause, disclosed=self.running, **words, **known)
            raise Refused(ended)
        objections = self.rules.objections
        if objections.stops and self.objections:
            clause = objections.clause
            raise Refused(
                *(
                    r.OBJECTION_OPEN(clause=clause, objection=each, **known)
                    for each in self.objections
                )
            )
