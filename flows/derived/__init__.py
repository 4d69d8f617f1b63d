"""What is made of stored articles once they are loaded: search documents, and who says the same."""
