"""Rules on lines: what themes and plugins write around an article, known by its wording."""
