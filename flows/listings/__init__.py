"""How a site's listings are read, and in which order. Pure."""
