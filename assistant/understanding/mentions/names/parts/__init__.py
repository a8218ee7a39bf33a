"""Names by a part of them."""
