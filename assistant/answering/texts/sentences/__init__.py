"""Sentences of running text as answers: found, judged, with what completes and explains them."""
