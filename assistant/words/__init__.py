"""The words of a language as values: cue words, translations, and how much a word weighs."""
