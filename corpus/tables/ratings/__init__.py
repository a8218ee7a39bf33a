"""Scales of ratings, and the key that a document prints."""
