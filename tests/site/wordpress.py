"""The site: what it holds now, what an editor does to it, and everything it ever held.

Every operation goes through `_put`, which records the post's new state with the time of the site's
clock; the truth is worked out from that journal alone. The clock moves only when a test moves it.
"""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.site import newsroom
from tests.site.blocks import Block, Paragraph
from tests.site.model import START, Author, Comment, Media, Post, Section, Settings, Status, Tag


@dataclass(frozen=True, kw_only=True)
class Change:
    """One state that a post took, and when.

    Attributes:
        operation: `publish edit touch rename retitle move delete restore unpublish schedule due
            backdate comment import`.
    """

    at: datetime
    operation: str
    post: Post


def slugify(title: str) -> str:
    """A title as WordPress makes a slug of it: lower case, words joined by hyphens, no marks."""
    plain = title.lower().replace("’", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:180]


class WordPress:
    """A WordPress news site in memory.

    Args:
        posts: how many articles it starts with, written by `newsroom` and spread over the time
            before the clock's start.
        seed: of the articles; the same seed gives the same site.
        settings: how it is set up.
        now: where its clock starts; aware.
        home: its address; `serve` sets it.
    """

    def __init__(
        self,
        *,
        posts: int = 20,
        seed: int = 1,
        settings: Settings | None = None,
        now: datetime = START,
        home: str = "http://wordpress.test",
    ) -> None:
        """Found the site and fill it."""
        self.settings = settings or Settings()
        self.home = home
        self.lock = threading.RLock()
        self.journal: list[Change] = []
        self.posts: dict[int, Post] = {}
        self.sections: dict[str, Section] = {}
        self.tags: dict[str, Tag] = {}
        self.authors: dict[str, Author] = {}
        self.media: dict[int, Media] = {}
        self.generation = 0
        self.is_cron_running = True
        self._now = now
        self._next_id = 15
        self._next_term = 2
        self._newsroom = newsroom.Newsroom(seed)
        for draft in self._newsroom.drafts(posts, until=now):
            self._place(draft, published_at=draft.written_at)

    # The clock

    @property
    def now(self) -> datetime:
        """The site's time, aware UTC."""
        return self._now

    def advance(self, by: timedelta | None = None, **units: float) -> datetime:
        """Move the clock on (`advance(hours=3)`); publishes what falls due. Returns the new now."""
        return self.set_now(self._now + (by or timedelta()) + timedelta(**units))

    def set_now(self, to: datetime) -> datetime:
        """Set the clock.

        Raises:
            ValueError: that would be back in time.
        """
        if to < self._now:
            message = f"the clock stands at {self._now}, later than {to}"
            raise ValueError(message)
        with self.lock:
            for post in sorted(self.posts.values(), key=lambda p: (p.published_at, p.id)):
                is_due = post.status is Status.FUTURE and post.published_at <= to
                if is_due and self.is_cron_running:
                    self._now = max(self._now, post.published_at)
                    self._put(replace(post, status=Status.PUBLISH), "due")
            self._now = to
            self.generation += 1
        return to

    # What an editor does

    def publish(
        self,
        title: str | None = None,
        *,
        blocks: tuple[Block, ...] | None = None,
        section: str | None = None,
        at: datetime | None = None,
        **fields: object,
    ) -> Post:
        """Publish an article; what is not given is invented.

        Args:
            title: its title.
            blocks: its body.
            section: path of its section, made if it is new.
            at: its date: later than now schedules it, earlier back-dates it.
            **fields: further fields of `Post` (`tags`, `author`, `slug`, `excerpt`, `lead` …).
        """
        with self.lock:
            draft = self._newsroom.draft(written_at=self._now)
            draft = replace(
                draft,
                title=title or draft.title,
                blocks=blocks if blocks is not None else draft.blocks,
                section=section or draft.section,
            )
            return self._place(draft, published_at=at or self._now, **fields)

    def schedule(self, at: datetime, title: str | None = None, **fields: object) -> Post:
        """Have an article come out at `at`, when the clock passes it."""
        return self.publish(title, at=at, **fields)  # type: ignore[arg-type]

    def backdate(self, post: int | Post, to: datetime) -> Post:
        """Give an article an earlier date, as an editor does who fills an archive."""
        return self._edit(post, "backdate", published_at=to)

    def edit(self, post: int | Post, blocks: tuple[Block, ...] | None = None) -> Post:
        """Change the body; without `blocks`, a paragraph is added at its end."""
        if blocks is None:
            line = Paragraph(markup=self._newsroom.sentence())
            blocks = (*self.get(post).blocks, line)
        return self._edit(post, "edit", blocks=blocks)

    def edit_silently(self, post: int | Post, blocks: tuple[Block, ...] | None = None) -> Post:
        """Change the body, and leave `modified` as it was (a query on the database does that)."""
        before = self.get(post).modified_at
        self.edit(post, blocks)
        return self._put(replace(self.get(post), modified_at=before), "edit", replaces=True)

    def touch(self, post: int | Post) -> Post:
        """Save without a change: only `modified` moves."""
        return self._edit(post, "touch")

    def retitle(self, post: int | Post, title: str) -> Post:
        """Change the title; the address stays."""
        return self._edit(post, "retitle", title=title)

    def rename(self, post: int | Post, slug: str) -> Post:
        """Change the slug; WordPress redirects the old address."""
        old = self.get(post)
        slugs = (*[s for s in old.old_slugs if s not in (slug, old.slug)], old.slug)
        return self._edit(post, "rename", slug=slug, old_slugs=slugs)

    def move(self, post: int | Post, section: str) -> Post:
        """Put it in another section; WordPress redirects the old address to the new one."""
        self.section(section)
        return self._edit(post, "move", sections=(section, *self.get(post).sections[1:]))

    def delete(self, post: int | Post, *, gone: bool = False) -> Post:
        """Move it to the trash: 404, or 410 with `gone`."""
        return self._edit(post, "delete", status=Status.GONE if gone else Status.TRASH)

    def restore(self, post: int | Post) -> Post:
        """Publish again what was deleted or taken back."""
        return self._edit(post, "restore", status=Status.PUBLISH)

    def unpublish(self, post: int | Post, *, private: bool = False) -> Post:
        """Make it a draft again, or private."""
        return self._edit(post, "unpublish", status=Status.PRIVATE if private else Status.DRAFT)

    def retag(self, post: int | Post, tags: Iterable[str]) -> Post:
        """Give it other tags."""
        names = tuple(tags)
        for name in names:
            self.tag(name)
        return self._edit(post, "edit", tags=names)

    def comment(self, post: int | Post, text: str = "", author: str = "Pembaca Setia") -> Comment:
        """Have a reader comment: the page changes, `modified` does not."""
        with self.lock:
            current = self.get(post)
            number = 1 + sum(len(p.comments) for p in self.posts.values())
            said = text or self._newsroom.remark()
            new = Comment(id=number, author=author, text=said, written_at=self._now)
            self._put(replace(current, comments=(*current.comments, new)), "comment")
            return new

    # What it holds

    def get(self, post: int | Post | str) -> Post:
        """A post as it is now, by id, by an older state of it, or by slug.

        Raises:
            KeyError: there is none.
        """
        if isinstance(post, str):
            return next(p for p in self.posts.values() if p.slug == post)
        return self.posts[post.id if isinstance(post, Post) else post]

    def live(self) -> list[Post]:
        """The published posts, newest first, as WordPress orders them."""
        posts = [post for post in self.posts.values() if post.is_live]
        return sorted(posts, key=lambda post: (post.published_at, post.id), reverse=True)

    def section(self, path: str, name: str = "") -> Section:
        """The section at a path, made with its parents if it is new."""
        if path not in self.sections:
            parent = path.rpartition("/")[0]
            if parent:
                self.section(parent)
            label = name or path.rpartition("/")[2].replace("-", " ").title()
            self.sections[path] = Section(id=self._term(), path=path, name=label)
        return self.sections[path]

    def tag(self, name: str) -> Tag:
        """The tag of a name, made if it is new."""
        if name not in self.tags:
            self.tags[name] = Tag(id=self._term(), slug=slugify(name), name=name)
        return self.tags[name]

    def author(self, name: str) -> Author:
        """The author of a name or slug, made if new."""
        slug = slugify(name)
        if slug not in self.authors:
            number = 2 + len(self.authors)
            about = f"{name} menulis untuk rubrik berita dan analisis."
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
        self._next_id = max(self._next_id, post.id)
        return self._put(post, "import")

    # The rest

    def _term(self) -> int:
        self._next_term += 1
        return self._next_term

    def _id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _place(self, draft: newsroom.Draft, *, published_at: datetime, **fields: object) -> Post:
        self.section(draft.section)
        tags = fields.pop("tags", draft.tags)
        assert isinstance(tags, tuple)
        for name in tags:
            self.tag(name)
        author = self.author(str(fields.pop("author", draft.author)))
        lead = fields.pop("lead", None) or self._picture(draft)
        is_due = published_at <= self._now
        post = Post(
            id=self._id(),
            slug=str(fields.pop("slug", "") or self._free_slug(slugify(draft.title))),
            title=draft.title,
            blocks=draft.blocks,
            sections=(draft.section,),
            author=author.slug,
            tags=tags,
            published_at=published_at,
            modified_at=min(published_at, self._now),
            status=Status.PUBLISH if is_due else Status.FUTURE,
            lead=lead,  # type: ignore[arg-type]
        )
        if draft.written_at == self._now:
            post = replace(post, modified_at=self._now)
        return self._put(replace(post, **fields), "publish" if is_due else "schedule")  # type: ignore[arg-type]

    def _picture(self, draft: newsroom.Draft) -> Media:
        number = self._id()
        month = draft.written_at.astimezone(self.settings.timezone).strftime("%Y/%m")
        slug = f"ilustrasi-{number}"
        media = Media(
            id=number, slug=slug, path=f"/wp-content/uploads/{month}/{slug}.jpg",
            caption=draft.caption, uploaded_at=draft.written_at,
        )  # fmt: skip
        self.media[number] = media
        return media

    def _free_slug(self, wanted: str) -> str:
        taken = {post.slug for post in self.posts.values()}
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        return slug

    def _edit(self, post: int | Post, operation: str, **fields: object) -> Post:
        with self.lock:
            current = self.get(post)
            new = replace(current, modified_at=self._now, **fields)  # type: ignore[arg-type]
            return self._put(new, operation)

    def _put(self, post: Post, operation: str, *, replaces: bool = False) -> Post:
        with self.lock:
            at = post.published_at if not self.journal_is_open(post) else self._now
            change = Change(at=min(at, self._now), operation=operation, post=post)
            if replaces:
                self.journal[-1] = change
            else:
                self.journal.append(change)
            self.posts[post.id] = post
            self.generation += 1
            return post

    def journal_is_open(self, post: Post) -> bool:
        """Whether the site already serves: what it was founded with counts from its own date."""
        return self.posts.get(post.id) is not None or post.modified_at >= self._now
