"""Figures, units, years and places in an order."""
