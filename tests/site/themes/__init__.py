"""Themes: the page structures that Indonesian WordPress news sites really use, one file a theme.

Structures only, written here; the class names are those of the themes they stand for, because that
is what extraction has to cope with.
"""

import importlib

from tests.site.model import Post
from tests.site.themes.base import Theme
from tests.site.themes.pieces import View, amp_page
from tests.site.wordpress import WordPress

NAMES = ("newspaper", "jannah", "jnews", "plain", "blocks", "builder")


def load(name: str) -> Theme:
    """A theme by name.

    Raises:
        KeyError: there is none of that name.
    """
    if name not in NAMES:
        raise KeyError(name)
    theme = importlib.import_module(f"tests.site.themes.{name}").THEME
    assert isinstance(theme, Theme)
    return theme


def amp(site: WordPress, post: Post) -> str:
    """The AMP twin of an article; the same in all themes."""
    return amp_page(View(site=site, post=post))


__all__ = ["NAMES", "Theme", "amp", "load"]
