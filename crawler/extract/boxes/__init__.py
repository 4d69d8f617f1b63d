"""Rules on elements: what BeautifulSoup strips before the text is read."""
