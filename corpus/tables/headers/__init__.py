"""Where headers stand, and what they say of their columns."""
