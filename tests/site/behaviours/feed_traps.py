"""Feeds that are not well-formed, cut, or something else."""

import re
from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer

_FEED = "*/feed*"


@behaviour(path=_FEED)
def feed_not_well_formed(visit: Visit) -> Answer:
    """A bare ampersand, an entity that XML does not know, an element that is never closed."""
    answer = visit.proceed()
    text = answer.text.replace("<channel>", "<channel><note>Ekonomi & &nbsp;Bisnis", 1)
    return answer.with_text(text)


@behaviour(path=_FEED)
def feed_cut_short(visit: Visit, *, keep: float = 0.5) -> Answer:
    """The feed stops in the middle of an item, in a complete answer."""
    answer = visit.proceed()
    return replace(answer, body=answer.body[: int(len(answer.body) * keep)])


@behaviour(path=_FEED)
def feed_after_blank_line(visit: Visit) -> Answer:
    """A blank line before the XML declaration: the commonest way in which WordPress feeds break."""
    answer = visit.proceed()
    return replace(answer, body=b"\n" + answer.body)


@behaviour(path=_FEED)
def feed_with_control_characters(visit: Visit) -> Answer:
    """Control characters that XML 1.0 forbids, from a text editor's paste."""
    answer = visit.proceed()
    return replace(answer, body=answer.body.replace(b"<title>", b"<title>\x0b\x02", 3))


@behaviour(path=_FEED)
def feed_as_html(visit: Visit) -> Answer:
    """A right feed with `text/html`."""
    return visit.proceed().with_header("Content-Type", "text/html; charset=UTF-8")


@behaviour(path=_FEED)
def feed_is_empty(visit: Visit) -> Answer:
    """A feed without items, with 200: nothing new, or nothing at all?"""
    answer = visit.proceed()
    head, _, rest = answer.text.partition("\t<item>")
    return answer.with_text(head + "\t</channel>\n</rss>\n") if rest else answer


@behaviour(path=_FEED)
def feed_closed(visit: Visit) -> Answer:
    """403 for feeds: a plugin against copying."""
    return replace(visit.proceed(), status=403, body=b"<p>Feed dimatikan.</p>")


@behaviour(path=_FEED)
def feed_with_future_dates(visit: Visit) -> Answer:
    """`pubDate` a year ahead: a cursor that takes the greatest date never sees anything again."""
    answer = visit.proceed()
    year = visit.wordpress.now.year
    return answer.with_text(answer.text.replace(f" {year} ", f" {year + 1} "))


@behaviour(path=_FEED)
def feed_with_one_guid(visit: Visit) -> Answer:
    """All items bear the guid of the first: a plugin that writes the page's own number."""
    answer = visit.proceed()
    guids = re.findall(r"\?p=(\d+)</guid>", answer.text)
    return answer.with_text(
        re.sub(r"\?p=\d+</guid>", f"?p={(guids or ['1'])[0]}</guid>", answer.text)
    )


@behaviour(path=_FEED)
def feed_with_others_guids(visit: Visit) -> Answer:
    """Guids of the site that the articles came from, where other articles had these numbers."""
    answer, ids = visit.proceed(), [post.id for post in visit.wordpress.live()]
    before = dict(zip(ids, [*ids[1:], *ids[:1]], strict=True))

    def guid(found: re.Match[str]) -> str:
        return f"?p={before[int(found[1])]}</guid>"

    return answer.with_text(re.sub(r"\?p=(\d+)</guid>", guid, answer.text))


@behaviour(path=_FEED)
def feed_with_foreign_items(visit: Visit) -> Answer:
    """Items of other hosts and of private addresses among the true ones: an aggregator's feed."""
    strange = "".join(
        f"\t<item><title>Lain</title><link>{url}</link><guid>{url}</guid></item>\n"
        for url in ("http://lain.example/berita", "http://10.0.0.1/", "//tanpa-skema.example/x")
    )
    answer = visit.proceed()
    return answer.with_text(answer.text.replace("\t<item>", f"{strange}\t<item>", 1))
