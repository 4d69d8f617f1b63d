-- What to fetch next: what was listed and not fetched since, the newest first. No page waits for
-- longer than a day (load_failed_fetches); a time beyond that was set by a clock that was wrong.
SELECT
    key,
    url,
    post_id,
    modified_at
FROM ingest.found
WHERE
    site = %(site)s
    AND is_wanted
    AND (fetched_at IS NULL OR fetched_at < listed_at)
    AND (
        next_attempt_at IS NULL
        OR next_attempt_at <= %(now)s
        OR next_attempt_at > %(now)s::timestamptz + interval '2 days'
    )
ORDER BY published_at DESC NULLS LAST, key DESC
LIMIT %(max_rows)s
