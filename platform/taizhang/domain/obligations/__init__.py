"""What is due when, and whether it was done (应办事项): of all schemes, by one clock."""
