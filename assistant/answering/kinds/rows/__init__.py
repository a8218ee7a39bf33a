"""Rows: listed, counted, whole, and what changed in them."""
