"""The pages for people: the conversation, the documents, and two of them side by side."""
