"""Figures as a document prints them."""
