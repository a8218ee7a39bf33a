"""Answers and documents on a terminal."""
