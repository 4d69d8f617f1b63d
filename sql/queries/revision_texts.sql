-- What some revisions of an article say, each field as a text.
SELECT
    revision,
    cause,
    captured_at,
    title,
    url,
    section,
    dateline_place,
    nullif(array_to_string(authors, ', '), '') AS authors,
    nullif(array_to_string(tags, ', '), '') AS tags,
    lead_image_url,
    language,
    published_at::text AS published_at,
    body
FROM warta.revisions
WHERE article_id = %(article_id)s AND revision = any(%(revisions)s::int[])
