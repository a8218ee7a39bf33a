"""What can be asked of the documents that are loaded: names and dimensions."""
