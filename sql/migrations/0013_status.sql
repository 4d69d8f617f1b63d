-- How things stand: what warta did, what it could not understand, what a person must look at, and how
-- fresh the archive is.

CREATE TYPE ingest.incident_cause AS ENUM (
    'site_unreachable', 'site_refuses', 'channel_closed', 'listings_empty', 'listings_cut',
    'feed_shrunk', 'silent_site', 'validator_lied', 'all_pages_failing', 'pages_failing',
    'theme_changed', 'quarantine_grows', 'coverage_gap', 'gone_in_bulk', 'capture_damaged',
    'crawler_failed', 'run_stuck', 'archive_unsound', 'lines_repeated'
);

CREATE TABLE ingest.incident (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    cause ingest.incident_cause NOT NULL,
    subject text NOT NULL,
    message text NOT NULL,
    opened_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    times_seen int NOT NULL DEFAULT 1,
    closed_at timestamptz,
    run_id uuid REFERENCES ingest.run (id),
    opening_alerted_at timestamptz,
    closing_alerted_at timestamptz,
    CONSTRAINT an_incident_is_seen_at_least_once CHECK (times_seen >= 1),
    CONSTRAINT an_incident_is_not_closed_before_it_opens CHECK (closed_at >= opened_at),
    CONSTRAINT only_what_is_closed_is_said_to_be CHECK (
        closing_alerted_at IS NULL OR closed_at IS NOT NULL
    )
);
COMMENT ON TABLE ingest.incident IS 'Something that a person must look at. Opened once per site, cause and subject, closed when it heals; opened anew when it comes back.';
COMMENT ON COLUMN ingest.incident.id IS 'In the order of opening.';
COMMENT ON COLUMN ingest.incident.site IS 'The site it is about.';
COMMENT ON COLUMN ingest.incident.cause IS 'What kind of thing: see deploy/README.md for what to do about each.';
COMMENT ON COLUMN ingest.incident.subject IS 'What of the site: a channel, a day, a path; empty for the site as a whole.';
COMMENT ON COLUMN ingest.incident.message IS 'What was seen last, for people.';
COMMENT ON COLUMN ingest.incident.opened_at IS 'When it was first seen.';
COMMENT ON COLUMN ingest.incident.last_seen_at IS 'When it was last seen.';
COMMENT ON COLUMN ingest.incident.times_seen IS 'How many times it was seen since it opened.';
COMMENT ON COLUMN ingest.incident.closed_at IS 'When it was seen to have healed; NULL while it is open.';
COMMENT ON COLUMN ingest.incident.run_id IS 'The run that saw it first; NULL where no run did.';
COMMENT ON COLUMN ingest.incident.opening_alerted_at IS 'When WARTA_ALERT_URL took the news of its opening; NULL while that is to be sent.';
COMMENT ON COLUMN ingest.incident.closing_alerted_at IS 'When WARTA_ALERT_URL took the news of its closing; NULL while that is to be sent.';
CREATE UNIQUE INDEX incident_is_open_once ON ingest.incident (site, cause, subject)
WHERE closed_at IS NULL; -- open_incident
CREATE INDEX incident_to_alert ON ingest.incident (id)
WHERE opening_alerted_at IS NULL OR (closed_at IS NOT NULL AND closing_alerted_at IS NULL); -- alerts_due

CREATE VIEW warta.runs AS
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
COMMENT ON VIEW warta.runs IS 'What warta did, run by run.';
COMMENT ON COLUMN warta.runs.id IS 'Also in the warcinfo record of the WARC segments it made.';
COMMENT ON COLUMN warta.runs.site IS 'The publication it was about.';
COMMENT ON COLUMN warta.runs.flow IS 'Which flow: ingest, import, quarantine …';
COMMENT ON COLUMN warta.runs.state IS 'running, ok, degraded (something was left undone) or failed, as one that was killed has.';
COMMENT ON COLUMN warta.runs.reason IS 'Why it ended as it did; NULL while it runs.';
COMMENT ON COLUMN warta.runs.started_at IS 'When it began.';
COMMENT ON COLUMN warta.runs.ended_at IS 'When it ended; NULL while it runs.';
COMMENT ON COLUMN warta.runs.heartbeat_at IS 'When it last showed that it is alive.';
COMMENT ON COLUMN warta.runs.requests IS 'Requests made to the site.';
COMMENT ON COLUMN warta.runs.captures IS 'How many captures it recorded, by state.';
COMMENT ON COLUMN warta.runs.outcomes IS 'What became of the items in them, by outcome. Those of an article that was removed since (forget) count as gone.';
COMMENT ON COLUMN warta.runs.exit_code IS 'What the command ended with: 0 ok, 1 failed or killed, 2 configuration, 3 degraded, 4 site unreachable or refusing, 5 database, 130 interrupted. NULL while it runs.';

