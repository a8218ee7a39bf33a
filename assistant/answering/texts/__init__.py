"""Answers out of running text: paragraphs, items and headings, quoted and cited with their place."""
