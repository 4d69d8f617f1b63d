"""Where on a page the article's body is, and what stands around it."""
