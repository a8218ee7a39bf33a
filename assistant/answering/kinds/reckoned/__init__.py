"""Figures that are made of others."""
