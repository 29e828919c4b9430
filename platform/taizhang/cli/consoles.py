"""Where the commands print: answers to standard output, refusals and remarks beside them."""

from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
