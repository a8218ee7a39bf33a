"""Which rows match: the Sudachi tokenizer, the SQLite index, its search and its typed reads."""
