-- What changed after a place in the change feed, each with what the article said before.
SELECT
    changes.seq,
    changes.operation,
    changes.fields,
    current_one.title,
    current_one.url,
    current_one.body,
    previous.body AS body_before,
    previous.url AS url_before
FROM warta.changes
INNER JOIN warta.revisions AS current_one
    ON
        current_one.article_id = changes.article_id
        AND current_one.revision = changes.revision
LEFT JOIN warta.revisions AS previous
    ON
        previous.article_id = changes.article_id
        AND previous.revision = changes.revision - 1
WHERE changes.seq > %(seq)s
ORDER BY changes.seq
