-- What is known of the channels of a site.
SELECT
    channel,
    is_open,
    reason,
    url,
    asked_at
FROM ingest.channel
WHERE site = %(site)s
