-- What differs from the content before because another extractor read it, not because of an edit.
UPDATE staged_revision
SET cause = 'correction'
FROM
    unnest(%(article_ids)s::bigint[], %(revisions)s::int[]) AS corrected (article_id, revision)
WHERE
    staged_revision.article_id = corrected.article_id
    AND staged_revision.revision = corrected.revision
