"""Columns that a question calls by their header or by what they measure."""
