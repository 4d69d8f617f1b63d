"""Fetch and understand one page. Knows Scrapy, BeautifulSoup and WARC; no database, no Prefect."""
