"""Documents: any that are valid against a schema, with variables and real cursors."""

from dataclasses import dataclass
from typing import Any

from differential.arguments import Arguments, Cursors
from differential.selections import Selections, Spot
from differential.values import Values
from differential.variables import Variables
from hypothesis import strategies as st


@dataclass
class Asked:
    """A document and what is sent with it.

    `cursors`: for a variable, the number of a row on the page of a root field in an order; its
    cursor is the variable's value.
    """

    text: str
    variables: dict[str, Any]
    operation: str | None
    cursors: Cursors


@st.composite
def documents(draw: Any, values: Values, tenants: tuple[str, ...]) -> Asked:
    """Documents for a viewer of these tenants.

    They are too large to be told apart choice by choice: hypothesis only draws what each is made
    from. Without `use_true_random` it draws every choice, and reduces a document that fails.
    """
    dice = draw(st.randoms(use_true_random=True))
    variables = Variables(dice, values)
    arguments = Arguments(dice, values, variables, tenants)
    selections = Selections(dice, values, variables, arguments, many=len(tenants) > 1)
    selected = selections.of(Spot("Query"))
    declared = ", ".join(f"${name}: {type_}" for name, type_ in variables.declared.items())
    head = f"query Asked({declared})" if declared else "query Asked"
    others = dice.choice(["", "query Other { __typename }"])
    text = "\n".join([f"{head} {selected}", *selections.fragments.values(), others])
    operation = "Asked" if others or dice.random() < 0.5 else None
    return Asked(text, variables.sent, operation, arguments.cursors)
