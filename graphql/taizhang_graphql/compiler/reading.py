"""Reading: the rows of a shape that a viewer may see, as they were at a moment."""

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.compiler.phrases import every
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.relations import Relation


def reading(work: Work, spot: Spot, *conditions: str) -> str:
    """`from … where …`. Raises Mistake where the past is asked for and none is kept."""
    table = work.table(spot.moment.table(spot.shape, spot.path))
    current = spot.moment.current(spot.alias)
    return (
        f"from {table} {spot.alias}"
        f" where {every(*seen(work, spot.shape, spot.alias), *conditions, current)}"
    )


def seen(work: Work, shape: Shape, alias: str) -> tuple[str, ...]:
    """That a row, or a version of one, is of the viewer's tenants, and of a stage that it sees."""
    if shape.published is None:
        return (work.allowed(alias),)
    return work.allowed(alias), f"{alias}.{quoted(shape.published)} is not null"


def linked(work: Work, there: Spot, here: Spot, relation: Relation) -> str:
    """That a row there belongs to the row here. Relations never leave a tenant."""
    own = f"{there.alias}.{quoted(relation.column)} = {here.alias}.{quoted(relation.own)}"
    if not work.given.several:  # both rows are of the one tenant: it need not be asked again
        return own
    return f"{there.alias}.tenant_id = {here.alias}.tenant_id and {own}"


def across(work: Work, here: Spot, relation: Relation, key: str) -> Spot:
    """The spot at the other end of a relation, under a response key."""
    shape = work.given.served.catalogue.shapes[relation.target.__name__]
    return Spot(shape, work.alias(), here.moment, (*here.path, key), here.sizes)
