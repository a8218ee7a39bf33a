"""Tables of a page, ruled or not, joined over pages."""
