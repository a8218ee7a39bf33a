"""Cells, sums, ticks and charts of the tables among the texts as answers."""
