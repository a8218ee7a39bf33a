"""What several kinds of answer share: conditions and values in words, notes, tables."""
