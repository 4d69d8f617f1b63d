"""The markups of the related-link block ('Baca Juga') seen in the field, each a named function.

A markup takes what the block says and returns HTML that stands between two paragraphs of the body
(the ones with a `lead` hold prose of the article in the same element). To add one, write a function
in `lines` or `boxes` and decorate it with `@markup`; the name is the function's.
"""

from tests.site.baca_juga import boxes, lines
from tests.site.baca_juga.markup import MARKUPS, WITH_LEAD, WITHOUT_LINK, Link, render

__all__ = ["MARKUPS", "WITHOUT_LINK", "WITH_LEAD", "Link", "boxes", "lines", "render"]
