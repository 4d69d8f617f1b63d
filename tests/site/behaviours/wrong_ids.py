"""Pages that state another post's number than their own."""

import re
from dataclasses import replace
from typing import Final

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer

_HEAD: Final = rb"postid-|\?p=|/wp/v2/posts/"
_LOOP: Final = rb" id=\"post-|'comment_post_ID' value='"


@behaviour(path="/[!wfrp]*/*")
def one_post_id_on_all_pages(visit: Visit, *, number: int = 2, loop: bool = True) -> Answer:
    """A theme that asks for another post in its head, and leaves it in the page's own place.

    Without ``loop``, the article itself and the form below it state the right number.
    """
    answer = visit.proceed()
    pattern = b"(%s)\\d+" % (_HEAD + b"|" + _LOOP if loop else _HEAD)
    return replace(answer, body=re.sub(pattern, rb"\g<1>%d" % number, answer.body))
