-- Whether listings told of posts in several pages.
SELECT
    exists(
        SELECT FROM ingest.found
        WHERE found.site = %(site)s AND found.pages IS NOT NULL
    ) AS has_any
