"""Columns that a question names, and what it says of their entries."""
