"""Personal: marks a field that is encrypted in the log under the key of the person it is about."""

from msgspec import Struct


class Personal(Struct, frozen=True):
    """`Annotated[str, Personal("person")]`: `subject` names the field that holds the person."""

    subject: str
