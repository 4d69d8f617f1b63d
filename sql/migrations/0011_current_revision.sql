-- The change feed says at which revision an article stood after each change, so that a copy can be
-- brought to any number of the feed. Of changes from before, the view tells where the article stands
-- now, which ends in the same copy.

ALTER TABLE ingest.change ADD COLUMN current_revision int;
COMMENT ON COLUMN ingest.change.current_revision IS 'The revision that the article stood at when this was committed; NULL where it was none any more, and in rows from before 0011.';

CREATE OR REPLACE VIEW warta.changes AS
SELECT
    change.seq,
    change.article_id,
    change.revision,
    change.operation::text AS operation,
    change.fields,
    change.changed_at,
    coalesce(
        change.current_revision,
        (
            SELECT article.revision FROM ingest.article
            WHERE
                article.id = change.article_id
                AND change.operation NOT IN ('merge', 'forget')
        )
    ) AS current_revision
FROM ingest.change;
COMMENT ON COLUMN warta.changes.revision IS 'The revision that it made, which need not be the current one (an old capture may come late); NULL where it made none.';
COMMENT ON COLUMN warta.changes.fields IS 'The columns of the content that differ from the content before; empty where nothing came before, and where what the article says stayed the same (gone, return, merge, forget).';
COMMENT ON COLUMN warta.changes.current_revision IS 'The revision that articles showed once this was committed: what a copy has to say from here on. NULL where the article left articles (merge, forget).';
