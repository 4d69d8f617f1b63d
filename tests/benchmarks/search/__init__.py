"""How fast the search answers."""
