-- Articles to look at again: an age has passed at which that is due since they were last looked at,
-- the youngest first; and some for an audit, the longest unseen first. Both within what a day may
-- cost; of what is looked at for another reason, audits have a share of their own. The ages ascend.
-- Whoever was first seen long ago was published long ago. What is said to have been seen more than a
-- day from now was seen by a clock that has been put right since: nobody knows when.
WITH looked AS (
    SELECT
        young.id,
        young.born_at,
        young.seen_at,
        coalesce(
            young.seen_at < young.born_at + (%(ages)s::interval[])[
                width_bucket(%(now)s::timestamptz - young.born_at, %(ages)s::interval[])
            ],
            FALSE
        ) AS is_due
    FROM (
        SELECT
            article.id,
            coalesce(revision.published_at, article.first_seen_at) AS born_at,
            greatest(
                '-infinity',
                CASE
                    WHEN sighting.last_seen_at <= %(now)s::timestamptz + interval '1 day'
                        THEN sighting.last_seen_at
                END,
                CASE
                    WHEN visit.visited_at <= %(now)s::timestamptz + interval '1 day'
                        THEN visit.visited_at
                END
            ) AS seen_at
        FROM ingest.article
        -- no more of it: an index holds that, and the texts are not read
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
    ) AS young
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

audited AS (
    SELECT
        looked.id,
        looked.seen_at
    FROM looked
    WHERE
        NOT looked.is_due
        AND looked.seen_at < %(now)s::timestamptz - %(audited_after)s::interval
    ORDER BY looked.seen_at ASC, looked.id ASC
    LIMIT (
        SELECT greatest(least(%(audits)s - spent.audits, %(per_day)s - spent.visits), 0)
        FROM spent
    )
),

aged AS (
    SELECT
        looked.id,
        looked.born_at
    FROM looked
    WHERE looked.is_due
    ORDER BY looked.born_at DESC, looked.id ASC
    LIMIT (
        SELECT greatest(%(per_day)s - spent.visits - (SELECT count(*) FROM audited), 0)
        FROM spent
    )
)

SELECT
    due.id AS article_id,
    revision.url,
    due.is_audit
FROM (
    SELECT
        aged.id,
        aged.born_at,
        NULL::timestamptz AS seen_at,
        FALSE AS is_audit
    FROM aged
    UNION ALL
    SELECT
        audited.id,
        NULL::timestamptz AS born_at,
        audited.seen_at,
        TRUE AS is_audit
    FROM audited
) AS due
INNER JOIN ingest.article ON article.id = due.id
INNER JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision
ORDER BY due.is_audit ASC, due.born_at DESC, due.seen_at ASC, due.id ASC
