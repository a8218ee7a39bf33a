"""What the texts of a row say: why, when, whether, what it means."""
