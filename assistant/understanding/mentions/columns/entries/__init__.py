"""What a question says of the entries of columns."""
