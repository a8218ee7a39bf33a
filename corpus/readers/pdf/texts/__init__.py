"""Lines, paragraphs and headings of a page."""
