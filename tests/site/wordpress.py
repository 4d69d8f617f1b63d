"""The site as its editors and readers use it: what they do to it, one method a deed."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.site.blocks import Block, Paragraph
from tests.site.holdings import Holdings, slugify
from tests.site.model import START, Comment, Media, Post, Settings, Status
from tests.site.newsroom import RESTING_MARKUPS, Draft, Newsroom

PostLike = int | str | Post


class WordPress(Holdings):
    """A WordPress news site in memory.

    Args:
        posts: how many articles it starts with, written by `newsroom` and spread over the time
            before the clock's start.
        seed: of the articles; the same seed gives the same site.
        markups: what the related links are written in (names of `baca_juga.MARKUPS`).
        settings: how it is set up.
        now: where its clock starts; aware.
        home: its address; `serve` sets it.
    """

    def __init__(  # noqa: PLR0913 - all have a default
        self,
        *,
        posts: int = 20,
        seed: int = 1,
        markups: tuple[str, ...] = RESTING_MARKUPS,
        settings: Settings | None = None,
        now: datetime = START,
        home: str = "http://wordpress.test",
    ) -> None:
        """Found the site and fill it."""
        super().__init__(settings or Settings(), now, home)
        self.newsroom = Newsroom(seed, markups)
        for draft in self.newsroom.drafts(posts, until=now):
            self._place(draft, published_at=draft.written_at, saved_at=draft.written_at)

    def publish(
        self,
        title: str | None = None,
        *,
        blocks: tuple[Block, ...] | None = None,
        section: str | None = None,
        at: datetime | None = None,
        **fields: Any,
    ) -> Post:
        """Publish an article; what is not given is invented.

        Args:
            title: its title.
            blocks: its body.
            section: path of its section, made if it is new.
            at: its date: later than now schedules it, earlier back-dates it.
            **fields: further fields of `Post` (`slug`, `tags`, `author` by name, `excerpt` …).
        """
        with self.lock:
            invented = self.newsroom.draft(written_at=self.now)
            draft = replace(
                invented,
                title=title or invented.title,
                blocks=invented.blocks if blocks is None else blocks,
                section=section or invented.section,
                tags=tuple(fields.pop("tags", invented.tags)),
                author=fields.pop("author", invented.author),
            )
            return self._place(draft, published_at=at or self.now, saved_at=self.now, **fields)

    def schedule(self, at: datetime, title: str | None = None, **fields: Any) -> Post:
        """Have an article come out at `at`, when the clock passes it."""
        return self.publish(title, at=at, **fields)

    def redate(self, post: PostLike, to: datetime) -> Post:
        """Give an article another date, as an editor does to fill an archive, or to be on top."""
        return self._save(post, "redate", published_at=to)

    def edit(self, post: PostLike, blocks: tuple[Block, ...] | None = None) -> Post:
        """Change the body; without `blocks`, a paragraph is added at its end."""
        return self._save(post, "edit", blocks=blocks or self._longer(post))

    def edit_silently(self, post: PostLike, blocks: tuple[Block, ...] | None = None) -> Post:
        """Change the body and leave `modified` as it was (a query on the database does that)."""
        before = self.get(post).modified_at
        return self._save(post, "edit", blocks=blocks or self._longer(post), modified_at=before)

    def touch(self, post: PostLike) -> Post:
        """Save without a change: only `modified` moves."""
        return self._save(post, "touch")

    def retitle(self, post: PostLike, title: str) -> Post:
        """Change the title; the address stays."""
        return self._save(post, "retitle", title=title)

    def rename(self, post: PostLike, slug: str) -> Post:
        """Change the slug; WordPress redirects the old address."""
        old = self.get(post)
        slug = self.free_slug(slug, old.id)
        kept = (one for one in old.old_slugs if one not in (slug, old.slug))
        return self._save(post, "rename", slug=slug, old_slugs=(*kept, old.slug))

    def move(self, post: PostLike, section: str) -> Post:
        """Put it in another section; WordPress redirects the old address to the new one."""
        self.section(section)
        others = (one for one in self.get(post).sections[1:] if one != section)
        return self._save(post, "move", sections=(section, *others))

    def rename_section(self, old: str, new: str) -> list[Post]:
        """Change a section's slug, and so the address of all that is in it; no post is saved.

        WordPress redirects the articles, and no page of the section itself.
        """
        with self.lock:
            for path in [one for one in self.sections if _is_within(one, old)]:
                section = self.sections.pop(path)
                self.sections[_moved(path, old, new)] = replace(
                    section, path=_moved(path, old, new)
                )
            inside = [p for p in self.posts.values() if any(_is_within(s, old) for s in p.sections)]
            return [
                self.put(
                    replace(post, sections=tuple(_moved(s, old, new) for s in post.sections)),
                    "refile",
                )
                for post in inside
            ]

    def restructure(self, permalinks: str) -> list[Post]:
        """Change the form of all articles' addresses (`/berita/%postname%`); no post is saved."""
        with self.lock:
            self.permalinks = permalinks
            posts = list(self.posts.values())
            return [self.put(replace(post, permalinks=permalinks), "refile") for post in posts]

    def delete(self, post: PostLike, *, gone: bool = False) -> Post:
        """Move it to the trash: 404, or 410 with `gone`."""
        return self._save(post, "delete", status=Status.GONE if gone else Status.TRASH)

    def restore(self, post: PostLike) -> Post:
        """Publish again what was deleted or taken back; its slug, if it is still free."""
        current = self.get(post)
        slug = self.free_slug(current.slug, current.id)
        return self._save(current, "restore", status=Status.PUBLISH, slug=slug)

    def unpublish(self, post: PostLike, *, private: bool = False) -> Post:
        """Make it a draft again, or private."""
        status = Status.PRIVATE if private else Status.DRAFT
        return self._save(post, "unpublish", status=status)

    def comment(self, post: PostLike, text: str = "", author: str = "Pembaca Setia") -> Comment:
        """Have a reader comment: the page changes, `modified` does not."""
        with self.lock:
            current = self.get(post)
            number = 1 + sum(len(one.comments) for one in self.posts.values())
            said = text or self.newsroom.remark()
            new = Comment(id=number, author=author, text=said, written_at=self.now)
            self.put(replace(current, comments=(*current.comments, new)), "comment")
            return new

    def _longer(self, post: PostLike) -> tuple[Block, ...]:
        return (*self.get(post).blocks, Paragraph(markup=self.newsroom.sentence()))

    def _save(self, post: PostLike, operation: str, **fields: Any) -> Post:
        with self.lock:
            before = self.get(post)
            saved = replace(before, **{"modified_at": self.now, **fields})
            return self.put(self._with_revision(before, saved), operation)

    def _with_revision(self, before: Post, saved: Post) -> Post:
        """WordPress keeps the first save, and then each that changes title, body or excerpt."""
        kept = [(one.title, one.blocks, one.excerpt) for one in (before, saved)]
        if before.saved_as and kept[0] == kept[1]:
            return saved
        return replace(saved, saved_as=(*saved.saved_as, self.new_id()))

    def _place(
        self,
        draft: Draft,
        *,
        published_at: datetime,
        saved_at: datetime,
        **fields: Any,
    ) -> Post:
        self.section(draft.section)
        for name in draft.tags:
            self.tag(name)
        lead = fields.pop("lead", None) or self._picture(draft)
        is_due = published_at <= self.now
        post = Post(
            id=self.new_id(),
            slug=self.free_slug(fields.pop("slug", None) or slugify(draft.title)),
            title=draft.title,
            blocks=draft.blocks,
            sections=(draft.section,),
            author=self.author(draft.author).slug,
            tags=draft.tags,
            published_at=published_at,
            modified_at=saved_at,
            status=Status.PUBLISH if is_due else Status.FUTURE,
            lead=lead,
            permalinks=self.permalinks,
            **fields,
        )
        return self.put(post, "publish" if is_due else "schedule", at=saved_at)

    def _picture(self, draft: Draft) -> Media:
        number = self.new_id()
        month = draft.written_at.astimezone(self.settings.timezone).strftime("%Y/%m")
        slug = f"ilustrasi-{number}"
        media = Media(
            id=number, slug=slug, path=f"/wp-content/uploads/{month}/{slug}.jpg",
            caption=draft.caption, uploaded_at=draft.written_at,
        )  # fmt: skip
        self.media[number] = media
        return media


def _is_within(path: str, section: str) -> bool:
    return path == section or path.startswith(f"{section}/")


def _moved(path: str, old: str, new: str) -> str:
    return new + path.removeprefix(old) if _is_within(path, old) else path
