"""PDFs: the lines of a page, its paragraphs, headings and ruled tables, joined over pages."""
