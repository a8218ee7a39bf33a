"""One module a file format: each turns a file into tables of placed cells and knows nothing of plans."""
