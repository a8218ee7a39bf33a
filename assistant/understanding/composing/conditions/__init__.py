"""The conditions of a sentence, denied, joined and kept to their dimension."""
