"""Items as answers: whole lists, what stands below a sentence, and lines alike."""
