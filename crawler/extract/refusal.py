"""Why a page is no article, told before its text is looked at: by its classes, address, title."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from crawler.extract.finding.index import ATTACHED, EMBED, LOCKED_FORM, Index
from crawler.extract.stated.address import is_root
from crawler.extract.stated.head import Head
from crawler.extract.steps import before
from crawler.extract.text import words

#: Classes that WordPress gives ``<body>``, where they say that this is no article.
_BODY_CLASSES: Final = {
    "error404": "not_found",
    "search": "search_page",
    "search-results": "search_page",
    "search-no-results": "search_page",
    "attachment": "attachment_page",
    "author": "author_page",
    "tag": "tag_page",
    "category": "section_page",
    "date": "date_page",
    "archive": "archive_page",
    "blog": "home_page",
    "home": "home_page",
    "login": "login_page",
    "page": "static_page",
}
#: What plugins keep beside articles, as WordPress and they name it: an event, a shop's product, a
#: forum's topic, a vacancy, a part of a page, a quiz, a collection, a person of the staff.
_TYPES: Final = frozenset(
    f"single-{name}"
    for name in words(
        "tribe_events tribe_venue tribe_organizer mec-events ajde_events event_listing product"
        " download topic forum reply job_listing elementor_library sfwd-courses lp_course"
        " sfwd-lessons sfwd-topic sfwd-quiz lp_lesson lp_quiz llms_quiz tutor_quiz give_forms"
        " team_member team-member wpm-testimonial testimonial jetpack-testimonial ufaq"
        " knowledgebase awsm_job_openings estate_property mphb_room_type eo_event espresso_events"
    )
)
#: In WordPress's own page of an article that other sites show in a frame.
_EMBED_FOOT: Final = ".wp-embed-footer"
#: What a browser shows of the bytes of a page.
_SOURCE: Final = "view-source:http"
#: Those that are said of nothing else, whatever else the page says.
_SURE_CLASSES: Final = frozenset({"error404", "attachment", "search-results", "archive", "login"})
#: The resource of WordPress's REST API that the page shows, which the head of each names, whatever
#: the theme (``rest_output_link_wp_head``).
_SHOWN: Final = re.compile(r"/wp/v2/([a-z_-]+)/\d{1,18}(?:$|[/?])")
_POSTS: Final = "posts"
_RESOURCES: Final = {
    "categories": "section_page",
    "tags": "tag_page",
    "users": "author_page",
    "pages": "static_page",
}
_PATHS: Final = (
    (re.compile(r"^/?$"), "home_page"),
    (re.compile(r"^/tag/"), "tag_page"),
    (re.compile(r"^/author/"), "author_page"),
    (re.compile(r"^/(?:category|kategori)/"), "section_page"),
    (re.compile(r"^(?:/[^/]+){0,3}/page/\d+/?$"), "archive_page"),
    (re.compile(r"^/(?:19|20)\d\d(?:/\d\d){0,2}/?$"), "date_page"),
    (re.compile(r"^/wp-login\.php|^/wp-admin"), "login_page"),
    (re.compile(r"/readme\.html$"), "static_page"),  # of WordPress itself, in each of its folders
    (
        re.compile(
            r"/(?:log-?in|sign-?(?:in|up)|masuk|daftar|regist(?:er|rasi|ration)|lupa-(?:kata-)?sandi"
            r"|(?:forgot|reset)-password)/?$"
        ),
        "login_page",
    ),
)
#: What is all of a title, or of a part of it beside the site's name: news begins alike, "Just a
#: Moment, Lagu Baru Sari", and ends so, "Dua Nelayan Tidak Ditemukan".
_PART: Final = re.compile(r"\s+[|–—»·:-]+\s+|\s*\|\s*")
_CHALLENGE: Final = re.compile(
    r"\W*(?:(?:just a moment|attention required(?:\W+cloudflare)?|ddos[- ]guard|please wait"
    r"|one moment, please(?:,? while we \w+)?)\W*$"
    r"|checking your browser|verif(?:y|ying) (?:that )?you are"
    r"|.{0,20}enable javascript and cookies)",
    re.IGNORECASE,
)
_NOT_FOUND: Final = re.compile(
    r"\W*(?:(?:maaf|sorry|ups|w?h?oops|yah|wah|w?aduh|error|kesalahan|http|server|halaman|page)\b\W*)"
    r"{0,3}(?:404(?=\W*$|\W+(?:not|error|page|halaman|laman|file|oops|this|kesalahan|tidak)\b)"
    r"|(?:(?:the|this) )?(?:(?:page|article|post|content|file(?: or directory)?|url|requested \w+)"
    r"(?: you(?:['’]re| are)? \w+(?: for)?)? )?(?:(?:was|is|could|can) ?)?not (?:be )?found\b"
    r"|nothing found\b|(?:halaman|laman)(?: \w+){0,5} tidak (?:dapat |bisa )?ditemukan\W*$"
    r"|(?:(?:artikel|berita|konten|tautan|tulisan|dokumen|data|alamat|hasil|posting(?:an)?)"
    r"(?: yang (?:(?:anda|kamu)(?: \w+){1,2}|di(?:minta|cari|tuju)))? )?"
    r"tidak (?:dapat |bisa )?ditemukan\W*$"
    r"|oops\W*(?:$|(?:that|the|this) page\b|something\b))",
    re.IGNORECASE,
)
#: The same words anywhere in a title: such a page is none if it tells nothing else.
_MAYBE: Final = {
    "challenge_page": re.compile(
        r"just a moment|attention required|ddos[- ]guard|one moment, please|please wait",
        re.IGNORECASE,
    ),
    "not_found": re.compile(
        r"\b404\b|not (?:be )?found\b|n['’]?t find\b|tidak (?:dapat |bisa )?ditemukan|\bw?h?oops\b",
        re.IGNORECASE,
    ),
}
#: Of a title, as much as such words stand in (characters).
_MAX_TITLE: Final = 80
_UNLOCKS: Final = "wp-login.php?action=postpass"
_LISTS: Final = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})


def is_article_stated(head: Head) -> bool:
    """Whether the page says that it is an article."""
    stated = {"single", "single-post"} & head.body_classes
    typed = head.meta("og:type").lower() == "article"
    return bool(stated or typed or head.article) or _shown(head) == _POSTS


def title_parts(head: Head) -> list[str]:
    """Return the parts of a page's title, the name of its site one of them."""
    return _PART.split(head.title[:_MAX_TITLE])


