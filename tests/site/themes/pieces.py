"""What all themes share: the article as a view, WordPress's own `wp_head`, comments and their form."""

from dataclasses import dataclass
from datetime import datetime

from tests.site.inline import attribute, escape
from tests.site.model import Author, Post, Section
from tests.site.surfaces import addresses
from tests.site.wordpress import WordPress

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
           "Oktober", "November", "Desember")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class View:
    """An article as a theme sees it."""

    site: WordPress
    post: Post
    page: int = 1

    @property
    def url(self) -> str:
        """Its permalink."""
        return addresses.post(self.site, self.post)

    @property
    def title(self) -> str:
        """Its title, escaped."""
        return self.post.title_html

    @property
    def sections(self) -> list[Section]:
        """Its section with the parents, top first."""
        parts = self.post.section.split("/")
        paths = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        return [self.site.section(path) for path in paths]

    @property
    def author(self) -> Author:
        """Who wrote it."""
        return self.site.authors[self.post.author]

    @property
    def author_url(self) -> str:
        """The author's archive."""
        return addresses.author(self.site, self.author)

    @property
    def picture(self) -> str:
        """The lead picture's URL; empty where there is none."""
        return self.site.home + self.post.lead.path if self.post.lead else ""

    @property
    def caption(self) -> str:
        """The lead picture's caption, escaped."""
        return escape(self.post.lead.caption) if self.post.lead else ""

    @property
    def body(self) -> str:
        """The content of this page of the article, with links to the others."""
        if self.post.password:
            return _PASSWORD_FORM
        pages = self.post.pages
        html = "\n".join(block.html(self.site.home) for block in pages[self.page - 1])
        if len(pages) == 1:
            return html
        links = " ".join(
            f'<a href="{self.url}{f"/{n}" if n > 1 else ""}" class="post-page-numbers">{n}</a>'
            for n in range(1, len(pages) + 1)
        )
        return f'{html}\n<div class="page-links">Halaman: {links}</div>'

    def others(self, number: int) -> list[Post]:
        """Other articles, for the grids and lists around it."""
        return [post for post in self.site.live() if post.id != self.post.id][:number]

    def iso(self, at: datetime) -> str:
        """A time in the site's zone with its offset."""
        return at.astimezone(self.site.settings.timezone).isoformat()

    def day(self, at: datetime) -> str:
        """A time as an Indonesian reader sees it."""
        local = at.astimezone(self.site.settings.timezone)
        name, month = _DAYS[local.weekday()], _MONTHS[local.month - 1]
        return f"{name}, {local.day} {month} {local.year} {local:%H:%M} WIB"


_PASSWORD_FORM = (
    '<form action="/wp-login.php?action=postpass" class="post-password-form" method="post">'
    "<p>Konten ini dilindungi kata sandi.</p></form>"
)


def crumbs(view: View, template: str, joint: str) -> str:
    """Links from home down to the section."""
    home = template.format(url=view.site.home, name="Beranda")
    rest = [
        template.format(url=addresses.section(view.site, s), name=escape(s.name))
        for s in view.sections
    ]
    return joint.join([home, *rest])


def site_head(site: WordPress, number: int = 0, route: str = "", canonical: str = "") -> str:
    """What WordPress puts into the head of every page; the rest only where the page is a post."""
    home, settings = site.home, site.settings
    api = f'<link rel="https://api.w.org/" href="{home}/wp-json/" />'
    if route:
        json = addresses.rest(site, f"/wp/v2{route}")
        api += f'<link rel="alternate" type="application/json" href="{json}" />'
    single = ""
    if number:
        link = f'<link rel="canonical" href="{canonical}" />\n' if canonical else ""
        single = f"{link}<link rel='shortlink' href='{home}/?p={number}' />\n"
    return f"""<meta name='robots' content='max-image-preview:large' />
<link rel="alternate" type="application/rss+xml" title="{settings.name} &raquo; Feed" href="{home}/feed" />
{api}<link rel="EditURI" type="application/rsd+xml" title="RSD" href="{home}/xmlrpc.php?rsd" />
<meta name="generator" content="WordPress {settings.wordpress}" />
{single}"""  # noqa: E501 - as WordPress writes it


def wp_head(view: View) -> str:
    """What WordPress itself puts into the head of an article."""
    post = view.post
    title = f"{view.title} Comments Feed"
    feed = f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{view.url}/feed" />'
    amp = ""
    if view.site.settings.has_amp:
        amp = f'<link rel="amphtml" href="{view.url}?amp=1" />\n'
    canonical = f"{view.url}/{view.page}" if view.page > 1 else view.url
    return f"{feed}\n{amp}{site_head(view.site, post.id, f'/posts/{post.id}', canonical)}"


def body_class(view: View, extra: str) -> str:
    """The classes of `<body>`, with the post's id."""
    own = f"post-template-default single single-post postid-{view.post.id} single-format-standard"
    return f"{own} {extra}"


def comments(view: View) -> str:
    """Readers' comments and the form, in the site's language; the markup of core."""
    return _comment_list(view) + comment_form(view)


