-- Take away the pairs of texts that no article has any more.
DELETE FROM ingest.near_pair
WHERE
    NOT EXISTS (
        SELECT FROM ingest.sketch
        WHERE sketch.text_sha256 = near_pair.text_sha256
    )
    OR NOT EXISTS (
        SELECT FROM ingest.sketch
        WHERE sketch.text_sha256 = near_pair.other_sha256
    )
