-- The ledger: for each day of a site, what the site says exists and whether it is stored; and of
-- articles that no list names any more, or no list says were edited, when they were looked at.

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
COMMENT ON COLUMN ingest.ledger_day.proven_at IS 'When all that it lists was found stored or explained, after its last reading or an earlier one; NULL while something is missing.';
-- warta.coverage
CREATE INDEX ledger_day_by_day ON ingest.ledger_day (day);

CREATE TABLE ingest.ledger_entry (
    site text NOT NULL REFERENCES ingest.site (name),
    key text NOT NULL,
    day date NOT NULL,
    is_guess boolean NOT NULL DEFAULT FALSE,
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
COMMENT ON TABLE ingest.ledger_entry IS 'An article that the site lists for a day of the ledger. What the site lists no more, or a narrower list does not, is taken out only where it is known why: gone, moved, no article.';
COMMENT ON COLUMN ingest.ledger_entry.site IS 'The site.';
COMMENT ON COLUMN ingest.ledger_entry.key IS 'id:N where the listing states the post id, else the path.';
COMMENT ON COLUMN ingest.ledger_entry.day IS 'Of its publication, in the time zone of the site.';
COMMENT ON COLUMN ingest.ledger_entry.is_guess IS 'Whether no listing states the day, and no stored page has: it was published then or on any day before.';
COMMENT ON COLUMN ingest.ledger_entry.post_id IS 'WordPress''s number; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.ledger_entry.path IS 'Site-relative path, as last listed.';
COMMENT ON COLUMN ingest.ledger_entry.url IS 'The URL to fetch, as last listed.';
COMMENT ON COLUMN ingest.ledger_entry.modified_at IS 'As last listed, and no later than that; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.ledger_entry.listed_at IS 'captured_at of the last listing that held it.';
COMMENT ON COLUMN ingest.ledger_entry.attempts IS 'Fetches by this backfill, or this reconcile, that did not bring it in.';
COMMENT ON COLUMN ingest.ledger_entry.asked_at IS 'When it was last asked for on the ledger''s account; NULL: never.';
COMMENT ON COLUMN ingest.ledger_entry.reason IS 'Why it is not stored: robots_disallow, not_article, quarantined, redirected, http_404 or http_410; NULL: stored, or missing.';
CREATE INDEX ledger_entry_of_day ON ingest.ledger_entry (site, day); -- coverage, what is missing
CREATE INDEX ledger_entry_guessed ON ingest.ledger_entry (site, day) WHERE is_guess; -- which days are whole
CREATE INDEX ledger_entry_by_path ON ingest.ledger_entry (site, path) WHERE post_id IS NOT NULL; -- ledger_fold

CREATE VIEW ingest.ledger_state AS
SELECT
    entry.site,
    entry.key,
    entry.day,
    entry.is_guess,
    entry.post_id,
    entry.path,
    entry.url,
    entry.modified_at,
    entry.listed_at,
    entry.attempts,
    entry.reason,
    NOT EXISTS (
        SELECT FROM ingest.ledger_day
        WHERE
            ledger_day.site = entry.site
            AND ledger_day.day = entry.day
            AND ledger_day.read_at > entry.listed_at
    ) AS is_named,
    stored.id IS NOT NULL AS is_stored,
    stored.id IS NOT NULL AND EXISTS (
        SELECT FROM ingest.alias
        WHERE
            alias.site = entry.site
            AND alias.path = entry.path
            AND alias.to_at IS NULL
            AND alias.article_id = stored.id
    ) AS is_met_there,
    stored.id IS NOT NULL AND (
        entry.post_id IS NULL
        OR EXISTS (
            SELECT FROM (
                SELECT item.paths FROM ingest.item
                WHERE item.article_id = stored.id
                ORDER BY item.captured_at DESC
                LIMIT 1
            ) AS newest
            WHERE entry.path = any(newest.paths)
        )
    ) AS is_met_there_last,
    stored.id AS article_id
FROM ingest.ledger_entry AS entry
LEFT JOIN LATERAL (
    SELECT article.id
    FROM ingest.article
    INNER JOIN ingest.sighting ON sighting.article_id = article.id
    WHERE
        article.is_live
        AND sighting.last_seen_at >= coalesce(entry.modified_at, '-infinity')
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
) AS stored ON TRUE;
COMMENT ON VIEW ingest.ledger_state IS 'The entries of the ledger, and whether each is stored: live, and seen since the site last changed it.';
COMMENT ON COLUMN ingest.ledger_state.site IS 'As in ledger_entry, like the columns up to reason.';
COMMENT ON COLUMN ingest.ledger_state.key IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.day IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.is_guess IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.post_id IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.path IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.url IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.modified_at IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.listed_at IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.attempts IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.reason IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.is_named IS 'Whether the list of its day named it when that was read last.';
COMMENT ON COLUMN ingest.ledger_state.is_stored IS 'Whether the article is stored as the site last said it to be.';
COMMENT ON COLUMN ingest.ledger_state.is_met_there IS 'Whether it is, and was met at the listed path: a renamed section moves all that is in it, and changes none.';
COMMENT ON COLUMN ingest.ledger_state.is_met_there_last IS 'Whether it is, and its newest page was met at the listed path: what was renamed may be named back. Where the listing states no post id, the path alone says what is meant.';
COMMENT ON COLUMN ingest.ledger_state.article_id IS 'The article, where it is stored; else NULL.';

CREATE TABLE ingest.absence (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    checked_at timestamptz NOT NULL,
    missing_since timestamptz
);
COMMENT ON TABLE ingest.absence IS 'Articles that the site named no more when they were last looked for.';
COMMENT ON COLUMN ingest.absence.article_id IS 'The article.';
COMMENT ON COLUMN ingest.absence.checked_at IS 'When its page was last asked for; the longest unchecked come first.';
COMMENT ON COLUMN ingest.absence.missing_since IS 'Since when each check met 404 or 410; NULL where the last one did not.';

CREATE TABLE ingest.visit (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    visited_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.visit IS 'When an article''s page was looked at again for an edit that no list tells of.';
COMMENT ON COLUMN ingest.visit.article_id IS 'The article.';
COMMENT ON COLUMN ingest.visit.visited_at IS 'captured_at of the last answer, whatever it was.';
