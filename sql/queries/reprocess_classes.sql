-- In which ways pages of a site would change: how many, how many of these were read by the very same
-- version, and some of them, the newest captures.
SELECT
    ranked.class,
    count(*) AS pages,
    count(*) FILTER (WHERE ranked.version_before = %(version)s) AS unversioned,
    array_agg(ranked.capture_id ORDER BY ranked.place)
        FILTER (WHERE ranked.place <= %(samples)s) AS samples
FROM (
    SELECT
        shadow.capture_id,
        shadow.version_before,
        shown.class,
        row_number() OVER (
            PARTITION BY shown.class ORDER BY capture.captured_at DESC, capture.id ASC
        ) AS place
    FROM ingest.shadow
    INNER JOIN ingest.capture ON capture.id = shadow.capture_id
    CROSS JOIN LATERAL unnest(shadow.classes) AS shown (class)
    WHERE
        shadow.site = %(site)s
        AND shadow.reader = %(reader)s
        AND shadow.promoted_at IS NULL
        AND shadow.classes <> '{}'
) AS ranked
GROUP BY ranked.class
ORDER BY ranked.class
