"""Files on disk: read into documents, kept in the folder of added ones, and told apart by their stamps."""
