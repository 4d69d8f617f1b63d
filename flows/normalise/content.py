"""The content of an article in the form in which it is kept, and a hash that is equal for equal."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from crawler import extract as extractor
from crawler.extract import Extraction, Related
from crawler.sites import Site
from flows.normalise.places import place
from flows.normalise.texts import text
from flows.normalise.urls import is_amp, is_of, site_path
from flows.records import Content, Origin, RelatedRow, RemovedRow

_ORIGINS: Final[Mapping[str, Origin]] = {"text/plain": "text", "application/json": "rest"}


def version_for(site: Site) -> str:
    """Return the version of what reads the pages of ``site``: the extractor, and what it is told.

    What the operator's own ``sites.toml`` says may make another text of the same bytes.
    """
    version = extractor.EXTRACTOR_VERSION
    return f"{version}.{site.own}" if site.own else version


def content_of(found: Extraction, site: Site, *, url: str, media_type: str) -> Content:
    """Return the content of an article, normalised.

    ``url`` is where the page was, ``media_type`` what it was.
    """
    path = _path(found, site, url)
    body = [text(part) for part in found.body_parts]
    fields: dict[str, Any] = {
        "title": text(found.title or ""),
        "body": "\n\n".join(part for part in body if part),
        "section": found.section,
        "authors": _texts(found.authors),
        "tags": _texts(found.tags),
        "lead_image_url": found.lead_image_url,
        "language": found.language or site.language,
        "published_at": found.published_at,
    }
    blocks = [_clean(block.as_json()) for block in found.blocks]
    same = {
        "lead_image_url": extractor.picture_key(found.lead_image_url or ""),
        "tags": sorted(fields["tags"]),
    }
    hashed = fields | {"path": path, "blocks": blocks} | same
    return Content(
        path=path,
        url=f"{site.base_url}{path}",
        blocks=json.dumps(blocks, ensure_ascii=False),
        dateline_place=text(found.dateline_place) if found.dateline_place else None,
        place=place(found.dateline_place),
        modified_at=found.modified_at,
        post_id=found.post_id,
        origin="rest" if _is_twin(found, url) else _ORIGINS.get(media_type, "html"),
        extractor_version=version_for(site),
        sha256=bytes.fromhex(content_sha256(hashed)),
        related=tuple(_related(link, site) for link in found.related),
        removed=tuple(
            RemovedRow(position=number, rule=part.rule, text=text(part.text))
            for number, part in enumerate(found.removed, start=1)
        ),
        **fields,
    )


def _is_twin(found: Extraction, url: str) -> bool:
    """Whether the page is AMP's of an article that has another: it says less, as REST does.

    So it never takes the place of the article's own page, and stands in for one that is missing.
    """
    stated = found.canonical_url
    return is_amp(url) and stated is not None and not is_amp(stated)


def _path(found: Extraction, site: Site, url: str) -> str:
    """Return the path that the page says it has, unless it points to another site."""
    stated = found.canonical_url
    if stated is not None and is_of(stated, site.hosts):
        return site_path(stated)
    return site_path(url)


def _related(link: Related, site: Site) -> RelatedRow:
    is_ours = link.url is not None and is_of(link.url, site.hosts)
    return RelatedRow(
        position=link.position,
        marker=text(link.marker),
        title=text(link.title),
        url=link.url,
        target_path=site_path(link.url) if link.url is not None and is_ours else None,
    )


def _texts(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(text, values)))


def _clean(value: object) -> object:
    """Normalise every text within a JSON value."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return value


def content_sha256(fields: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an article's content, in hexadecimal.

    The fields are written as canonical JSON: keys sorted, no spaces, UTF-8, times in UTC. Equal
    content gives equal hashes in whatever order the fields come.
    """
    canonical = json.dumps(
        fields,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_as_json,
        allow_nan=False,
    )
    return hashlib.sha256(canonical.encode("utf-8", "replace")).hexdigest()


def _as_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    message = f"{type(value).__name__} is no content"
    raise TypeError(message)
