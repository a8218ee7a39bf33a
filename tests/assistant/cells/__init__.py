"""Answers from cells that hold more than one thing."""
