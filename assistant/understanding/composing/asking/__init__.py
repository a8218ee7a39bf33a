"""What a sentence asks of the rows that pass: one rule a kind of ask."""
