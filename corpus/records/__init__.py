"""From the tables of a file to the rows of a document: repaired, with their indicators, and checked."""
