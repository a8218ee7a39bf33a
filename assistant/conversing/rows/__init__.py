"""Follow-ups on a row that was spoken of."""
