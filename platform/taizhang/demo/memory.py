"""What the demo must not forget between runs: tokens, slips, keys and sealed ballots (mode 600)."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Memory:
    """A small JSON file. What is made once is kept before it is used, so a retry is the same."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """The value of this name, made and kept the first time."""
        if name not in self.data:
            self.keep(**{name: make()})
        return self.data[name]

    def keep(self, **values: Any) -> None:
        """Keep values: written aside, then put in place, so that no half file is ever read."""
        self.data |= values
        aside = self.path.with_suffix(".new")
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(self.data, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.path)
