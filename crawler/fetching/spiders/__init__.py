"""One spider: follow the plan."""
