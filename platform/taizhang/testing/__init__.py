"""Testing: given events, when a command, then events or a refusal, without a database.

Public for authors of plugins. Decisions, checks, policies and folds run as they do in the service.
"""

from taizhang.testing.happened import Happened, selected
from taizhang.testing.opening import opened
from taizhang.testing.town import NOW, Town, boundary
from taizhang.testing.trial import trial

__all__ = ["NOW", "Happened", "Town", "boundary", "opened", "selected", "trial"]
