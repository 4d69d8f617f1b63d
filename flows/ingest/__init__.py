"""How a site is followed: what is asked of it, what it told, and what is due beside that."""
