-- Write which texts are nearly the same.
INSERT INTO ingest.near_pair (text_sha256, other_sha256, similarity)
SELECT
    given.text_sha256,
    given.other_sha256,
    given.similarity
FROM unnest(
    %(texts)s::bytea[],
    %(others)s::bytea[],
    %(similarities)s::real[]
) AS given (text_sha256, other_sha256, similarity)
ON CONFLICT DO NOTHING
