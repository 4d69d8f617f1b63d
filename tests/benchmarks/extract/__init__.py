"""Extraction beside others, on the golden pages: ``make bench-extract``."""
