"""From what is asked to the answer: the rows it is about, and the kind of answer it gets."""
