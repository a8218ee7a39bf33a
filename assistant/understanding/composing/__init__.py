"""From mentions to a query: conditions joined and denied, what is asked of them, and follow-ups as rewrites."""
