"""Answers in the languages of wikis and pages."""
