"""The vocabulary of decisions: command, slice, context, policy."""
