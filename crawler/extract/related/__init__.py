"""Links to other articles inside the text ("Baca Juga"), in whatever markup.

Wherever they stand, they are told by the same: entries whose titles (``titles``) link other pages
of the site; what programs set beside those, days and excerpts; words above that say so (``labels``,
``markers``), and none that lead to them as the article's own. ``boxes.teasers`` asks so of
elements, ``links`` of lines: below a marker (``below``, ``evidence``), within a paragraph
(``inner``), several (``runs``) or one (``alone``) without a marker.
"""
