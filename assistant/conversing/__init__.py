"""Follow-ups: what a conversation is about, and questions that hang on its earlier turns."""
