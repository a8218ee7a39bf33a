"""Bar charts of a page: their figures under the labels that the drawing gives them."""
