"""Where the tables of a file are, and what their headers, columns and cells stand for."""
