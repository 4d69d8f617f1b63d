-- What a site was asked and when, across runs and machines; captures that repeat another one, and
-- captures that expire.

ALTER TABLE ingest.site ADD COLUMN asked_at timestamptz;
COMMENT ON COLUMN ingest.site.asked_at IS 'When the last request to it ended, by the clock of the machine that made it: the pause before the next one begins there. NULL: never asked.';

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

ALTER TABLE ingest.capture ADD COLUMN revisit_of uuid;
COMMENT ON COLUMN ingest.capture.revisit_of IS 'The capture whose record holds the body: this one had the same, so its own record holds the head alone. NULL: it is kept whole.';
COMMENT ON COLUMN ingest.capture.file IS 'Below the captures'' place; NULL where nothing was received, and where it has expired (listings, robots.txt and probes).';
