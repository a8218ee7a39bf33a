"""The figures of a sentence or an indicator, and what each is of."""
