-- Write the sketches of articles.
INSERT INTO ingest.sketch (article_id, revision, recipe, text_sha256, bands, numbers)
SELECT
    given.article_id,
    given.revision,
    %(recipe)s,
    given.text_sha256,
    given.bands::int[],
    given.numbers
FROM unnest(
    %(article_ids)s::bigint[],
    %(revisions)s::int[],
    %(texts)s::bytea[],
    %(bands)s::text[],
    %(numbers)s::bytea[]
) AS given (article_id, revision, text_sha256, bands, numbers)
ON CONFLICT (article_id) DO UPDATE
    SET
        revision = excluded.revision,
        recipe = excluded.recipe,
        text_sha256 = excluded.text_sha256,
        bands = excluded.bands,
        numbers = excluded.numbers
