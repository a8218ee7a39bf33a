"""Which rows pass, how many have what, and their figures: told as sets of bits and columns of numbers."""
