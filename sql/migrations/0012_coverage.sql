-- What sites hold, as consumers read it: the ledger by day, why articles are not stored, by which
-- channels sites tell of them, and what the last probe found.

CREATE VIEW warta.coverage AS
SELECT
    ledger_day.site,
    ledger_day.day,
    counted.listed + ledger_day.unlisted AS expected,
    counted.stored,
    counted.explained + ledger_day.unlisted AS explained,
    counted.listed - counted.stored - counted.explained AS missing,
    ledger_day.proven_at,
    ledger_day.channel,
    ledger_day.read_at
FROM ingest.ledger_day
CROSS JOIN LATERAL (
    SELECT
        count(*) AS listed,
        count(*) FILTER (WHERE state.is_stored) AS stored,
        count(*) FILTER (WHERE NOT state.is_stored AND state.reason IS NOT NULL) AS explained
    FROM ingest.ledger_state AS state
    WHERE
        state.site = ledger_day.site
        AND state.day = ledger_day.day
        -- REST names all of a day
        AND NOT (state.is_guess AND ledger_day.channel = 'rest')
) AS counted;
COMMENT ON VIEW warta.coverage IS 'The ledger: for each day that was read in full, what the site says exists and what is stored. expected = stored + explained + missing.';
COMMENT ON COLUMN warta.coverage.site IS 'The publication.';
COMMENT ON COLUMN warta.coverage.day IS 'Day of publication, in the time zone of the site.';
COMMENT ON COLUMN warta.coverage.expected IS 'How many articles the site says there are.';
COMMENT ON COLUMN warta.coverage.stored IS 'How many of them are stored, as the site last changed them.';
COMMENT ON COLUMN warta.coverage.explained IS 'How many are not, for a reason that coverage_reasons names.';
COMMENT ON COLUMN warta.coverage.missing IS 'How many are not, for no known reason.';
COMMENT ON COLUMN warta.coverage.proven_at IS 'When nothing was found missing; NULL while something is, or while the day was not over when it was read.';
COMMENT ON COLUMN warta.coverage.channel IS 'Which of the site''s listings said so: rest, sitemap or archive.';
COMMENT ON COLUMN warta.coverage.read_at IS 'When the site said so.';

CREATE VIEW warta.coverage_reasons AS
SELECT
    state.site,
    state.day,
    coalesce(state.reason, 'missing') AS reason,
    count(*) AS articles
FROM ingest.ledger_state AS state
INNER JOIN ingest.ledger_day ON ledger_day.site = state.site AND ledger_day.day = state.day
WHERE NOT state.is_stored AND NOT (state.is_guess AND ledger_day.channel = 'rest')
GROUP BY state.site, state.day, state.reason
UNION ALL
SELECT
    ledger_day.site,
    ledger_day.day,
    'not_listed',
    ledger_day.unlisted
FROM ingest.ledger_day
WHERE ledger_day.unlisted > 0;
COMMENT ON VIEW warta.coverage_reasons IS 'Why articles that the site says exist are not stored, and how many for each reason.';
COMMENT ON COLUMN warta.coverage_reasons.site IS 'The publication.';
COMMENT ON COLUMN warta.coverage_reasons.day IS 'As in coverage.';
COMMENT ON COLUMN warta.coverage_reasons.reason IS 'robots_disallow, not_article, quarantined, redirected, http_404, http_410, not_listed (counted by the site, named nowhere), or missing.';
COMMENT ON COLUMN warta.coverage_reasons.articles IS 'How many.';

CREATE VIEW warta.channels AS
SELECT
    channel.site,
    channel.channel,
    channel.is_open,
    channel.reason,
    channel.url,
    channel.asked_at
FROM ingest.channel;
COMMENT ON VIEW warta.channels IS 'By which channels a site tells what there is, and why one is not used.';
COMMENT ON COLUMN warta.channels.site IS 'The publication.';
COMMENT ON COLUMN warta.channels.channel IS 'feed, rest, sitemap or archive.';
COMMENT ON COLUMN warta.channels.is_open IS 'Whether it told what it is used for when it was last asked. FALSE as well of sitemaps without times, which are read where nothing else is open (reason).';
COMMENT ON COLUMN warta.channels.reason IS 'Why it is not used; NULL for an open one.';
COMMENT ON COLUMN warta.channels.url IS 'Where it begins; NULL where that is not known.';
COMMENT ON COLUMN warta.channels.asked_at IS 'When that was last seen, to the day.';

CREATE VIEW warta.findings AS
SELECT
    finding.site,
    finding.aspect,
    finding.level,
    finding.finding,
    finding.advice,
    finding.found_at,
    finding.run_id
FROM ingest.finding
INNER JOIN ingest.site ON site.name = finding.site AND site.probed_at = finding.found_at;
COMMENT ON VIEW warta.findings IS 'What the last probe found out about a site, as warta doctor shows it.';
COMMENT ON COLUMN warta.findings.site IS 'The publication.';
COMMENT ON COLUMN warta.findings.aspect IS 'What was looked at: robots, feed, REST, clock and so on.';
COMMENT ON COLUMN warta.findings.level IS 'ok, note (good to know) or bad (something should be done).';
COMMENT ON COLUMN warta.findings.finding IS 'What was found.';
COMMENT ON COLUMN warta.findings.advice IS 'What to do about it; NULL where nothing is to be done.';
COMMENT ON COLUMN warta.findings.found_at IS 'When.';
COMMENT ON COLUMN warta.findings.run_id IS 'The run of the probe.';
