"""What can be asked of these documents: the names that they bring with them."""
