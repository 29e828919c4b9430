"""Who may do what, and which plugins are on: changed by commands, kept as events (授权)."""
