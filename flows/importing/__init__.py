"""What others captured, brought into the archive."""
