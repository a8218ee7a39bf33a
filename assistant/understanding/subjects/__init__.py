"""The content words of a question: found, respelt, widened, trimmed."""