-- What was tried again is an item of the same capture in a later run; what was fetched again shows
-- in the sighting of the article at one of the item's paths.
CREATE VIEW warta.quarantine AS
SELECT
    item.capture_id,
    item.position,
    capture.site,
    item.url,
    item.reasons,
    item.captured_at,
    capture.file,
    capture.file_offset,
    item.run_id,
    tried.times AS times_tried
FROM ingest.item
INNER JOIN ingest.capture
    ON capture.id = item.capture_id AND capture.run_id = item.run_id
CROSS JOIN LATERAL (
    SELECT
        count(*) AS times,
        coalesce(bool_or(again.outcome <> 'quarantined'), FALSE) AS is_understood
    FROM ingest.item AS again
    WHERE
        again.capture_id = item.capture_id
        AND again.position = item.position
        AND again.run_id <> item.run_id
        AND again.outcome <> 'duplicate_capture'
) AS tried
WHERE
    item.outcome = 'quarantined'
    AND NOT tried.is_understood
    AND NOT EXISTS (
        SELECT
        FROM unnest(item.paths) AS met (path)
        INNER JOIN ingest.alias ON alias.site = capture.site AND alias.path = met.path
        INNER JOIN ingest.sighting ON sighting.article_id = alias.article_id
        WHERE sighting.last_seen_at > item.captured_at
    );
COMMENT ON VIEW warta.quarantine IS 'Pages that could not be understood with certainty, and have not been since: by a later capture of the same page, or by `warta quarantine retry`. Nothing of them was loaded; their captures are kept. A page that was met so several times has a row for each capture.';
COMMENT ON COLUMN warta.quarantine.capture_id IS 'The capture.';
COMMENT ON COLUMN warta.quarantine.position IS 'Among the items of the capture, from 1.';
COMMENT ON COLUMN warta.quarantine.site IS 'The publication.';
COMMENT ON COLUMN warta.quarantine.url IS 'The URL that was asked for.';
COMMENT ON COLUMN warta.quarantine.reasons IS 'Why: codes of the extractor''s checks.';
COMMENT ON COLUMN warta.quarantine.captured_at IS 'When the site showed it.';
COMMENT ON COLUMN warta.quarantine.file IS 'Where the capture lies, below the captures'' folder.';
COMMENT ON COLUMN warta.quarantine.file_offset IS 'Byte at which its record begins in file.';
COMMENT ON COLUMN warta.quarantine.run_id IS 'The run that met it first.';
COMMENT ON COLUMN warta.quarantine.times_tried IS 'How many times `warta quarantine retry` read it again, in vain.';

CREATE VIEW warta.incidents AS
SELECT
    incident.id,
    incident.site,
    incident.cause::text AS cause,
    incident.subject,
    incident.message,
    incident.opened_at,
    incident.last_seen_at,
    incident.times_seen,
    incident.closed_at,
    incident.run_id
FROM ingest.incident;
COMMENT ON VIEW warta.incidents IS 'What a person must look at: opened once per cause and subject, closed when it heals.';
COMMENT ON COLUMN warta.incidents.id IS 'In the order of opening.';
COMMENT ON COLUMN warta.incidents.site IS 'The publication it is about.';
COMMENT ON COLUMN warta.incidents.cause IS 'What kind of thing: see deploy/README.md for what to do about each.';
COMMENT ON COLUMN warta.incidents.subject IS 'What of the site: a channel, a day, a path; empty for the site as a whole.';
COMMENT ON COLUMN warta.incidents.message IS 'What was seen last.';
COMMENT ON COLUMN warta.incidents.opened_at IS 'When it was first seen.';
COMMENT ON COLUMN warta.incidents.last_seen_at IS 'When it was last seen.';
COMMENT ON COLUMN warta.incidents.times_seen IS 'How many times it was seen since it opened.';
COMMENT ON COLUMN warta.incidents.closed_at IS 'When it was seen to have healed; NULL while it is open.';
COMMENT ON COLUMN warta.incidents.run_id IS 'The run that saw it first; NULL where no run did.';

