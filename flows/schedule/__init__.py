"""Prefect: the flows as it sees them, when they run, and the server that shows them."""
