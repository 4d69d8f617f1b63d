-- An edit, paragraph by paragraph.

CREATE FUNCTION ingest.kept_lines(before text[], after text[])
RETURNS TABLE (place_before int, place_after int)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- beyond this, the lines between the first and the last difference count as exchanged
    cells_max CONSTANT int := 250000;
    head int := 0;
    tail int := 0;
    rows_left int;
    columns_left int;
    width int;
    lengths int[];
    i int;
    j int;
BEGIN
    WHILE head < least(cardinality(before), cardinality(after))
        AND before[head + 1] = after[head + 1]
    LOOP
        head := head + 1;
        place_before := head;
        place_after := head;
        RETURN NEXT;
    END LOOP;
    WHILE tail < least(cardinality(before), cardinality(after)) - head
        AND before[cardinality(before) - tail] = after[cardinality(after) - tail]
    LOOP
        tail := tail + 1;
        place_before := cardinality(before) - tail + 1;
        place_after := cardinality(after) - tail + 1;
        RETURN NEXT;
    END LOOP;
    rows_left := cardinality(before) - head - tail;
    columns_left := cardinality(after) - head - tail;
    IF rows_left::bigint * columns_left NOT BETWEEN 1 AND cells_max THEN
        RETURN;
    END IF;
    -- lengths[i * width + j + 1]: of the longest common part of what follows i and j
    width := columns_left + 1;
    lengths := array_fill(0, ARRAY[(rows_left + 1) * width]);
    FOR i IN REVERSE rows_left - 1..0 LOOP
        FOR j IN REVERSE columns_left - 1..0 LOOP
            lengths[i * width + j + 1] := CASE
                WHEN before[head + i + 1] = after[head + j + 1]
                    THEN lengths[(i + 1) * width + j + 2] + 1
                ELSE greatest(
                    lengths[(i + 1) * width + j + 1], lengths[i * width + j + 2]
                )
            END;
        END LOOP;
    END LOOP;
    i := 0;
    j := 0;
    WHILE i < rows_left AND j < columns_left LOOP
        IF before[head + i + 1] = after[head + j + 1] THEN
            i := i + 1;
            j := j + 1;
            place_before := head + i;
            place_after := head + j;
            RETURN NEXT;
        ELSIF lengths[(i + 1) * width + j + 1] >= lengths[i * width + j + 2] THEN
            i := i + 1;
        ELSE
            j := j + 1;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION ingest.kept_lines IS 'A longest common subsequence of two lists of texts, as pairs of places from 1.';

CREATE FUNCTION warta.diff(article_id bigint, from_revision int, to_revision int)
RETURNS TABLE ("position" int, operation text, text text, field text) -- noqa: RF06
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH before AS (
        SELECT revision.* FROM ingest.revision
        WHERE
            revision.article_id = diff.article_id
            AND revision.revision = diff.from_revision
    ),

    after AS (
        SELECT revision.* FROM ingest.revision
        WHERE
            revision.article_id = diff.article_id
            AND revision.revision = diff.to_revision
    ),

    lists AS (
        SELECT
            string_to_array(before.body, E'\n\n') AS before,
            string_to_array(after.body, E'\n\n') AS after
        FROM before
        CROSS JOIN after
    ),

    kept AS (
        SELECT kept_lines.*
        FROM lists
        CROSS JOIN LATERAL ingest.kept_lines(lists.before, lists.after)
    ),

    -- a paragraph's place: behind the kept one before it, what was removed before what was added
    paragraphs AS (
        SELECT
            coalesce((
                SELECT max(kept.place_after) FROM kept
                WHERE kept.place_before < line.place
            ), 0) AS behind,
            1 AS turn,
            line.place,
            'removed' AS operation,
            line.text
        FROM lists
        CROSS JOIN LATERAL unnest(lists.before) WITH ORDINALITY AS line (text, place)
        WHERE
            NOT EXISTS (
                SELECT FROM kept
                WHERE kept.place_before = line.place
            )
        UNION ALL
        SELECT
            coalesce((
                SELECT max(kept.place_after) FROM kept
                WHERE kept.place_after <= line.place
            ), 0),
            CASE WHEN same.place_after IS NULL THEN 2 ELSE 0 END,
            line.place,
            CASE WHEN same.place_after IS NULL THEN 'added' ELSE 'kept' END,
            line.text
        FROM lists
        CROSS JOIN LATERAL unnest(lists.after) WITH ORDINALITY AS line (text, place)
        LEFT JOIN kept AS same ON same.place_after = line.place
    ),

    fields AS (
        SELECT
            named.number,
            named.name,
            named.before,
            named.after
        FROM before
        CROSS JOIN after
        CROSS JOIN LATERAL (
            VALUES
            (1, 'url', before.url, after.url),
            (2, 'section', before.section, after.section),
            (3, 'title', before.title, after.title),
            (4, 'dateline_place', before.dateline_place, after.dateline_place),
            (
                5, 'authors',
                nullif(array_to_string(before.authors, ', '), ''),
                nullif(array_to_string(after.authors, ', '), '')
            ),
            (
                6, 'tags',
                nullif(array_to_string(before.tags, ', '), ''),
                nullif(array_to_string(after.tags, ', '), '')
            ),
            (7, 'lead_image_url', before.lead_image_url, after.lead_image_url),
            (8, 'language', before.language, after.language),
            (9, 'published_at', before.published_at::text, after.published_at::text),
            (
                10, 'blocks',
                CASE WHEN before.body = after.body THEN before.blocks::text END,
                CASE WHEN before.body = after.body THEN after.blocks::text END
            )
        ) AS named (number, name, before, after)
        WHERE named.before IS DISTINCT FROM named.after
    ),

    told AS (
        SELECT
            0 AS part,
            fields.number AS behind,
            side.turn,
            0::bigint AS place,
            side.operation,
            side.text,
            fields.name AS field
        FROM fields
        CROSS JOIN LATERAL (
            VALUES (1, 'removed', fields.before), (2, 'added', fields.after)
        ) AS side (turn, operation, text)
        WHERE side.text IS NOT NULL
        UNION ALL
        SELECT
            1,
            paragraphs.behind,
            paragraphs.turn,
            paragraphs.place,
            paragraphs.operation,
            paragraphs.text,
            'body'
        FROM paragraphs
    )

    SELECT
        (row_number() OVER (ORDER BY told.part, told.behind, told.turn, told.place))::int,
        told.operation,
        told.text,
        told.field
    FROM told
    ORDER BY told.part, told.behind, told.turn, told.place;
END;
COMMENT ON FUNCTION warta.diff IS 'An edit: the paragraphs of two revisions of an article in order, each kept, removed or added (field is body), and before them the other fields that differ, with what they said and what they say (blocks where only captions and embeds differ). No rows where the article has no such revisions.';
