"""Follow-ups on groups that were told."""
