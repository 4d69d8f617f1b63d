"""Sitemaps: nested, huge, stale, packed, foreign, explosive."""

import gzip
import re
from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer
from tests.site.surfaces import headers

_INDEX = "*sitemap*.xml"

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def xml(body: str) -> Answer:
    """An XML answer."""
    kind = (("Content-Type", "application/xml; charset=UTF-8"),)
    return Answer(headers=kind, body=body.encode())


@behaviour(path="/wp-sitemap*.xml")
def nested_sitemaps(visit: Visit) -> Answer:
    """An index of indexes, one for each year: the lists of articles are a level further down."""
    if visit.request.path == "/wp-sitemap.xml":
        year = f"<sitemap><loc>{visit.wordpress.home}/wp-sitemap-tahun.xml</loc></sitemap>"
        return xml(f'<?xml version="1.0"?><sitemapindex xmlns="{_SCHEMA}">{year}</sitemapindex>')
    if visit.request.path == "/wp-sitemap-tahun.xml":
        return visit.proceed(replace(visit.request, target="/wp-sitemap.xml"))
    return visit.proceed()


@behaviour(path="*sitemap*index.xml")
def sitemaps_without_end(visit: Visit) -> Answer:
    """An index of indexes of indexes: each names two more, and itself."""
    depth = int(visit.request.query.get("n", "0") or 0)
    home, path = visit.wordpress.home, visit.request.path
    maps = "".join(
        f"<sitemap><loc>{home}{path}?n={number}</loc></sitemap>"
        for number in (depth, depth * 2 + 1, depth * 2 + 2)
    )
    return xml(f'<?xml version="1.0"?><sitemapindex xmlns="{_SCHEMA}">{maps}</sitemapindex>')


@behaviour(path="/wp-sitemap-posts-post-1.xml")
def huge_sitemap(visit: Visit, *, urls: int = 60_000) -> Answer:
    """More entries than the protocol allows, most of them dead, the true ones last."""
    home = visit.wordpress.home
    dead = "".join(f"<url><loc>{home}/arsip/lama-{n}</loc></url>" for n in range(urls))
    answer = visit.proceed()
    return answer.with_text(answer.text.replace("<url>", dead + "<url>", 1))


@behaviour(path=_INDEX)
def stale_sitemap(visit: Visit) -> Answer:
    """What it said first it says for ever: a file that a plugin once wrote."""
    kept = visit.memory.setdefault(visit.request.target, visit.proceed())
    assert isinstance(kept, Answer)
    return kept


@behaviour(path=_INDEX)
def gzipped_sitemap(visit: Visit) -> Answer:
    """The body is gzip, by its bytes and not by its headers, as a `.xml.gz` file is served."""
    answer = visit.proceed()
    packed = replace(answer, body=gzip.compress(answer.body, mtime=0), is_final=True)
    return packed.with_header("Content-Type", "application/x-gzip")


@behaviour(path=_INDEX)
def sitemap_with_foreign_hosts(visit: Visit) -> Answer:
    """Entries of other hosts and of private addresses among the true ones."""
    strange = "".join(
        f"<url><loc>{url}</loc></url>"
        for url in ("http://lain.example/berita/satu", "http://10.0.0.1/", "https://[::1]/rahasia",
                    "//tanpa-skema.example/x", "javascript:alert(1)")
    )  # fmt: skip
    answer = visit.proceed()
    return answer.with_text(answer.text.replace("<url>", strange + "<url>", 1))


@behaviour(path=_INDEX)
def exploding_entities(visit: Visit) -> Answer:
    """'A billion laughs': ten entities that expand to gigabytes."""
    del visit
    names = "".join(f'<!ENTITY t{n} "{f"&t{n - 1};" * 10}">' for n in range(1, 10))
    kind = f'<!DOCTYPE urlset [<!ENTITY t0 "tawa">{names}]>'
    return xml(
        f'<?xml version="1.0"?>{kind}<urlset xmlns="{_SCHEMA}"><url><loc>&t9;</loc></url></urlset>'
    )


@behaviour(path=_INDEX)
def external_entity(visit: Visit) -> Answer:
    """An entity that names a file on the reader's machine."""
    del visit
    kind = '<!DOCTYPE urlset [<!ENTITY rahasia SYSTEM "file:///etc/hostname">]>'
    url = "<url><loc>http://127.0.0.1/&rahasia;</loc></url>"
    return xml(f'<?xml version="1.0"?>{kind}<urlset xmlns="{_SCHEMA}">{url}</urlset>')


@behaviour(path=_INDEX)
def lastmod_is_always_now(visit: Visit) -> Answer:
    """Every `lastmod` is the time of the request: all has changed, always."""
    now = visit.wordpress.now.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    answer = visit.proceed()
    return answer.with_text(
        re.sub(r"<lastmod>[^<]*</lastmod>", f"<lastmod>{now}</lastmod>", answer.text)
    )


@behaviour(path=_INDEX)
def sitemap_is_html(visit: Visit) -> Answer:
    """The home page under the sitemap's address, with 200."""
    return visit.proceed(replace(visit.request, target="/"))


@behaviour(path="/wp-sitemap.xml")
def sitemap_moved(visit: Visit) -> Answer:
    """A redirect to a file of another name, which the crawler has to follow."""
    return headers.redirect(visit.wordpress.home + "/sitemap_index.xml")
