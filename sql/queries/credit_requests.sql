-- Put back what a crawl did not use of the requests that it took out of this hour.
UPDATE ingest.request_hour
SET requests = requests - %(unused)s
WHERE site = %(site)s AND hour_at = %(hour_at)s
