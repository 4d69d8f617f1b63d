"""The comparison names each way in which an archive can be wrong, and no other."""

from typing import Any

from tests.site import Difference, Truth, WordPress, differences, truth

Rows = list[dict[str, Any]]


def perfect(now: Truth) -> Rows:
    """What an archive holds that holds everything."""
    return [
        {
            "id": 1000 + number,
            "post_id": number,
            "url": article.url,
            "section": article.section,
            "title": article.title,
            "body": "\n\n".join(article.body),
            "authors": list(article.authors),
            "tags": list(article.tags),
            "published_at": article.published_at,
            "modified_at": article.modified_at,
            "is_live": article.is_live,
            "gone_at": article.gone_at,
        }
        for number, article in now.articles.items()
    ]


def links(now: Truth) -> Rows:
    """Its related links."""
    return [
        {
            "article_id": 1000 + link.post_id,
            "position": link.position,
            "title": link.title,
            "url": link.url,
        }
        for link in now.related_links
    ]


def revisions(now: Truth) -> Rows:
    """Its revisions, each captured when it was first shown."""
    rows = []
    for number in now.articles:
        own = [one for one in now.revisions if one.post_id == number]
        for position, one in enumerate(own, start=1):
            row = {
                "article_id": 1000 + number, "revision": position, "title": one.title,
                "body": "\n\n".join(one.body), "captured_at": one.shown_from,
            }  # fmt: skip
            rows.append(row)
    return rows


def kinds(found: list[Difference]) -> list[tuple[str, str]]:
    """Kind and field of each."""
    return [(one.kind, one.field) for one in found]


def edited() -> WordPress:
    """A site to which something happened."""
    site = WordPress(posts=6)
    newest = site.live()[0]
    site.advance(hours=1)
    site.edit(newest)
    site.delete(site.live()[2])
    return site


def test_a_perfect_archive_has_none() -> None:
    """Where everything is right, there is no difference to name."""
    now = truth(edited())
    found = differences(
        now, perfect(now), related_links=links(now), revisions=revisions(now), needs_gone=True
    )
    assert found == []


def test_what_is_missing_is_named() -> None:
    now = truth(edited())
    assert kinds(differences(now, [])) == [("missing", "")] * 5
    assert kinds(differences(now, [], needs_gone=True)) == [("missing", "")] * 6


def test_what_is_there_twice_is_named() -> None:
    now = truth(edited())
    rows = perfect(now)
    assert kinds(differences(now, [*rows, rows[0]])) == [("doubled", "url")]


def test_what_should_not_be_there_is_named() -> None:
    now = truth(edited())
    stranger = {"id": 1, "post_id": 999, "url": "http://wordpress.test/tag/pangan"}
    found = differences(now, [*perfect(now), stranger])
    assert [(one.kind, one.path) for one in found] == [("extra", "/tag/pangan")]


def test_a_wrong_field_is_named_with_both_values() -> None:
    now = truth(edited())
    rows = perfect(now)
    rows[0] = {**rows[0], "title": "Judul Salah"}
    (found,) = differences(now, rows)
    assert (found.kind, found.field, found.got) == ("wrong", "title", "Judul Salah")
    assert "Judul Salah" in str(found)


def test_what_was_right_once_is_stale() -> None:
    site = WordPress(posts=3)
    before = perfect(truth(site))
    site.advance(hours=1)
    post = site.edit(site.live()[0])
    found = differences(truth(site), before)
    assert {(one.kind, one.post_id) for one in found} == {("stale", post.id)}
    assert {one.field for one in found} == {"body", "modified_at"}


def test_a_removal_that_went_unseen_is_stale() -> None:
    site = WordPress(posts=2)
    before = perfect(truth(site))
    site.delete(site.live()[0])
    assert kinds(differences(truth(site), before, ignore=["modified_at", "gone_at"])) == [
        ("stale", "is_live")
    ]


def test_an_article_without_id_is_known_by_any_address_it_had() -> None:
    site = WordPress(posts=1)
    rows = [{**row, "post_id": None} for row in perfect(truth(site))]
    site.advance(hours=1)
    site.rename(site.live()[0], "lain")
    found = differences(truth(site), rows, ignore=["post_id", "modified_at"])
    assert kinds(found) == [("stale", "url")]


def test_columns_can_be_left_out() -> None:
    """Only the columns that a row has are compared."""
    now = truth(edited())
    rows = [{"post_id": row["post_id"], "title": row["title"]} for row in perfect(now)]
    assert differences(now, rows) == []


def test_a_related_link_that_is_lost_or_invented_is_named() -> None:
    now = truth(WordPress(posts=20))
    rows = links(now)
    assert kinds(differences(now, perfect(now), related_links=rows[1:])) == [
        ("wrong", "related_links")
    ]


def test_a_revision_that_the_site_never_showed_is_named() -> None:
    now = truth(edited())
    rows = revisions(now)
    rows[0] = {**rows[0], "body": "Isi yang tidak pernah ada."}
    assert kinds(differences(now, perfect(now), revisions=rows)) == [("wrong", "revision 1")]


def test_a_revision_that_repeats_the_one_before_is_named() -> None:
    now = truth(edited())
    rows = revisions(now)
    again = {**rows[-1], "revision": rows[-1]["revision"] + 1}
    assert kinds(differences(now, perfect(now), revisions=[*rows, again])) == [
        ("doubled", f"revision {again['revision']}")
    ]
