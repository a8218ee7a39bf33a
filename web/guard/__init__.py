"""What keeps one client from the others' time, and other sites from the documents."""
