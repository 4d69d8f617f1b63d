-- Point each article that got a revision to its current one.
UPDATE ingest.article
SET
    revision = head.revision,
    path = head.path,
    first_seen_at = least(article.first_seen_at, head.first_at)
FROM (
    SELECT DISTINCT ON (revision.article_id)
        revision.article_id,
        revision.revision,
        coalesce(alias.path, article.path) AS path,
        min(revision.captured_at) OVER (PARTITION BY revision.article_id) AS first_at
    FROM ingest.revision
    INNER JOIN ingest.article ON article.id = revision.article_id
    LEFT JOIN staged_item ON staged_item.capture_id = revision.capture_id
    LEFT JOIN ingest.alias
        ON
            alias.site = article.site
            AND alias.path = staged_item.path
            AND alias.article_id = article.id
            AND alias.to_at IS NULL
    WHERE revision.article_id IN (SELECT article_id FROM staged_revision)
    ORDER BY
        revision.article_id ASC,
        revision.origin DESC,
        revision.captured_at DESC,
        revision.revision DESC
) AS head
WHERE
    article.id = head.article_id
    AND (article.revision, article.path, article.first_seen_at)
    IS DISTINCT FROM
    (head.revision, head.path, least(article.first_seen_at, head.first_at))
