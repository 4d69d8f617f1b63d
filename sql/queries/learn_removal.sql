-- Learn of an article that was removed from another database. What lists told of it here goes, so that
-- it is not asked for.
WITH learned AS (
    INSERT INTO ingest.tombstone (id, site, post_id, path_sha256, reason, forgotten_at)
    VALUES (
        %(id)s, %(site)s, %(post_id)s, %(path_sha256)s::bytea[], %(reason)s, %(forgotten_at)s
    )
    ON CONFLICT (id) DO NOTHING
    RETURNING site, post_id, path_sha256
),

unlisted AS (
    DELETE FROM ingest.found
    USING learned
    WHERE
        found.site = learned.site
        AND (
            found.post_id = learned.post_id
            OR (
                (learned.post_id IS NULL OR found.post_id IS NULL)
                AND sha256(convert_to(found.path, 'UTF8')) = any(learned.path_sha256)
            )
        )
    RETURNING found.site, found.key
),

unlisted_by AS (
    DELETE FROM ingest.found_by
    USING unlisted
    WHERE found_by.site = unlisted.site AND found_by.key = unlisted.key
)

DELETE FROM ingest.ledger_entry
USING learned
WHERE
    ledger_entry.site = learned.site
    AND (
        ledger_entry.post_id = learned.post_id
        OR (
            (learned.post_id IS NULL OR ledger_entry.post_id IS NULL)
            AND sha256(convert_to(ledger_entry.path, 'UTF8')) = any(learned.path_sha256)
        )
    )
