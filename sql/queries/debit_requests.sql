-- Take requests out of a site's hour: as many as were asked for, or as are left. The site's row is
-- held, so that nobody takes the same ones.
WITH left_over AS (
    SELECT
        greatest(
            0, least(%(wanted)s::bigint, %(per_hour)s::bigint - coalesce(max(spent.requests), 0))
        ) AS requests
    FROM ingest.request_hour AS spent
    WHERE spent.site = %(site)s AND spent.hour_at = %(hour_at)s
)

INSERT INTO ingest.request_hour (site, hour_at, requests)
SELECT
    %(site)s,
    %(hour_at)s,
    left_over.requests
FROM left_over
ON CONFLICT (site, hour_at) DO UPDATE
    SET requests = request_hour.requests + excluded.requests
RETURNING (SELECT left_over.requests FROM left_over) AS granted
