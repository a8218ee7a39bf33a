"""What holds for every request: its language, limits, headers, errors, caching and the log."""
