"""Standing: what an answer's statement says of itself: of which tenants, and at which positions."""
# ruff: noqa: S608 - names are quoted, values are parameters

from typing import Any

from msgspec import Struct

from taizhang_graphql.compiler.work import Call, Given, Select, Source, Work

SETTING = "taizhang.tenants"
"""What row-level security reads."""


class Statement(Struct, frozen=True):
    """SQL, and where its parameters come from."""

    sql: str
    sources: tuple[Source, ...]

    def bind(self, call: Call) -> list[Any]:
        """The parameters. Raises Mistake where a value is refused."""
        return [source(call) for source in self.sources]


def standing(given: Given, select: Select, *, present: bool, confidential: bool) -> Statement:
    """What the statement of a plan would say of itself, without any row."""
    work = Work(given, select)
    work.present, work.confidential = present, confidential
    sql = "select " + ", ".join([*heading(work), tag(work)])
    return Statement(sql, tuple(work.sources))


def heading(work: Work) -> list[str]:
    """Whether the connection is set to the right tenants, and where their rows stand."""
    wanted = work.shared(lambda call: call.scope.setting, "text")
    return [f"{set_to(wanted)} as ready", f"{_stand(work)} as stand"]


def set_to(tenants: str) -> str:
    """That the connection is set to these, and prints dates as ISO 8601 has them. Were it not,
    row-level security would hide rows in silence, and dates would be anything.
    """
    return (
        f"(current_setting('{SETTING}', true) is not distinct from {tenants}"
        f" and current_setting('DateStyle') like 'ISO%')"
    )


def _stand(work: Work) -> str:
    """The position that the rows of this very answer stand at; of several tenants, by slug."""
    of = f"c.generation = {work.shared(_generation, 'text')}"
    if not work.given.several:
        return (
            f"(select c.position from projections.cursor c"
            f" where c.tenant_id = {work.tenants} and {of})"
        )
    return (
        f"(select json_object_agg(s.slug, coalesce(c.position, 0))::text"
        f" from unnest({work.tenants}, {work.slugs}) s (id, slug)"
        f" left join projections.cursor c on c.tenant_id = s.id and {of})"
    )


def tag(work: Work) -> str:
    """All that the answer depends on beside the request: which history, how often it was mended,
    how far it was folded (unless everything is asked as of a moment), and how often personal
    values changed.
    """
    parts = ["s.id", "c.incarnation", "c.mended"]
    parts += ["c.position"] if work.present else []
    parts += ["p.changes"] if work.confidential else []
    tenants = work.tenants if work.given.several else f"array[{work.tenants}]"
    personal = "left join projections.personal_state p on p.tenant_id = s.id"
    return (
        f"(select string_agg(concat_ws(' ', {', '.join(parts)}), ',' order by s.id)"
        f" from unnest({tenants}) s (id) left join projections.cursor c"
        f" on c.tenant_id = s.id and c.generation = {work.shared(_generation, 'text')}"
        f" {personal if work.confidential else ''}) as tag"
    )


def _generation(call: Call) -> str:
    return call.scope.generation.name
