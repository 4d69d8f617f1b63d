-- Articles that turn out to be one: the smaller id survives. The others keep their items and
-- revisions, and lose what only an article has that is one of its own. Tells the paths that were
-- theirs.
WITH folded AS (
    SELECT
        given.article_id,
        given.into_id
    FROM unnest(%(losers)s::bigint[], %(survivors)s::bigint[]) AS given (article_id, into_id)
),

kept AS (
    INSERT INTO ingest.article_merge (article_id, into_id, merged_at)
    SELECT
        article_id,
        into_id,
        %(now)s
    FROM folded
),

followed AS (
    UPDATE ingest.article_merge
    SET into_id = folded.into_id
    FROM folded
    WHERE article_merge.into_id = folded.article_id
),

nameless AS (
    UPDATE ingest.article
    SET post_id = NULL
    FROM folded
    WHERE article.id = folded.article_id AND article.post_id IS NOT NULL
),

unseen AS (
    DELETE FROM ingest.sighting
    USING folded
    WHERE sighting.article_id = folded.article_id
    RETURNING folded.into_id, sighting.last_seen_at
),

seen AS (
    UPDATE ingest.sighting
    SET last_seen_at = greatest(sighting.last_seen_at, newest.last_seen_at)
    FROM (
        SELECT
            into_id,
            max(last_seen_at) AS last_seen_at
        FROM unseen
        GROUP BY into_id
    ) AS newest
    WHERE sighting.article_id = newest.into_id
),

unsearched AS (
    DELETE FROM ingest.search_document
    USING folded
    WHERE search_document.article_id = folded.article_id
),

moved AS (
    UPDATE staged_item
    SET article_id = folded.into_id
    FROM folded
    WHERE staged_item.article_id = folded.article_id
),

forgotten AS (
    DELETE FROM staged_alias
    USING folded
    WHERE staged_alias.article_id = folded.article_id
    RETURNING staged_alias.path, folded.into_id, staged_alias.from_at
),

let_go AS (
    DELETE FROM ingest.alias
    USING folded
    WHERE alias.article_id = folded.article_id
    RETURNING alias.path, folded.into_id, alias.from_at
)

INSERT INTO staged_alias (path, article_id, from_at)
SELECT
    path,
    into_id,
    from_at
FROM forgotten
UNION ALL
SELECT
    path,
    into_id,
    from_at
FROM let_go
RETURNING path
