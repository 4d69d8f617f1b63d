-- The articles that a run met with another content than before.
SELECT DISTINCT article_id
FROM ingest.item
WHERE run_id = %(run_id)s AND outcome = 'revised'
