"""One page, HTML or plain text, to an article and everything that is not it.

Pure: values in, values out. No Scrapy, no Prefect, no database, no clock, no file, no network.
"""

from crawler.extract.archived import is_archive
from crawler.extract.extraction import extract
from crawler.extract.joining import joined
from crawler.extract.page import parts_in, post_ids_in
from crawler.extract.reading.pictures import picture_key
from crawler.extract.records import (
    EXTRACTOR_VERSION,
    Block,
    Extraction,
    Related,
    Removed,
    Verdict,
)
from crawler.extract.rest import is_post, posts_in
from crawler.extract.text import line_key
from crawler.parts import has_number, may_have_parts, whole_of, without_number
from crawler.removal import RULE_NAMES, Rule

__all__ = [
    "EXTRACTOR_VERSION",
    "RULE_NAMES",
    "Block",
    "Extraction",
    "Related",
    "Removed",
    "Rule",
    "Verdict",
    "extract",
    "has_number",
    "is_archive",
    "is_post",
    "joined",
    "line_key",
    "may_have_parts",
    "parts_in",
    "picture_key",
    "post_ids_in",
    "posts_in",
    "whole_of",
    "without_number",
]
