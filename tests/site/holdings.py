"""What a site holds, its clock, and the journal of every state that its posts ever took.

All changes go through `put`, which notes the new state with the time of the site's clock; the truth
is worked out from that journal alone. The clock moves only when a test moves it.
"""

import re
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.site.model import PERMALINKS, Author, Media, Post, Section, Settings, Status, Tag


@dataclass(frozen=True, kw_only=True)
class Change:
    """One state that a post took, and when.

    Attributes:
        operation: `publish schedule due edit touch retitle rename move delete restore unpublish
            redate comment load refile`.
    """

    at: datetime
    operation: str
    post: Post


def slugify(title: str) -> str:
    """A title as WordPress makes a slug of it: lower case, words joined by hyphens, no marks."""
    plain = title.lower().replace("’", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:180]


class Holdings:
    """Posts, terms, people, pictures; a clock; a journal.

    Attributes:
        home: the site's address, without a slash at its end; links are made with it.
        lock: held by whoever changes or renders; re-entrant.
        generation: grows with every change that a page could show.
        is_cron_running: whether scheduled posts come out when the clock passes their date.
        permalinks: the form of the addresses of articles.
    """

    def __init__(self, settings: Settings, now: datetime, home: str) -> None:
        """Begin empty."""
        self.settings = settings
        self.home = home
        self.lock = threading.RLock()
        self.journal: list[Change] = []
        self.posts: dict[int, Post] = {}
        self.sections: dict[str, Section] = {}
        self.tags: dict[str, Tag] = {}
        self.authors: dict[str, Author] = {}
        self.media: dict[int, Media] = {}
        self.generation = 0
        self._live: tuple[int, list[Post]] | None = None
        self.is_cron_running = True
        self.permalinks = PERMALINKS
        self._now = now
        self._last_id = 15
        self._last_term = 2

    @property
    def now(self) -> datetime:
        """The site's time, aware UTC."""
        return self._now

    def advance(self, by: timedelta | None = None, **units: float) -> datetime:
        """Move the clock on (`advance(hours=3)`); publishes what falls due. Returns the new now."""
        return self.set_now(self._now + (by or timedelta()) + timedelta(**units))

    def set_now(self, to: datetime) -> datetime:
        """Set the clock; what falls due on the way comes out at its own time.

        Raises:
            ValueError: that would be back in time.
        """
        if to < self._now:
            raise ValueError(f"the clock stands at {self._now}, later than {to}")
        with self.lock:
            waiting = [post for post in self.posts.values() if post.status is Status.FUTURE]
            due = [post for post in waiting if post.published_at <= to and self.is_cron_running]
            for post in sorted(due, key=lambda post: (post.published_at, post.id)):
                self._now = max(self._now, post.published_at)
                self.put(replace(post, status=Status.PUBLISH), "due")
            self._now = to
        return to

    def get(self, post: int | str | Post) -> Post:
        """A post as it is now, by id, by slug, or by an older state of it.

        Raises:
            KeyError: there is none.
        """
        if isinstance(post, str):
            found = next((one for one in self.posts.values() if one.slug == post), None)
            if found is None:
                raise KeyError(post)
            return found
        return self.posts[post.id if isinstance(post, Post) else post]

    def live(self) -> list[Post]:
        """The published posts, newest first, as WordPress orders them."""
        with self.lock:
            if self._live is None or self._live[0] != self.generation:
                posts = [post for post in self.posts.values() if post.is_live]
                posts.sort(key=lambda post: (post.published_at, post.id), reverse=True)
                self._live = (self.generation, posts)
            return list(self._live[1])

    def section(self, path: str) -> Section:
        """The section at a path, made with its parents if it is new."""
        if path not in self.sections:
            parent, _, slug = path.rpartition("/")
            if parent:
                self.section(parent)
            name = slug.replace("-", " ").title()
            self.sections[path] = Section(id=self.new_term(), path=path, name=name)
        return self.sections[path]

    def tag(self, name: str) -> Tag:
        """The tag of a name, made if it is new."""
        if name not in self.tags:
            self.tags[name] = Tag(id=self.new_term(), slug=slugify(name), name=name)
        return self.tags[name]

    def author(self, name: str) -> Author:
        """The author of a name, made if new."""
        slug = slugify(name)
        if slug not in self.authors:
            about = f"{name} menulis untuk rubrik berita dan analisis."
            number = 2 + len(self.authors)
            self.authors[slug] = Author(id=number, slug=slug, name=name, description=about)
        return self.authors[slug]

    def configure(self, **changes: object) -> Settings:
        """Change settings (`configure(theme="jnews")`: a theme change overnight)."""
        with self.lock:
            self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
            self.generation += 1
        return self.settings

    def load(self, post: Post) -> Post:
        """Take over a post as it is, ids and all; used to rebuild another site."""
        if post.lead:
            self.media[post.lead.id] = post.lead
        self._last_id = max(self._last_id, post.id)
        return self.put(post, "load", at=min(post.modified_at, self._now))

    def put(self, post: Post, operation: str, *, at: datetime | None = None) -> Post:
        """Note a post's new state; `at` is for what was there before the site opened."""
        with self.lock:
            self.journal.append(Change(at=at or self._now, operation=operation, post=post))
            self.posts[post.id] = post
            self.generation += 1
        return post

    def new_id(self) -> int:
        """The next number that posts and pictures share."""
        self._last_id += 1
        return self._last_id

    def new_term(self) -> int:
        """The next number that sections and tags share."""
        self._last_term += 1
        return self._last_term

    def free_slug(self, wanted: str, number_of_its_own: int = 0) -> str:
        """A slug that no other post has, as WordPress numbers them: `judul`, `judul-2`.

        What lies in the trash gives its slug away.
        """
        taken = {
            post.slug
            for post in self.posts.values()
            if post.status not in (Status.TRASH, Status.GONE) and post.id != number_of_its_own
        }
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        return slug
