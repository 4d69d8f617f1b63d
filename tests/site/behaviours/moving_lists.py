"""Lists that change while one pages through them."""

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer


@behaviour(path="/wp-json/wp/v2/posts*")
def publish_while_paging(visit: Visit, *, after: int = 1, most: int = 3) -> Answer:
    """An article comes out after a page was read: the next page repeats the last one of this."""
    answer = visit.proceed()
    if after <= visit.count < after + most:
        visit.wordpress.publish()
    return answer


@behaviour(path="/wp-json/wp/v2/posts*")
def delete_while_paging(visit: Visit, *, after: int = 1, most: int = 3) -> Answer:
    """The newest is removed after a page was read: the next page skips an article."""
    answer = visit.proceed()
    live = visit.wordpress.live()
    if after <= visit.count < after + most and live:
        visit.wordpress.delete(live[0])
    return answer


@behaviour(path="/wp-json/wp/v2/posts*")
def touch_while_paging(visit: Visit, *, after: int = 1, most: int = 3) -> Answer:
    """The oldest is saved anew after a page was read: it is first in `orderby=modified`."""
    answer = visit.proceed()
    live = visit.wordpress.live()
    if after <= visit.count < after + most and live:
        visit.wordpress.touch(live[-1])
    return answer


@behaviour()
def edit_after_first_visit(visit: Visit) -> Answer:
    """The article is corrected right after it was read."""
    answer, post = visit.proceed(), visit.post
    if post and visit.times == 1:
        visit.wordpress.edit(post)
    return answer


@behaviour()
def silent_edit_after_first_visit(visit: Visit) -> Answer:
    """The body changes and `modified` does not: only a full fetch sees it."""
    answer, post = visit.proceed(), visit.post
    if post and visit.times == 1:
        visit.wordpress.edit_silently(post)
    return answer
