-- Incidents: what a person must look at, opened once per cause and subject, closed when it heals.

CREATE TYPE ingest.incident_cause AS ENUM (
    'site_unreachable', 'site_refuses', 'channel_closed', 'listings_empty', 'listings_cut',
    'silent_site', 'validator_lied', 'pages_failing', 'theme_changed', 'quarantine_grows',
    'coverage_gap', 'gone_in_bulk', 'capture_damaged', 'crawler_failed', 'run_stuck',
    'archive_unsound'
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
