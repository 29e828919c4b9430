"""How a command becomes history: decide, append, answer with a receipt. The only write path."""