def refusal_hinted(head: Head) -> str | None:
    """Return why a page may be no article, as words of its title hint that news may hold too."""
    title = head.title[:_MAX_TITLE]
    return next((reason for reason, hint in _MAYBE.items() if hint.search(title)), None)


def refusal(head: Head, index: Index, url: str) -> str | None:
    """Return why the page is no article, told before its text is looked at; None when it may be."""
    is_stated = is_article_stated(head)
    if reason := _by_elements(head, index):
        return reason
    if not is_stated and any(map(_CHALLENGE.match, title_parts(head))):
        return "challenge_page"
    if reason := _by_classes(head):
        return reason
    form = index.first((LOCKED_FORM,))
    if form is not None and _UNLOCKS in (form.attributes.get("action") or ""):
        return "password_page"
    if is_stated and not is_root(url):
        return None
    return _by_address(url) or _by_statement(head)


def _by_elements(head: Head, index: Index) -> str | None:
    """Return what the page is by how it is built; it may name the article that it speaks of."""
    if head.title.startswith(_SOURCE):
        return "source_page"
    if any(map(_is_embed, index.named((EMBED,)))):
        return "embed_page"
    is_post = _is_single(head) or head.article
    is_attached = any(map(_is_attached, index.named((ATTACHED,))))
    return "attachment_page" if is_attached and not is_post else None


def _is_embed(node: LexborNode) -> bool:
    is_outermost = node.parent is not None and node.parent.tag == "body"
    return is_outermost and node.css_first(_EMBED_FOOT) is not None


def _is_attached(node: LexborNode) -> bool:
    """Whether ``node`` is what WordPress sets before all else: a link to a file, and no words.

    An editor may call so a paragraph that tells of a document below the text.
    """
    if node.tag != "p" or any(here.is_element_node for here in before(node)):
        return False
    parts = [part for part in node.iter(include_text=True) if not part.text().isspace()]
    return bool(parts) and all(part.tag == "a" for part in parts)


def _by_classes(head: Head) -> str | None:
    """Return what WordPress says the page is, where that is no post.

    Other systems use the same words: a node of JSON-LD that says "article" outweighs them.
    """
    classes = head.body_classes
    if not _TYPES.isdisjoint(classes) and "single-post" not in classes and not head.article:
        return "other_type"
    if _is_single(head):
        return None
    for name in filter(classes.__contains__, _BODY_CLASSES):
        is_page = name == "page" and any(one.startswith("page-id-") for one in classes)
        if is_page or name in _SURE_CLASSES or not is_article_stated(head):
            return _BODY_CLASSES[name]
    return _RESOURCES.get(_shown(head) or "")


def _shown(head: Head) -> str | None:
    """Return the kind of resource that the page says it shows, where that is one."""
    shown = {match[1] for url in head.links.get("alternate", ()) for match in _SHOWN.finditer(url)}
    return shown.pop() if len(shown) == 1 else None


def _is_single(head: Head) -> bool:
    classes = head.body_classes
    return bool({"single", "single-post"} & classes) and "attachment" not in classes


def _by_address(url: str) -> str | None:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if "s" in query:
        return "search_page"
    if query and not parts.path.strip("/"):
        return None
    return next((reason for pattern, reason in _PATHS if pattern.search(parts.path)), None)


def _by_statement(head: Head) -> str | None:
    if head.nodes_of(_LISTS):
        return "archive_page"
    if any(map(_NOT_FOUND.match, title_parts(head))) and not is_article_stated(head):
        return "not_found"
    return None
