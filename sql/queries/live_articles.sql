-- How many articles of a site are live.
SELECT count(*) AS articles
FROM warta.articles
WHERE site = %(site)s AND is_live
