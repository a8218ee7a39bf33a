"""Follow-ups on figures that were told."""
