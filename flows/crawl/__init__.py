"""One crawl of a site: the crawler's process, what it is asked, and how a run is judged."""
