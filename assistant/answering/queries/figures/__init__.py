"""Sums, orders and what a table prints of them."""
