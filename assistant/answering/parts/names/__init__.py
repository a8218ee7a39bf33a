"""What things are called in a question and in print."""
