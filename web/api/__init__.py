"""What programs ask, in JSON, and the description of it."""
