-- Articles to look at again: an age has passed at which that is due since they were last looked at,
-- the youngest first; and some for an audit, the longest unseen first. Both within what a day may
-- cost; of what is looked at for another reason, audits have a share of their own. Whoever was first seen long ago was published long ago. What is said to have been seen more
-- than a day from now was seen by a clock that has been put right since: nobody knows when.
WITH looked AS (
    SELECT
        article.id,
        revision.url,
        coalesce(revision.published_at, article.first_seen_at) AS born_at,
        (
            SELECT coalesce(max(seen.at), '-infinity')
            FROM (VALUES (sighting.last_seen_at), (visit.visited_at)) AS seen (at)
            WHERE seen.at <= %(now)s::timestamptz + interval '1 day'
        ) AS seen_at
    FROM ingest.article
    INNER JOIN ingest.revision
        ON revision.article_id = article.id AND revision.revision = article.revision
    INNER JOIN ingest.sighting ON sighting.article_id = article.id
    LEFT JOIN ingest.visit ON visit.article_id = article.id
    WHERE
        article.site = %(site)s
        AND article.is_live
        AND article.first_seen_at > %(now)s::timestamptz - %(lasts)s::interval
        AND NOT EXISTS (
            SELECT FROM ingest.article_merge
            WHERE article_merge.article_id = article.id
        )
),

spent AS (
    SELECT
        count(*) AS visits,
        count(*) FILTER (
            WHERE NOT EXISTS (
                SELECT FROM ingest.item
                WHERE
                    item.article_id = visit.article_id
                    AND item.captured_at < visit.visited_at
                    AND item.captured_at >= visit.visited_at - %(audited_after)s::interval
            )
        ) AS audits
    FROM ingest.visit
    INNER JOIN ingest.article ON article.id = visit.article_id
    WHERE
        article.site = %(site)s
        AND visit.visited_at > %(now)s::timestamptz - interval '1 day'
        AND visit.visited_at <= %(now)s::timestamptz + interval '1 day'
),

aged AS (
    SELECT
        looked.id,
        looked.url,
        FALSE AS is_audit,
        row_number() OVER (ORDER BY looked.born_at DESC, looked.id ASC) AS place
    FROM looked
    WHERE
        EXISTS (
            SELECT FROM unnest(%(ages)s::interval[]) AS passed (age)
            WHERE
                looked.born_at + passed.age <= %(now)s
                AND looked.seen_at < looked.born_at + passed.age
        )
),

audited AS (
    SELECT
        looked.id,
        looked.url,
        TRUE AS is_audit,
        row_number() OVER (ORDER BY looked.seen_at, looked.id) AS place
    FROM looked
    WHERE
        looked.seen_at < %(now)s::timestamptz - %(audited_after)s::interval
        AND NOT EXISTS (
            SELECT FROM aged
            WHERE aged.id = looked.id
        )
)

SELECT
    due.id AS article_id,
    due.url,
    due.is_audit
FROM (
    SELECT aged.* FROM aged
    WHERE aged.place <= %(per_day)s - (SELECT visits FROM spent)
    UNION ALL
    SELECT audited.* FROM audited
    WHERE audited.place <= (
        SELECT least(%(audits)s - spent.audits, %(per_day)s - spent.visits) FROM spent
    )
) AS due
ORDER BY due.is_audit ASC, due.place ASC
LIMIT %(per_day)s
