-- Sites, the runs that follow them, and what these received: a capture for each exchange. All that is
-- in the schema ingest is written by warta alone; consumers read the schema warta (0006).

CREATE SCHEMA IF NOT EXISTS ingest; -- migrate made it, for its own table
COMMENT ON SCHEMA ingest IS 'Private to warta: the tables behind the contract. They may change in any version.';

COMMENT ON TABLE ingest.migration IS 'How far this database was migrated: one row, kept by Alembic.';
COMMENT ON COLUMN ingest.migration.version_num IS 'The last file of sql/migrations that was applied.';

CREATE TABLE ingest.migration_file (
    name text PRIMARY KEY,
    text_sha256 bytea NOT NULL
);
COMMENT ON TABLE ingest.migration_file IS 'A file of sql/migrations that was applied: a warta in which it says something else is refused.';
COMMENT ON COLUMN ingest.migration_file.name IS 'As in migration.version_num.';
COMMENT ON COLUMN ingest.migration_file.text_sha256 IS 'SHA-256 of what it said, its lines ending in LF.';

CREATE TYPE ingest.capture_kind AS ENUM ('page', 'listing', 'robots', 'probe', 'import');
CREATE TYPE ingest.capture_state AS ENUM ('parsed', 'not_modified', 'refused', 'failed');
CREATE TYPE ingest.run_state AS ENUM ('running', 'ok', 'degraded', 'failed');

CREATE TABLE ingest.site (
    name text PRIMARY KEY,
    base_url text NOT NULL,
    fence bigint NOT NULL DEFAULT 0,
    robots text,
    robots_at timestamptz,
    first_contact_at timestamptz,
    follow_since timestamptz,
    cursor_at timestamptz,
    retry_at timestamptz,
    read_at timestamptz,
    probed_at timestamptz,
    has_honest_feed boolean,
    has_honest_pages boolean,
    theme_sha256 bytea,
    utc_offset_s int,
    clock_ahead_s int,
    asked_at timestamptz,
    folder text,
    CONSTRAINT robots_text_and_time_come_together CHECK (robots IS NULL OR robots_at IS NOT NULL)
);
COMMENT ON TABLE ingest.site IS 'A publication that warta follows, and how far it has followed it.';
COMMENT ON COLUMN ingest.site.name IS 'As in crawler/sites.toml; the host of a site that stands in no block.';
COMMENT ON COLUMN ingest.site.base_url IS 'scheme://host[:port] under which it was last crawled or imported.';
COMMENT ON COLUMN ingest.site.fence IS 'Counts the holders of the site''s lock; a commit of an older holder is refused.';
COMMENT ON COLUMN ingest.site.robots IS 'The text of robots.txt as last read; empty where the site has none. NULL: not read yet.';
COMMENT ON COLUMN ingest.site.robots_at IS 'When robots was read; it is fetched again after 24 hours. NULL: not read yet.';
COMMENT ON COLUMN ingest.site.first_contact_at IS 'The latest time of change that the site stated at first contact; NULL before.';
COMMENT ON COLUMN ingest.site.follow_since IS 'Publication time of the oldest article taken at first contact; older ones are a backfill''s. NULL before.';
COMMENT ON COLUMN ingest.site.cursor_at IS 'The latest time of change that a listing has stated; listings are read back to a day before it. NULL before the first.';
COMMENT ON COLUMN ingest.site.retry_at IS 'The site asked not to be asked before this time (Retry-After). NULL: no such wish.';
COMMENT ON COLUMN ingest.site.read_at IS 'captured_at of the listing with which its listings were last read to their end; NULL before.';
COMMENT ON COLUMN ingest.site.probed_at IS 'When it was last probed; that is due again after a day, and in the first day of a trouble after an hour. NULL: never.';
COMMENT ON COLUMN ingest.site.has_honest_feed IS 'False once the feed answered 304 though it had changed: it is fetched whole since then. NULL: not known.';
COMMENT ON COLUMN ingest.site.has_honest_pages IS 'The same of article pages; NULL: not known.';
COMMENT ON COLUMN ingest.site.theme_sha256 IS 'Fingerprint of the theme at the last probe: another one means that extraction should be looked at. NULL before the first.';
COMMENT ON COLUMN ingest.site.utc_offset_s IS 'What REST''s local times are ahead of UTC, in seconds; NULL where REST does not tell.';
COMMENT ON COLUMN ingest.site.clock_ahead_s IS 'How far the site''s clock was ahead of ours at the last probe, in seconds; NULL where that is not known.';
COMMENT ON COLUMN ingest.site.folder IS 'Where on its host it lies, such as /kabar; empty where the host is all its own, NULL where nobody has followed it.';
COMMENT ON COLUMN ingest.site.asked_at IS 'When the last request to it ended, by the clock of the machine that made it: the pause before the next one begins there. NULL: never asked.';

