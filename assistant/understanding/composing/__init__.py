"""From mentions to a query: conditions joined and denied, what is asked, and follow-ups as rewrites."""
