"""Follow-ups: how a question hangs on those before it, and the query that it makes of theirs."""
