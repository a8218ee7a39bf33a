"""The names of the index in a question: of rows, departments, documents, headings, by name or number."""
