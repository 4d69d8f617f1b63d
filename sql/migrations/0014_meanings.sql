-- A column is NULL only where its meaning says so. These did not.

COMMENT ON COLUMN ingest.capture.file_offset IS 'Byte at which its record begins in file; NULL where that is.';
COMMENT ON COLUMN ingest.capture.file_bytes IS 'Bytes of its record in file; NULL where that is.';
COMMENT ON COLUMN ingest.capture.payload_sha256 IS 'SHA-256 of the body as it was sent, before content-decoding; NULL where nothing was received.';
COMMENT ON COLUMN ingest.channel.url IS 'Where it begins: of the sitemap, its index; NULL where that is not known.';
COMMENT ON COLUMN ingest.found.fetched_at IS 'captured_at of the last page that answered for it; due again once a later listing tells of a change. NULL: never fetched.';
COMMENT ON COLUMN ingest.item.modified_at IS 'As the page stated it; NULL where it did not.';
COMMENT ON COLUMN ingest.revision.modified_at IS 'As the site stated it when this content was first seen; NULL where it did not. It is no content itself.';
COMMENT ON COLUMN ingest.search_document.title_document IS 'The title''s part of document; NULL in rows of recipe 1, like the columns that follow.';
COMMENT ON COLUMN ingest.search_document.section IS 'As in the revision, where it may be NULL.';
COMMENT ON COLUMN ingest.search_document.published_at IS 'As in the revision; where that states none, when the article was first seen. NULL in rows of recipe 1.';
COMMENT ON COLUMN ingest.search_document.authors IS 'Those of the revision, folded; NULL in rows of recipe 1.';
COMMENT ON COLUMN ingest.site.robots_at IS 'When robots was read; it is fetched again after 24 hours. NULL: not read yet.';
COMMENT ON COLUMN ingest.site.follow_since IS 'Publication time of the oldest article taken at first contact; older ones are a backfill''s. NULL before.';
COMMENT ON COLUMN ingest.site.cursor_at IS 'The latest time of change that a listing has stated; listings are read back to a day before it. NULL before the first.';
COMMENT ON COLUMN ingest.site.probed_at IS 'When it was last probed; that is due again after a day. NULL: never.';
COMMENT ON COLUMN ingest.site.has_honest_pages IS 'The same of article pages; NULL: not known.';
COMMENT ON COLUMN ingest.site.theme_sha256 IS 'Fingerprint of the theme at the last probe: another one means that extraction should be looked at. NULL before the first.';
COMMENT ON COLUMN ingest.site.clock_ahead_s IS 'How far the site''s clock was ahead of ours at the last probe, in seconds; NULL where that is not known.';

COMMENT ON COLUMN warta.revisions.cause IS 'Why it was recorded: first; edit (the site says something else); correction (a newer extractor reads the same page otherwise); better_origin (html after rest or text). return is reserved.';
COMMENT ON COLUMN warta.revisions.modified_at IS 'As the site stated it when this content was first seen; NULL where it did not.';
COMMENT ON COLUMN warta.channels.url IS 'Where it begins; NULL where that is not known.';
COMMENT ON COLUMN warta.status.reason IS 'Why that run ended as it did; NULL while it runs, and before the first.';
COMMENT ON COLUMN warta.status.run_started_at IS 'When that run began; NULL before the first.';
COMMENT ON COLUMN warta.status.newest_at IS 'When the newest stored article was published; NULL where none is, or none says when.';
COMMENT ON COLUMN warta.status.flow IS 'Which flow that run was of: ingest, reconcile …; import and quarantine only where nothing else has run. NULL before the first.';
COMMENT ON COLUMN warta.status.run_ended_at IS 'When that run ended; NULL while it runs, and before the first.';
COMMENT ON COLUMN warta.status.exit_code IS 'Of that run: 0 ok, 1 failed, 3 degraded, 4 site unreachable or refusing. NULL while it runs, and before the first.';
COMMENT ON COLUMN warta.freshness.newest_at IS 'When the newest stored article was published; NULL where none is, or none says when.';
COMMENT ON COLUMN warta.freshness.lag_p95 IS 'The same for 95 of 100; NULL where there is none.';
COMMENT ON FUNCTION warta.search IS 'Articles that match a query, best first; younger ones count more. Words are stemmed in Indonesian; "quoted phrases", or and - work as in a web search, kerja* finds words that begin so. Where nothing matches, words that no article holds are taken for like ones. in_section: a section and those below it; since (included) and until (not): time of publication; by_author, of_site: one of them. Matches stand between « and » in headline, which is plain text and no HTML: escape it to show it on a page. Ranked are the newest 2,000 matches; section and published_at are as in articles.';