-- A site is followed by several flows: a degraded one is not made well by another that comes after.
-- The survey before a backfill (plan) is no work that could be left undone.
-- Which run was the last is told by its fence, not by its time: a clock may have been ahead.
CREATE VIEW warta.status AS
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
        SELECT count(DISTINCT quarantine.url) FROM warta.quarantine
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
        WHERE run.site = site.name AND run.flow <> 'plan'
        ORDER BY run.flow ASC, run.fence DESC, run.started_at DESC
    ) AS newest
    ORDER BY
        newest.fence > 0 DESC,
        array_position(ARRAY[1, 5, 2, 4, 3, 130], newest.exit_code) ASC NULLS LAST,
        newest.fence DESC,
        newest.started_at DESC
    LIMIT 1
) AS last_run ON TRUE;
COMMENT ON VIEW warta.status IS 'How things stand, a row for each site.';
COMMENT ON COLUMN warta.status.site IS 'The publication.';
COMMENT ON COLUMN warta.status.state IS 'Of the worst of the last runs, one for each flow that follows the site: failed, degraded, running or ok. NULL before the first.';
COMMENT ON COLUMN warta.status.reason IS 'Why that run ended as it did; NULL while it runs, and before the first.';
COMMENT ON COLUMN warta.status.run_started_at IS 'When that run began; NULL before the first.';
COMMENT ON COLUMN warta.status.articles IS 'How many articles are stored.';
COMMENT ON COLUMN warta.status.newest_at IS 'When the newest stored article was published; NULL where none is, or none says when.';
COMMENT ON COLUMN warta.status.due IS 'How many listed articles wait to be fetched.';
COMMENT ON COLUMN warta.status.flow IS 'Which flow that run was of: ingest, reconcile …; import and quarantine only where nothing else has run. NULL before the first.';
COMMENT ON COLUMN warta.status.run_ended_at IS 'When that run ended; NULL while it runs, and before the first.';
COMMENT ON COLUMN warta.status.exit_code IS 'Of that run, as in warta.runs. NULL while it runs, and before the first.';
COMMENT ON COLUMN warta.status.heartbeat_at IS 'When what runs last showed that it is alive: more than 15 minutes ago, it is stuck, or was killed. NULL where nothing runs.';
COMMENT ON COLUMN warta.status.quarantined IS 'How many pages are in quarantine; warta.quarantine has a row for each of their captures.';
COMMENT ON COLUMN warta.status.incidents IS 'How many incidents are open (warta.incidents).';

CREATE VIEW warta.freshness AS
SELECT
    site.name AS site,
    checked.last_checked_at,
    (
        SELECT articles.published_at FROM warta.articles
        WHERE articles.site = site.name AND articles.published_at IS NOT NULL
        ORDER BY articles.published_at DESC
        LIMIT 1
    ) AS newest_at,
    lag.articles,
    lag.p50 AS lag_p50,
    lag.p95 AS lag_p95
FROM ingest.site
CROSS JOIN LATERAL (
    SELECT (array_agg(run.ended_at ORDER BY run.fence DESC))[1] AS last_checked_at
    FROM ingest.run
    WHERE
        run.site = site.name
        AND run.flow = 'ingest'
        AND run.exit_code IN (0, 3)
        AND site.read_at IS NOT NULL
) AS checked
CROSS JOIN LATERAL (
    SELECT
        count(*) AS articles,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY brought.lag) AS p50,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY brought.lag) AS p95
    FROM (
        SELECT first.recorded_at - first.published_at AS lag
        FROM ingest.article
        INNER JOIN ingest.revision AS first
            ON first.article_id = article.id AND first.revision = 1
        INNER JOIN ingest.capture ON capture.id = first.capture_id
        INNER JOIN ingest.run ON run.id = capture.run_id AND run.flow = 'ingest'
        WHERE
            article.site = site.name
            AND first.published_at > site.first_contact_at
        ORDER BY article.id DESC
        LIMIT 1000
    ) AS brought
) AS lag;
COMMENT ON VIEW warta.freshness IS 'How fresh the archive is, a row for each site.';
COMMENT ON COLUMN warta.freshness.site IS 'The publication.';
COMMENT ON COLUMN warta.freshness.last_checked_at IS 'When an ingest last ended that had read what the site lists as new; NULL before the first.';
COMMENT ON COLUMN warta.freshness.newest_at IS 'When the newest stored article was published; NULL where none is, or none says when.';
COMMENT ON COLUMN warta.freshness.articles IS 'How many articles the two lags are taken from: the last 1,000 that ingest brought in since first contact.';
COMMENT ON COLUMN warta.freshness.lag_p50 IS 'From the stated time of publication to the row, for half of these articles; NULL where there is none.';
COMMENT ON COLUMN warta.freshness.lag_p95 IS 'The same for 95 of 100; NULL where there is none.';
