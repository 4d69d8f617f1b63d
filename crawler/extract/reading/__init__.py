"""The container as BeautifulSoup's tree, and that tree as lines and blocks."""
