"""How figures, dates and words are written in Japanese: each read as a value with its place in the text."""
