"""Posts of the same second: WordPress's database lists them in whatever order it pleases.

Learnt from comparing a site whose editor had made thirty changes within two seconds.
"""

from tests.site.model import Post
from tests.site.wordpress import WordPress

REASON = "posts of the same second stand in any order"


def reason(site: WordPress, real: object, ours: object) -> str:
    """Name a difference that is one post in the place of another of its second; else empty."""
    one, other = _post(site, real), _post(site, ours)
    if one is None or other is None or one.id == other.id:
        return ""
    is_tied = one.published_at == other.published_at or one.modified_at == other.modified_at
    return REASON if is_tied else ""


def _post(site: WordPress, value: object) -> Post | None:
    """The post that a value names: its id, or a text with its path or title."""
    if type(value) is int:
        return site.posts.get(value)
    text = str(value)
    named = [post for post in site.posts.values() if post.path in text or post.title in text]
    return max(named, key=lambda post: len(post.path), default=None)
