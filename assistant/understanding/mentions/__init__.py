"""What a question names: rows, columns, departments, years, conditions and comparisons."""
