-- Keep what a probe learned of a site. A feed that lied once is not believed again.
UPDATE ingest.site
SET
    probed_at = %(now)s,
    has_honest_feed = CASE
        WHEN site.has_honest_feed IS FALSE THEN FALSE
        ELSE coalesce(%(has_honest_feed)s, site.has_honest_feed)
    END,
    theme_sha256 = coalesce(%(theme_sha256)s, site.theme_sha256),
    utc_offset_s = coalesce(%(utc_offset_s)s, site.utc_offset_s),
    clock_ahead_s = coalesce(%(clock_ahead_s)s, site.clock_ahead_s)
WHERE name = %(site)s
