"""One module a kind of answer: each reads rows and composes text, citations, and where it helps a table."""
