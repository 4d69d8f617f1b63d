"""What is meant to differ, each with its reason: facts, learnt from comparing."""

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, kw_only=True)
class Deliberate:
    """A difference that stays: patterns on the question and on the place, and why."""

    target: str
    where: str
    reason: str


DELIBERATE: tuple[Deliberate, ...] = (
    Deliberate(
        target="*",
        where="*.avatar_urls.*",
        reason="the hash is of an email address, which a site does not show",
    ),
    Deliberate(
        target="GET /wp-json/",
        where="$.routes*",
        reason="the index names the routes that the simulator has, without their arguments",
    ),
    Deliberate(
        target="*_embed*",
        where="*wp:featuredmedia*.media_details.*",
        reason="a picture has one size here and no EXIF; a real one has five",
    ),
    Deliberate(
        target="*_embed*",
        where="*wp:featuredmedia*.alt_text",
        reason="a picture's alternative text is its caption here",
    ),
    Deliberate(
        target="*amp*",
        where="page *",
        reason="AMP twins follow the AMP plugin's template, which has no `wp_head`",
    ),
    Deliberate(
        target="GET */feed/",
        where="line * (password form)",
        reason="a post with a password shows core's form; the theme of 2021 has its own",
    ),
    Deliberate(
        target="GET /wp-login.php", where="page language", reason="the login page is a stub"
    ),
)


def reason(target: str, where: str) -> str:
    """Why a difference is meant; empty where it is not."""
    return next(
        (
            one.reason
            for one in DELIBERATE
            if fnmatchcase(target, one.target) and fnmatchcase(where, one.where)
        ),
        "",
    )
