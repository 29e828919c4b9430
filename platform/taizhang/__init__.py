"""Taizhang 台账: event-sourced review-and-assessment work for counties and townships.

The names in `__all__` are what a plugin is written with; they change only with an entry in
CHANGELOG.md. Beside them are public: `taizhang.core` (the core's facts, commands and identifiers),
`taizhang.measures` (the toolkit that schemes share) and `taizhang.testing`.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taizhang.commands.check import Check as Check
    from taizhang.commands.check import checks as checks
    from taizhang.commands.command import Command as Command
    from taizhang.commands.context import Context as Context
    from taizhang.commands.obligation import Every as Every
    from taizhang.commands.obligation import Met as Met
    from taizhang.commands.obligation import Obligation as Obligation
    from taizhang.commands.obligation import Owed as Owed
    from taizhang.commands.obligation import Waived as Waived
    from taizhang.commands.policy import Occasion as Occasion
    from taizhang.commands.policy import Policy as Policy
    from taizhang.commands.policy import policy as policy
    from taizhang.commands.slice import Selector as Selector
    from taizhang.commands.slice import Slice as Slice
    from taizhang.commands.slice import decides as decides
    from taizhang.commands.slice import event as event
    from taizhang.errors import Reason as Reason
    from taizhang.errors import Refusal as Refusal
    from taizhang.errors import Refused as Refused
    from taizhang.events.event import Event as Event
    from taizhang.events.foreign import ForeignEvent as ForeignEvent
    from taizhang.events.personal import Personal as Personal
    from taizhang.events.tags import Tag as Tag
    from taizhang.hookspecs import hookimpl as hookimpl
    from taizhang.papers.document import Document as Document
    from taizhang.papers.paper import Heading as Heading
    from taizhang.papers.paper import Paper as Paper
    from taizhang.papers.paper import Paragraph as Paragraph
    from taizhang.papers.paper import Signatures as Signatures
    from taizhang.papers.paper import Table as Table
    from taizhang.projections.deprecated import Deprecated as Deprecated
    from taizhang.projections.row import At as At
    from taizhang.projections.row import Row as Row
    from taizhang.projections.row import Working as Working
    from taizhang.projections.row import folds as folds
    from taizhang.rules.bands import BandSpec as BandSpec
    from taizhang.rules.bands import band_faults as band_faults
    from taizhang.rules.bands import bands_of as bands_of
    from taizhang.rules.expecting import a_share as a_share
    from taizhang.rules.expecting import each_once as each_once
    from taizhang.rules.expecting import known_only as known_only
    from taizhang.rules.fault import Fault as Fault
    from taizhang.rules.fault import Words as Words
    from taizhang.rules.in_force import RulesInForce as RulesInForce
    from taizhang.rules.profiles import Bound as Bound
    from taizhang.rules.profiles import NationalText as NationalText
    from taizhang.rules.profiles import Profile as Profile
    from taizhang.rules.profiles import Share as Share
    from taizhang.rules.profiles import loosened as loosened
    from taizhang.rules.provision import Provision as Provision
    from taizhang.rules.provision import Rules as Rules
    from taizhang.rules.texts import BRANCH_REGULATIONS as BRANCH_REGULATIONS
    from taizhang.rules.texts import VILLAGERS_LAW as VILLAGERS_LAW
    from taizhang.rules.unread import as_far_as_read as as_far_as_read
    from taizhang.scheme import Scheme as Scheme
    from taizhang.tenancy.roles import ANYONE as ANYONE
    from taizhang.tenancy.roles import Role as Role

__version__ = version("taizhang")
__all__ = [
    "ANYONE",
    "BRANCH_REGULATIONS",
    "VILLAGERS_LAW",
    "At",
    "BandSpec",
    "Bound",
    "Check",
    "Command",
    "Context",
    "Deprecated",
    "Document",
    "Event",
    "Every",
    "Fault",
    "ForeignEvent",
    "Heading",
    "Met",
    "NationalText",
    "Obligation",
    "Occasion",
    "Owed",
    "Paper",
    "Paragraph",
    "Personal",
    "Policy",
    "Profile",
    "Provision",
    "Reason",
    "Refusal",
    "Refused",
    "Role",
    "Row",
    "Rules",
    "RulesInForce",
    "Scheme",
    "Selector",
    "Share",
    "Signatures",
    "Slice",
    "Table",
    "Tag",
    "Waived",
    "Words",
    "Working",
    "a_share",
    "as_far_as_read",
    "band_faults",
    "bands_of",
    "checks",
    "decides",
    "each_once",
    "event",
    "folds",
    "hookimpl",
    "known_only",
    "loosened",
    "policy",
]

#: Loaded when first asked for, so that a part of the platform does not load all of it.
_HOME = {
    "taizhang.commands.check": (
        "Check",
        "checks",
    ),
    "taizhang.commands.command": ("Command",),
    "taizhang.commands.context": ("Context",),
    "taizhang.commands.obligation": (
        "Every",
        "Met",
        "Obligation",
        "Owed",
        "Waived",
    ),
    "taizhang.commands.policy": (
        "Occasion",
        "Policy",
        "policy",
    ),
    "taizhang.commands.slice": (
        "Selector",
        "Slice",
        "decides",
        "event",
    ),
    "taizhang.errors": (
        "Reason",
        "Refusal",
        "Refused",
    ),
    "taizhang.events.event": ("Event",),
    "taizhang.events.foreign": ("ForeignEvent",),
    "taizhang.events.personal": ("Personal",),
    "taizhang.events.tags": ("Tag",),
    "taizhang.hookspecs": ("hookimpl",),
    "taizhang.papers.document": ("Document",),
    "taizhang.papers.paper": (
        "Heading",
        "Paper",
        "Paragraph",
        "Signatures",
        "Table",
    ),
    "taizhang.projections.deprecated": ("Deprecated",),
    "taizhang.projections.row": (
        "At",
        "Row",
        "Working",
        "folds",
    ),
    "taizhang.rules.bands": (
        "BandSpec",
        "band_faults",
        "bands_of",
    ),
    "taizhang.rules.expecting": (
        "a_share",
        "each_once",
        "known_only",
    ),
    "taizhang.rules.fault": (
        "Fault",
        "Words",
    ),
    "taizhang.rules.in_force": ("RulesInForce",),
    "taizhang.rules.profiles": (
        "Bound",
        "NationalText",
        "Profile",
        "Share",
        "loosened",
    ),
    "taizhang.rules.provision": (
        "Provision",
        "Rules",
    ),
    "taizhang.rules.texts": (
        "BRANCH_REGULATIONS",
        "VILLAGERS_LAW",
    ),
    "taizhang.rules.unread": ("as_far_as_read",),
    "taizhang.scheme": ("Scheme",),
    "taizhang.tenancy.roles": (
        "ANYONE",
        "Role",
    ),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