CREATE TABLE ingest.run (
    id uuid PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    flow text NOT NULL,
    fence bigint NOT NULL,
    state ingest.run_state NOT NULL,
    started_at timestamptz NOT NULL,
    heartbeat_at timestamptz NOT NULL,
    ended_at timestamptz,
    requests bigint NOT NULL DEFAULT 0,
    reason text,
    exit_code int,
    CONSTRAINT a_run_has_ended_unless_it_is_running CHECK ((state = 'running') = (ended_at IS NULL))
);
COMMENT ON TABLE ingest.run IS 'One execution of a flow. Its counts are counted from its captures and items, never kept.';
COMMENT ON COLUMN ingest.run.id IS 'Also in the warcinfo record of the WARC segments it made.';
COMMENT ON COLUMN ingest.run.site IS 'The site it was about.';
COMMENT ON COLUMN ingest.run.flow IS 'Which flow: ingest, import, quarantine …';
COMMENT ON COLUMN ingest.run.fence IS 'The number it got with the site''s lock; 0 for a flow that does not fetch.';
COMMENT ON COLUMN ingest.run.state IS 'running, ok, degraded (something was left undone) or failed.';
COMMENT ON COLUMN ingest.run.started_at IS 'When it began.';
COMMENT ON COLUMN ingest.run.heartbeat_at IS 'When it last showed that it is alive.';
COMMENT ON COLUMN ingest.run.ended_at IS 'When it ended; NULL while it runs.';
COMMENT ON COLUMN ingest.run.requests IS 'Requests made to the site, robots.txt, redirects and retries included.';
COMMENT ON COLUMN ingest.run.reason IS 'Why it ended as it did, for people; NULL while it runs.';
COMMENT ON COLUMN ingest.run.exit_code IS 'What the command ended with: 0 ok, 1 failed or killed, 2 configuration, 3 degraded, 4 site unreachable or refusing, 5 database, 130 interrupted. NULL while it runs.';
CREATE INDEX run_of_site_by_start ON ingest.run (site, started_at DESC); -- warta.runs, warta.status

