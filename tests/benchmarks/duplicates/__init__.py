"""Labelled pairs of articles, and what finds the duplicates among them."""
