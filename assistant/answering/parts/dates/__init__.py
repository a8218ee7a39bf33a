"""Dates, years and stretches of time in texts."""
