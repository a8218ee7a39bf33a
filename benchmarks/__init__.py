"""Measurements of speed and memory: printed for people to read, never asserted in tests."""
