"""One plan in two years: which rows belong together, what changed, and how it is said."""
