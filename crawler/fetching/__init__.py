"""The crawl of a plan: asks with good manners, keeps what comes as WARC. Knows Scrapy."""
