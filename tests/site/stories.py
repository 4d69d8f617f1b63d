"""What editors do, as named stories, each tied to the trap it shows.

A story takes the site and one of its articles and does something to it, moving no clock but where
it says so. `tell("slug_change", site)` picks the newest article. To add one, write a function and
decorate it with `@story`.
"""

from collections.abc import Callable
from datetime import timedelta

from tests.site.blocks import Paragraph
from tests.site.model import Post
from tests.site.wordpress import WordPress

Story = Callable[[WordPress, Post], Post]
STORIES: dict[str, Story] = {}


def story(function: Story) -> Story:
    """Register a story under its function's name."""
    STORIES[function.__name__] = function
    return function


def tell(name: str, site: WordPress, post: Post | None = None) -> Post:
    """Let a story happen to an article (the newest, if none is given); returns it as it is then.

    Raises:
        KeyError: there is no story of that name.
    """
    return STORIES[name](site, post or site.live()[0])


@story
def edit_that_matters(site: WordPress, post: Post) -> Post:
    """A word in the lead changes: a new revision."""
    first, *rest = post.blocks
    markup = getattr(first, "markup", "") + " Keterangan ini sudah diperbaiki."
    return site.edit(post, (Paragraph(markup=markup), *rest))


@story
def edit_that_does_not(site: WordPress, post: Post) -> Post:
    """Only white space changes: no revision, though `modified` moved."""
    first, *rest = post.blocks
    markup = getattr(first, "markup", "").replace(". ", ".  ")
    site.edit(post, (Paragraph(markup=markup), *rest))
    return site.touch(post)


@story
def save_without_change(site: WordPress, post: Post) -> Post:
    """`modified` moves and nothing else: no revision."""
    return site.touch(post)


@story
def edit_with_unchanged_modified(site: WordPress, post: Post) -> Post:
    """The body changes in the database alone: only a full fetch now and then sees it."""
    return site.edit_silently(post)


@story
def slug_change(site: WordPress, post: Post) -> Post:
    """A new address, the old one redirects: the same article, moved."""
    return site.rename(post, f"{post.slug}-diperbarui")


@story
def slug_change_then_deletion(site: WordPress, post: Post) -> Post:
    """Renamed, then removed: the old address redirects to a `?p=ID` that is 404."""
    site.rename(post, f"{post.slug}-baru")
    return site.delete(post)


@story
def slug_change_and_back(site: WordPress, post: Post) -> Post:
    """Two moves that end where they began: aliases must not loop."""
    site.rename(post, f"{post.slug}-sementara")
    site.advance(hours=1)
    return site.rename(post, post.slug)


@story
def title_change(site: WordPress, post: Post) -> Post:
    """A new title at the old address."""
    return site.retitle(post, f"{post.title} (Diperbarui)")


@story
def section_change(site: WordPress, post: Post) -> Post:
    """Another section: the address changes with it."""
    return site.move(post, "nasional" if post.section != "nasional" else "budaya")


@story
def deletion(site: WordPress, post: Post) -> Post:
    """To the trash: 404, and out of every list."""
    return site.delete(post)


@story
def deletion_said_aloud(site: WordPress, post: Post) -> Post:
    """Removed for good, with 410: no need to ask again."""
    return site.delete(post, gone=True)


@story
def unpublishing(site: WordPress, post: Post) -> Post:
    """Back to a draft: looks like a deletion from outside."""
    return site.unpublish(post)


@story
def return_from_the_dead(site: WordPress, post: Post) -> Post:
    """Deleted, and back an hour later with the same content: one article, no second one."""
    site.delete(post)
    site.advance(hours=1)
    return site.restore(post)


@story
def slug_reused(site: WordPress, post: Post) -> Post:
    """Deleted, and its address is given to another article: two articles."""
    site.delete(post)
    site.advance(minutes=5)
    return site.publish(f"Lain Sama Sekali: {post.title}", slug=post.slug, section=post.section)


@story
def scheduled_post(site: WordPress, post: Post) -> Post:
    """Comes out in two hours, with that hour as its date and an earlier `modified`."""
    del post
    return site.schedule(site.now + timedelta(hours=2))


@story
def missed_schedule(site: WordPress, post: Post) -> Post:
    """WordPress's cron does not run: the hour comes and the article does not."""
    site.is_cron_running = False
    return scheduled_post(site, post)


@story
def backdated_post(site: WordPress, post: Post) -> Post:
    """Published today with a date of last month: no 'newest' list ever shows it first."""
    del post
    return site.publish(at=site.now - timedelta(days=30))


@story
def date_moved_forward(site: WordPress, post: Post) -> Post:
    """An old article gets today's date, to be on top again: not a new article."""
    return site.redate(post, site.now)


@story
def comment_only(site: WordPress, post: Post) -> Post:
    """A reader comments: the page changes, `modified` and the article do not."""
    site.comment(post)
    return site.get(post)


@story
def twin(site: WordPress, post: Post) -> Post:
    """The same title and body published again under another id: a duplicate, not a revision."""
    return site.publish(post.title, blocks=post.blocks, section=post.section)
