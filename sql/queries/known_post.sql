-- A post that the site has just listed and that is stored: REST must answer for it.
SELECT post_id
FROM ingest.ledger_state
WHERE site = %(site)s AND is_named AND is_stored AND post_id IS NOT NULL
ORDER BY listed_at DESC, day DESC, post_id DESC
LIMIT 1
