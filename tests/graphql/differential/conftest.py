"""The modules of the differential test can be imported, as `differential.…`."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
