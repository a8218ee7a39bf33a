"""Days, years and hours as conditions on columns."""
