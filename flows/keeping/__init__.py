"""Captures as files: where they are kept, and how what must go is cut out of them."""
