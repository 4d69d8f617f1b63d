-- The ledger: what the site says exists, day by day, what of it is stored, and why the rest is not.
-- And what looked gone: the first half of a proof that takes a day.

CREATE TABLE ingest.ledger_day (
    site text NOT NULL REFERENCES ingest.site (name),
    day date NOT NULL,
    channel text NOT NULL,
    read_at timestamptz NOT NULL,
    unlisted int NOT NULL DEFAULT 0,
    proven_at timestamptz,
    PRIMARY KEY (site, day),
    CONSTRAINT a_site_counts_no_less_than_it_lists CHECK (unlisted >= 0)
);
COMMENT ON TABLE ingest.ledger_day IS 'A day of a site whose articles have been listed, all of them.';
COMMENT ON COLUMN ingest.ledger_day.site IS 'The site.';
COMMENT ON COLUMN ingest.ledger_day.day IS 'In the time zone of the site.';
COMMENT ON COLUMN ingest.ledger_day.channel IS 'What listed it: rest, sitemap or archive.';
COMMENT ON COLUMN ingest.ledger_day.read_at IS 'captured_at of the listing. A day that was not over by then is read again.';
COMMENT ON COLUMN ingest.ledger_day.unlisted IS 'Articles that the site counts for the days of one listing, and does not list; they stand with the newest of those days.';
COMMENT ON COLUMN ingest.ledger_day.proven_at IS 'When all that it lists was found stored or explained; NULL while something is missing.';

CREATE TABLE ingest.ledger_entry (
    site text NOT NULL REFERENCES ingest.site (name),
    key text NOT NULL,
    day date NOT NULL,
    post_id bigint,
    path text NOT NULL,
    url text NOT NULL,
    modified_at timestamptz,
    listed_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    asked_at timestamptz,
    reason text,
    PRIMARY KEY (site, key),
    CONSTRAINT what_is_explained_was_asked_for CHECK (reason IS NULL OR asked_at IS NOT NULL)
);
COMMENT ON TABLE ingest.ledger_entry IS 'An article that the site lists for a day of the ledger. What the site lists no more is taken out.';
COMMENT ON COLUMN ingest.ledger_entry.site IS 'The site.';
COMMENT ON COLUMN ingest.ledger_entry.key IS 'id:N where the listing states the post id, else the path.';
COMMENT ON COLUMN ingest.ledger_entry.day IS 'Of its publication, in the time zone of the site; of its last change where the listing states no more.';
COMMENT ON COLUMN ingest.ledger_entry.post_id IS 'WordPress''s number; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.ledger_entry.path IS 'Site-relative path, as last listed.';
COMMENT ON COLUMN ingest.ledger_entry.url IS 'The URL to fetch, as last listed.';
COMMENT ON COLUMN ingest.ledger_entry.modified_at IS 'As last listed, and no later than that; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.ledger_entry.listed_at IS 'captured_at of the last listing that held it.';
COMMENT ON COLUMN ingest.ledger_entry.attempts IS 'Fetches by this backfill, or this reconcile, that did not bring it in.';
COMMENT ON COLUMN ingest.ledger_entry.asked_at IS 'When it was last asked for on the ledger''s account; NULL: never.';
COMMENT ON COLUMN ingest.ledger_entry.reason IS 'Why it is not stored: robots_disallow, not_article, quarantined, redirected, http_404 or http_410; NULL: stored, or missing.';
CREATE INDEX ledger_entry_of_day ON ingest.ledger_entry (site, day); -- coverage, what is missing

CREATE TABLE ingest.absence (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    checked_at timestamptz NOT NULL,
    missing_since timestamptz
);
COMMENT ON TABLE ingest.absence IS 'Articles that the site named no more when they were last looked for.';
COMMENT ON COLUMN ingest.absence.article_id IS 'The article.';
COMMENT ON COLUMN ingest.absence.checked_at IS 'When its page was last asked for; the longest unchecked come first.';
COMMENT ON COLUMN ingest.absence.missing_since IS 'Since when each check met 404 or 410; NULL where the last one did not.';

CREATE VIEW ingest.ledger_state AS
SELECT
    entry.site,
    entry.key,
    entry.day,
    entry.post_id,
    entry.path,
    entry.url,
    entry.modified_at,
    entry.listed_at,
    entry.attempts,
    entry.reason,
    coalesce(seen.last_seen_at >= coalesce(entry.modified_at, '-infinity'), FALSE) AS is_stored
FROM ingest.ledger_entry AS entry
LEFT JOIN LATERAL (
    SELECT sighting.last_seen_at
    FROM ingest.article
    INNER JOIN ingest.sighting ON sighting.article_id = article.id
    WHERE
        article.is_live
        AND article.id = coalesce(
            (
                SELECT named.id FROM ingest.article AS named
                WHERE named.site = entry.site AND named.post_id = entry.post_id
            ),
            (
                SELECT alias.article_id FROM ingest.alias
                WHERE
                    entry.post_id IS NULL
                    AND alias.site = entry.site
                    AND alias.path = entry.path
                    AND alias.to_at IS NULL
            )
        )
) AS seen ON TRUE;
COMMENT ON VIEW ingest.ledger_state IS 'The entries of the ledger, and whether each is stored: live, and seen since the site last changed it.';
COMMENT ON COLUMN ingest.ledger_state.site IS 'As in ledger_entry, like the columns up to reason.';
COMMENT ON COLUMN ingest.ledger_state.key IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.day IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.post_id IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.path IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.url IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.modified_at IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.listed_at IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.attempts IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.reason IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.is_stored IS 'Whether the article is stored as the site last said it to be.';

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
    WHERE state.site = ledger_day.site AND state.day = ledger_day.day
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
WHERE NOT state.is_stored
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

COMMENT ON COLUMN ingest.run.flow IS 'Which flow: ingest, import, backfill (a slice of one) or reconcile.';
COMMENT ON COLUMN warta.runs.flow IS 'ingest, import, backfill (a slice of one) or reconcile.';
