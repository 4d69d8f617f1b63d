-- A run whose lock nobody holds was killed, or has lost the database. That shows at once, to whoever
-- looks, and not only when the next run has found it.

CREATE FUNCTION ingest.is_interrupted(run ingest.run) RETURNS boolean
LANGUAGE sql
STABLE
RETURN (
    run.state = 'running'
    AND (run.fence > 0 OR run.flow = 'reprocess') -- the others take no lock for as long as they run
    AND NOT pg_is_in_recovery() -- a replica knows no locks of the primary
    AND NOT EXISTS (
        SELECT
        FROM pg_locks AS held
        CROSS JOIN (
            SELECT
                hashtextextended(
                    CASE WHEN run.fence > 0 THEN 'warta site ' ELSE 'warta reprocess ' END
                    || run.site,
                    0
                ) AS key
        ) AS wanted
        WHERE
            held.locktype = 'advisory'
            AND held.granted
            AND held.objsubid = 1
            AND held.database = (
                SELECT pg_database.oid FROM pg_database
                WHERE pg_database.datname = current_database()
            )
            AND held.classid::bigint = (wanted.key >> 32) & 4294967295
            AND held.objid::bigint = wanted.key & 4294967295
    )
);
COMMENT ON FUNCTION ingest.is_interrupted IS 'Whether a run that has not said how it ended will not any more: it was killed, or lost the database.';

-- Runs as they stand: those that were interrupted have failed, recorded or not.
CREATE VIEW ingest.run_standing AS
SELECT
    run.id,
    run.site,
    run.flow,
    run.fence,
    CASE WHEN is_interrupted THEN 'failed' ELSE run.state::text END AS state,
    CASE
        WHEN is_interrupted THEN 'interrupted: it was killed, or lost the database'
        ELSE run.reason
    END AS reason,
    run.started_at,
    CASE WHEN is_interrupted THEN run.heartbeat_at ELSE run.ended_at END AS ended_at,
    run.heartbeat_at,
    run.requests,
    CASE WHEN is_interrupted THEN 1 ELSE run.exit_code END AS exit_code
FROM ingest.run
CROSS JOIN LATERAL ingest.is_interrupted(run) AS is_interrupted;
COMMENT ON VIEW ingest.run_standing IS 'Runs as they stand: one that was interrupted has failed, whether the next run has recorded that yet or not.';
COMMENT ON COLUMN ingest.run_standing.id IS 'As in run, like all columns.';
COMMENT ON COLUMN ingest.run_standing.site IS 'As in run.';
COMMENT ON COLUMN ingest.run_standing.flow IS 'As in run.';
COMMENT ON COLUMN ingest.run_standing.fence IS 'As in run.';
COMMENT ON COLUMN ingest.run_standing.state IS 'As in run; failed where it was interrupted.';
COMMENT ON COLUMN ingest.run_standing.reason IS 'As in run.';
COMMENT ON COLUMN ingest.run_standing.started_at IS 'As in run.';
COMMENT ON COLUMN ingest.run_standing.ended_at IS 'As in run; when it last showed that it was alive, where it was interrupted.';
COMMENT ON COLUMN ingest.run_standing.heartbeat_at IS 'As in run.';
COMMENT ON COLUMN ingest.run_standing.requests IS 'As in run.';
COMMENT ON COLUMN ingest.run_standing.exit_code IS 'As in run; 1 where it was interrupted.';

CREATE OR REPLACE VIEW warta.runs AS
SELECT
    run.id,
    run.site,
    run.flow,
    run.state,
    run.reason,
    run.started_at,
    run.ended_at,
    run.heartbeat_at,
    run.requests,
    (
        SELECT coalesce(jsonb_object_agg(counted.state, counted.captures), '{}')
        FROM (
            SELECT
                capture.state,
                count(*) AS captures
            FROM ingest.capture
            WHERE capture.run_id = run.id
            GROUP BY capture.state
        ) AS counted
    ) AS captures,
    (
        SELECT coalesce(jsonb_object_agg(counted.outcome, counted.items), '{}')
        FROM (
            SELECT
                item.outcome,
                count(*) AS items
            FROM ingest.item
            WHERE item.run_id = run.id
            GROUP BY item.outcome
        ) AS counted
    ) AS outcomes,
    run.exit_code
FROM ingest.run_standing AS run;
COMMENT ON COLUMN warta.runs.state IS 'running, ok, degraded (something was left undone) or failed, as one that was killed has.';

-- A site is followed by several flows: a degraded one is not made well by another that comes after.
CREATE OR REPLACE VIEW warta.status AS
SELECT
    site.name AS site,
    last_run.state,
    last_run.reason,
    last_run.started_at AS run_started_at,
    (
        SELECT count(*) FROM ingest.article
        WHERE
            article.site = site.name
            AND NOT EXISTS (
                SELECT FROM ingest.article_merge
                WHERE article_merge.article_id = article.id
            )
    ) AS articles,
    (
        SELECT articles.published_at FROM warta.articles
        WHERE articles.site = site.name AND articles.published_at IS NOT NULL
        ORDER BY articles.published_at DESC
        LIMIT 1
    ) AS newest_at,
    (
        SELECT count(*)
        FROM ingest.found
        WHERE
            found.site = site.name
            AND found.is_wanted
            AND (found.fetched_at IS NULL OR found.fetched_at < found.listed_at)
    ) AS due,
    last_run.flow,
    last_run.ended_at AS run_ended_at,
    last_run.exit_code,
    (
        SELECT min(run.heartbeat_at) FROM ingest.run_standing AS run
        WHERE run.site = site.name AND run.state = 'running'
    ) AS heartbeat_at,
    (
        SELECT count(*) FROM warta.quarantine
        WHERE quarantine.site = site.name
    ) AS quarantined,
    (
        SELECT count(*) FROM ingest.incident
        WHERE incident.site = site.name AND incident.closed_at IS NULL
    ) AS incidents
FROM ingest.site
LEFT JOIN LATERAL (
    SELECT
        newest.state,
        newest.reason,
        newest.started_at,
        newest.flow,
        newest.ended_at,
        newest.exit_code
    FROM (
        SELECT DISTINCT ON (run.flow) run.*
        FROM ingest.run_standing AS run
        WHERE run.site = site.name
        ORDER BY run.flow ASC, run.started_at DESC
    ) AS newest
    ORDER BY
        newest.fence > 0 DESC,
        array_position(ARRAY[1, 4, 3], newest.exit_code) ASC NULLS LAST,
        newest.started_at DESC
    LIMIT 1
) AS last_run ON TRUE;
