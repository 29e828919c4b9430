"""What can happen: event types, the tags and personal fields that they declare, and their names."""
