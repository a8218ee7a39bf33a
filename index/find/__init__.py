"""From words to rows: full-text search, corrections, other words for the same, and likeness of meaning."""
