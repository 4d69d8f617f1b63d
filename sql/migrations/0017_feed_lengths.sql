-- How many articles a feed lists, so that one that suddenly lists few is seen.

ALTER TYPE ingest.incident_cause ADD VALUE 'feed_shrunk' AFTER 'listings_cut';

CREATE TABLE ingest.feed_length (
    site text PRIMARY KEY REFERENCES ingest.site (name),
    fewest int NOT NULL,
    readings int NOT NULL,
    first_read_at timestamptz NOT NULL,
    fewer int NOT NULL,
    fewer_since_at timestamptz,
    CONSTRAINT a_feed_was_read_before_it_has_a_length CHECK (readings >= 1 AND fewest >= 0),
    CONSTRAINT what_is_fewer_is_so_since_a_time CHECK ((fewer > 0) = (fewer_since_at IS NOT NULL))
);
COMMENT ON TABLE ingest.feed_length IS 'How many articles the feed of a site lists. Readings count when the feed has changed.';
COMMENT ON COLUMN ingest.feed_length.site IS 'The site.';
COMMENT ON COLUMN ingest.feed_length.fewest IS 'The fewest that it listed in any reading that was believed.';
COMMENT ON COLUMN ingest.feed_length.readings IS 'How many readings that rests on; counted until they are enough.';
COMMENT ON COLUMN ingest.feed_length.first_read_at IS 'When the first of them was.';
COMMENT ON COLUMN ingest.feed_length.fewer IS 'How many readings in a row, up to the last, listed at most half as many.';
COMMENT ON COLUMN ingest.feed_length.fewer_since_at IS 'When the first of those was; NULL where there are none.';
