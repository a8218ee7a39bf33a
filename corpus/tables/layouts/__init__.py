"""How the records of a table are laid out."""
