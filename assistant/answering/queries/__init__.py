"""Answers to queries over rows: running them on the index, and telling what came of them."""
