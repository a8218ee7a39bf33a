"""What a question costs as the rows grow: corpora of many sizes, and the kinds of question asked of them."""
