"""The text of a question made ready to be read: talk told from questions, what leads up to them left out."""
