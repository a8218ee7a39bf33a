"""Cells, values and rows in words and as tables."""
