"""Rows by a number that calls them."""
