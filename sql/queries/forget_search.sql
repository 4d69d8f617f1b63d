-- Take articles out of the search, and with them the words that no other article has.
WITH gone AS (
    DELETE FROM ingest.search_document
    WHERE article_id = any(%(article_ids)s::bigint[])
    RETURNING document
),

word AS (
    SELECT DISTINCT word
    FROM gone
    CROSS JOIN LATERAL unnest(tsvector_to_array(gone.document)) AS word
)

DELETE FROM ingest.search_word
USING word
WHERE
    search_word.word = word.word
    AND NOT EXISTS (
        SELECT FROM ingest.search_document AS other
        WHERE
            other.document @@ quote_literal(word.word)::tsquery
            AND other.article_id <> all(%(article_ids)s::bigint[])
    )