def _comment_list(view: View) -> str:
    if not view.post.comments:
        return ""
    items = "".join(
        f'<li id="comment-{c.id}" class="comment even thread-even depth-1"><article '
        f'id="div-comment-{c.id}" class="comment-body"><footer class="comment-meta"><div '
        f'class="comment-author vcard"><b class="fn">{escape(c.author)}</b> <span class="says">'
        f'berkata:</span></div><div class="comment-metadata"><time datetime="{view.iso(c.written_at)}">'
        f'{view.day(c.written_at)}</time></div></footer><div class="comment-content"><p>'
        f'{escape(c.text)}</p></div><div class="reply"><a rel="nofollow" class="comment-reply-link" '
        f'href="{view.url}?replytocom={c.id}#respond">Balas</a></div></article></li>\n'
        for c in view.post.comments
    )
    count = len(view.post.comments)
    return (
        f'<h2 class="comments-title">{count} komentar pada “{view.title}”</h2>\n'
        f'<ol class="comment-list">\n{items}</ol>\n'
    )


def comment_form(view: View) -> str:
    """`Leave a Reply` or `Tinggalkan Balasan`, as core words it."""
    if view.site.settings.language == "en_US":
        head, cancel = "Leave a Reply", "Cancel reply"
        note = "Your email address will not be published."
        needed = "Required fields are marked"
        send, keep = "Post Comment", "Save my name, email, and website in this browser."
    else:
        head, cancel = "Tinggalkan Balasan", "Batalkan balasan"
        note = "Alamat email Anda tidak akan dipublikasikan."
        needed = "Ruas yang wajib ditandai"
        send, keep = "Kirim Komentar", "Simpan nama, email, dan situs web saya pada peramban ini."
    star = '<span class="required" aria-hidden="true">*</span>'
    return f"""<div id="respond" class="comment-respond">
<h3 id="reply-title" class="comment-reply-title">{head} <small><a rel="nofollow" id="cancel-comment-reply-link" href="{view.post.path}#respond" style="display:none;">{cancel}</a></small></h3>
<form action="{view.site.home}/wp-comments-post.php" method="post" id="commentform" class="comment-form"><p class="comment-notes"><span id="email-notes">{note}</span> <span class="required-field-message">{needed} {star}</span></p>
<p class="comment-form-comment"><textarea id="comment" name="comment" cols="45" rows="8"></textarea></p>
<p class="comment-form-cookies-consent"><input type="checkbox" /> <label>{keep}</label></p>
<p class="form-submit"><input name="submit" type="submit" value="{send}" /> <input type='hidden' name='comment_post_ID' value='{view.post.id}' /></p></form>
</div>
"""  # noqa: E501 - as WordPress writes it


def share(view: View, template: str) -> str:
    """Share buttons."""
    names = ("Facebook", "Twitter", "WhatsApp", "Telegram", "Line", "Email")
    address = f"https://share.example/{{name}}?u={attribute(view.url)}"
    return "".join(template.format(name=n, url=address.format(name=n.lower())) for n in names)


def menu(site: WordPress, css: str) -> str:
    """The main menu: every section, nested as they are."""
    items = "".join(
        f'<li class="menu-item menu-item-type-taxonomy menu-item-object-category menu-item-{s.id}">'
        f'<a href="{addresses.section(site, s)}"><span class="menu-text">{escape(s.name)}</span></a>'
        "</li>\n"
        for s in sorted(site.sections.values(), key=lambda s: s.id)
    )
    return f'<ul id="menu-utama" class="{css}">\n{items}</ul>\n'


def teasers(site: WordPress, posts: list[Post], template: str) -> str:
    """A list of other articles; the template names `{url} {title} {picture} {day} {n}`."""
    rows = []
    for number, post in enumerate(posts, start=1):
        view = View(site=site, post=post)
        rows.append(
            template.format(
                url=view.url,
                title=view.title,
                picture=view.picture,
                n=number,
                day=view.day(post.published_at),
                iso=view.iso(post.published_at),
                section=escape(view.sections[-1].name),
                author=escape(view.author.name),
                words=escape(" ".join(" ".join(post.text).split()[:24])),
                id=post.id,
            )  # fmt: skip
        )
    return "\n".join(rows)


def amp_page(view: View) -> str:
    """What an AMP plugin serves: the same content, an own template, canonical to the article."""
    return f"""<!DOCTYPE html>
<html amp lang="{view.site.settings.html_language}">
<head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script>
<title>{view.title} - {view.site.settings.name}</title>
<link rel="canonical" href="{view.url}" />
<style amp-custom>.amp-wp-article{{margin:0 auto;max-width:600px}}</style></head>
<body class="amp-single postid-{view.post.id}">
<header class="amp-wp-header"><div><a href="{view.site.home}">{view.site.settings.name}</a></div></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{view.title}</h1>
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{escape(view.author.name)}</span></div>
<div class="amp-wp-meta amp-wp-posted-on"><time datetime="{view.iso(view.post.published_at)}">{view.day(view.post.published_at)}</time></div></header>
<div class="amp-wp-article-content">
{view.body}
</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-comments-link"><a href="{view.url}#respond">Tinggalkan Komentar</a></div></footer></article>
<footer class="amp-wp-footer"><div><h2>{view.site.settings.name}</h2><a href="#top">Kembali ke atas</a></div></footer>
</body></html>
"""  # noqa: E501 - as the plugin writes it
