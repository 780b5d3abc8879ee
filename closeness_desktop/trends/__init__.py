"""What can be seen: statistics over records. Pure."""
