"""Japanese as a machine compares it: words, sentences, readings and names in Latin letters."""
