"""The rules by which extraction takes out what is not the article: their names, a closed list.

Sites name those that they do without, and each row of what was removed names its own; what a rule
does stands in ``crawler.extract``.
"""

from typing import Final, Literal, get_args

Rule = Literal[
    "duplicate_title",
    "related_link",
    "comment_form",
    "reader_comments",
    "category_line",
    "byline",
    "share_buttons",
    "author_box",
    "tags",
    "newsletter",
    "copyright",
    "advertisement",
    "breadcrumbs",
    "navigation",
    "script",
    "hidden",
    "post_meta",
    "site_header",
    "site_footer",
    "sidebar",
    "lead_image",
    "other",
    "lines_cut",
]
RULE_NAMES: Final[tuple[str, ...]] = get_args(Rule)
#: What a site can do without in ``sites.toml``; scripts hold no text, and which lines are
#: cut it says itself.
SWITCHABLE_RULES: Final = frozenset(RULE_NAMES) - {"script", "lines_cut"}
