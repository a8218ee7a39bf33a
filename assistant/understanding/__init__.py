"""From the text of a question to a query: mentions, their settling, composing, and follow-ups."""
