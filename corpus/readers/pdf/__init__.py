"""PDFs: the lines of a page, its ruled tables, and both joined over pages."""
