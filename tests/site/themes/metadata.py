"""What SEO plugins put into the head: Open Graph, and JSON-LD in its several shapes."""
# ruff: noqa: E501 - HTML reads best unbroken

import json
from collections.abc import Callable

from tests.site.inline import attribute
from tests.site.themes.pieces import View


def open_graph(view: View) -> str:
    """Open Graph and article properties, as Yoast writes them."""
    post = view.post
    pairs = [
        ("og:locale", view.site.settings.language), ("og:type", "article"),
        ("og:title", f"{post.title} - {view.site.settings.name}"),
        ("og:url", view.url), ("og:site_name", view.site.settings.name),
        ("article:published_time", post.published_at.isoformat()),
    ]  # fmt: skip
    if post.modified_at != post.published_at:
        pairs.append(("article:modified_time", post.modified_at.isoformat()))
    if view.picture:
        pairs.append(("og:image", view.picture))
    pairs += [("article:section", view.sections[-1].name)]
    pairs += [("article:tag", tag) for tag in post.tags]
    lines = [f'<meta property="{k}" content="{attribute(v)}" />' for k, v in pairs]
    lines.append(f'<meta name="author" content="{attribute(view.author.name)}" />')
    return "\n".join(lines) + "\n"


def _script(data: object, css: str) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="application/ld+json" class="{css}">{text}</script>\n'


def yoast_graph(view: View) -> str:
    """One nested `@graph`: Article, WebPage, WebSite, BreadcrumbList, Organization, Person."""
    home, post = view.site.home, view.post
    page = {"@id": view.url}
    person = {"@id": f"{home}/#/schema/person/{view.author.id}"}
    graph = [
        {
            "@type": ["Article", "NewsArticle"], "@id": f"{view.url}#article", "isPartOf": page,
            "author": {"name": view.author.name, **person}, "headline": post.title,
            "datePublished": post.published_at.isoformat(),
            "dateModified": post.modified_at.isoformat(), "mainEntityOfPage": page,
            "wordCount": len(" ".join(post.text).split()), "commentCount": len(post.comments),
            "publisher": {"@id": f"{home}/#organization"}, "keywords": list(post.tags),
            "articleSection": [view.sections[-1].name],
            "inLanguage": view.site.settings.html_language,
        },
        {"@type": "WebPage", **page, "url": view.url, "name": post.title,
         "datePublished": post.published_at.isoformat(), "breadcrumb": {"@id": f"{view.url}#crumb"}},
        {"@type": "BreadcrumbList", "@id": f"{view.url}#crumb", "itemListElement": _crumb_list(view)},
        {"@type": "WebSite", "@id": f"{home}/#website", "url": f"{home}/",
         "name": view.site.settings.name},
        {"@type": "Organization", "@id": f"{home}/#organization", "name": view.site.settings.name},
        {"@type": "Person", **person, "name": view.author.name, "url": view.author_url},
    ]  # fmt: skip
    data = {"@context": "https://schema.org", "@graph": graph}
    return open_graph(view) + _script(data, "yoast-schema-graph")


def _crumb_list(view: View) -> list[dict[str, object]]:
    names = ["Beranda", *[section.name for section in view.sections], view.post.title]
    return [{"@type": "ListItem", "position": n, "name": x} for n, x in enumerate(names, start=1)]


def news_article(view: View) -> str:
    """One flat NewsArticle with `articleBody`: the whole text, related lines included."""
    post = view.post
    data = {
        "@context": "http://schema.org", "@type": "NewsArticle", "headline": post.title,
        "dateCreated": view.iso(post.published_at), "datePublished": view.iso(post.published_at),
        "dateModified": view.iso(post.modified_at), "keywords": ",".join(post.tags),
        "articleSection": ", ".join(section.name for section in view.sections),
        "articleBody": body_as_plugins_strip_it(view),
        "author": {"@type": "Person", "name": view.author.name, "url": view.author_url},
        "publisher": {"@type": "Organization", "name": view.site.settings.name},
        "image": {"@type": "ImageObject", "url": view.picture, "width": 1200, "height": 675},
        "mainEntityOfPage": {"@type": "WebPage", "@id": view.url},
    }  # fmt: skip
    return open_graph(view) + _script(data, "tie-schema")


def body_as_plugins_strip_it(view: View) -> str:
    """`articleBody` as plugins make it: the tags dropped, everything else left."""
    out, is_inside = [], False
    for character in view.body:
        if character == "<":
            is_inside = True
        elif character == ">":
            is_inside = False
        elif not is_inside:
            out.append(character)
    return "".join(out)


def article_list(view: View) -> str:
    """Two scripts: a list of articles in an array, and crumbs; UTC with a Z."""
    post = view.post
    stamp = "%Y-%m-%dT%H:%M:%SZ"
    article = {
        "@context": "https://schema.org", "@type": "Article", "headline": post.title[:110],
        "datePublished": post.published_at.strftime(stamp),
        "dateModified": post.modified_at.strftime(stamp),
        "author": [{"@type": "Person", "name": view.author.name}], "image": [view.picture],
    }  # fmt: skip
    crumbs = {"@context": "https://schema.org", "@type": "BreadcrumbList"}
    crumbs_list = {**crumbs, "itemListElement": _crumb_list(view)}
    return open_graph(view) + _script([article], "jeg-schema") + _script(crumbs_list, "jeg-crumbs")


def nothing(view: View) -> str:
    """No structured data at all: a description and that is it."""
    words = " ".join(" ".join(view.post.text).split()[:24])
    return f'<meta name="description" content="{attribute(words)}" />\n'


def web_page_only(view: View) -> str:
    """Open Graph, and JSON-LD that knows the page but not the article."""
    data = {"@context": "https://schema.org", "@type": "WebPage", "name": view.post.title}
    return open_graph(view) + _script(data, "aioseo-schema")


Metadata = Callable[[View], str]
