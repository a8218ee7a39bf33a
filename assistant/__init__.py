"""What is being asked, and what the documents answer to it."""
