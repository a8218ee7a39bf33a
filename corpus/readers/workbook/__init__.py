"""Excel workbooks, old and new: their cells as a person sees them."""
