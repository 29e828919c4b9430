"""How a decision is taken: command, slice, dispatcher, receipt."""
