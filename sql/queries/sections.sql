-- The sections of a site in which articles are stored, and those above them.
SELECT section FROM warta.sections
WHERE site = %(site)s
ORDER BY section