CREATE TABLE ingest.segment (
    name text PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.segment IS 'A WARC segment whose captures are recorded: seen again in the spool, it is only put away.';
COMMENT ON COLUMN ingest.segment.name IS 'File name, unique by site, run and number.';
COMMENT ON COLUMN ingest.segment.site IS 'The site it was captured from.';
COMMENT ON COLUMN ingest.segment.recorded_at IS 'When its rows were committed, on the clock of the run.';

CREATE TABLE ingest.capture (
    id uuid PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    run_id uuid NOT NULL REFERENCES ingest.run (id),
    kind ingest.capture_kind NOT NULL,
    state ingest.capture_state NOT NULL,
    url text NOT NULL,
    status int,
    reason text,
    captured_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    fetch_ms int NOT NULL,
    file text,
    file_offset bigint,
    file_bytes bigint,
    payload_sha256 bytea,
    revisit_of uuid,
    CONSTRAINT a_kept_capture_says_where CHECK (
        (file IS NULL) = (file_offset IS NULL) AND (file IS NULL) = (file_bytes IS NULL)
    )
);
COMMENT ON TABLE ingest.capture IS 'One HTTP exchange, or the attempt at one. What was received lies in file.';
COMMENT ON COLUMN ingest.capture.id IS 'WARC-Record-ID; for a plain file a digest of URL and bytes; made up where nothing was received.';
COMMENT ON COLUMN ingest.capture.site IS 'The site that was asked.';
COMMENT ON COLUMN ingest.capture.run_id IS 'The run that recorded it first.';
COMMENT ON COLUMN ingest.capture.kind IS 'What it was fetched for; import where another program captured it.';
COMMENT ON COLUMN ingest.capture.state IS 'parsed, not_modified (304), refused (by the site or by our manners) or failed.';
COMMENT ON COLUMN ingest.capture.url IS 'The URL that was asked for.';
COMMENT ON COLUMN ingest.capture.status IS 'HTTP status; NULL where there was no answer.';
COMMENT ON COLUMN ingest.capture.reason IS 'Why it was refused or failed; NULL otherwise.';
COMMENT ON COLUMN ingest.capture.captured_at IS 'When the site showed it.';
COMMENT ON COLUMN ingest.capture.recorded_at IS 'When it was committed here.';
COMMENT ON COLUMN ingest.capture.fetch_ms IS 'From the request to the answer, milliseconds; 0 where unknown.';
COMMENT ON COLUMN ingest.capture.file IS 'Below the captures'' place; NULL where nothing was received, and where it has expired (listings, robots.txt and probes).';
COMMENT ON COLUMN ingest.capture.file_offset IS 'Byte at which its record begins in file; NULL where that is.';
COMMENT ON COLUMN ingest.capture.file_bytes IS 'Bytes of its record in file; NULL where that is.';
COMMENT ON COLUMN ingest.capture.payload_sha256 IS 'SHA-256 of the body as it was sent, before content-decoding; NULL where nothing was received.';
COMMENT ON COLUMN ingest.capture.revisit_of IS 'The capture whose record holds the body: this one had the same, so its own record holds the head alone. NULL: it is kept whole.';
CREATE INDEX capture_of_run ON ingest.capture (run_id); -- the counts of a run

CREATE TABLE ingest.request_hour (
    site text NOT NULL REFERENCES ingest.site (name),
    hour_at timestamptz NOT NULL,
    requests bigint NOT NULL,
    PRIMARY KEY (site, hour_at),
    CONSTRAINT requests_are_not_given_back_twice CHECK (requests >= 0)
);
COMMENT ON TABLE ingest.request_hour IS 'How many requests of a site''s hour are spent: taken out before a crawl begins, the unused ones put back at its end.';
COMMENT ON COLUMN ingest.request_hour.site IS 'The site that is asked.';
COMMENT ON COLUMN ingest.request_hour.hour_at IS 'The full hour, UTC, in which they were taken out.';
COMMENT ON COLUMN ingest.request_hour.requests IS 'Taken out, and not put back. What a killed crawl did not use stays taken until the hour is over.';

CREATE FUNCTION ingest.lock_holder(name text) RETURNS int
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT held.pid
    FROM pg_locks AS held
    CROSS JOIN (SELECT hashtextextended(lock_holder.name, 0) AS key) AS wanted
    WHERE
        held.locktype = 'advisory'
        AND held.granted
        AND held.objsubid = 1
        AND held.database = (
            SELECT pg_database.oid FROM pg_database
            WHERE pg_database.datname = current_database()
        )
        AND held.classid::bigint = (wanted.key >> 32) & 4294967295
        AND held.objid::bigint = wanted.key & 4294967295;
END;
COMMENT ON FUNCTION ingest.lock_holder IS 'Which process of the server holds the session lock of that name; NULL where none does.';

-- A run whose lock nobody holds was killed, or has lost the database. That shows at once, to whoever
-- looks, and not only when the next run has found it.
CREATE FUNCTION ingest.is_interrupted(run ingest.run) RETURNS boolean
LANGUAGE sql
STABLE
RETURN (
    run.state = 'running'
    AND NOT pg_is_in_recovery() -- a replica knows no locks of the primary
    AND ingest.lock_holder(
        'warta site ' || CASE WHEN run.fence > 0 THEN run.site ELSE 'run ' || run.id END
    ) IS NULL
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
COMMENT ON COLUMN ingest.run_standing.exit_code IS 'As in run; 1 where it was killed.';
