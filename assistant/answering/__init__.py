"""From a query to an answer: running it on the index, and telling what came of it."""
