-- Forget what other extractors on trial made of a site's captures, and what this one was compared
-- with that the archive has read otherwise since.
DELETE FROM ingest.shadow
WHERE
    site = %(site)s
    AND (
        reader <> %(reader)s
        OR (
            promoted_at IS NULL
            AND sha256_before IS DISTINCT FROM (
                SELECT item.content_sha256
                FROM ingest.item
                INNER JOIN ingest.run ON run.id = item.run_id
                WHERE
                    item.capture_id = shadow.capture_id
                    AND item.position = 1
                    AND item.outcome <> 'duplicate_capture'
                    AND item.replaced_at IS NULL
                ORDER BY item.content_sha256 IS NULL ASC, run.started_at DESC
                LIMIT 1
            )
        )
    )
