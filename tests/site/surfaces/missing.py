"""The 404 page, and 410 for what was removed for good."""

from tests.site import themes
from tests.site.http import Answer, html
from tests.site.surfaces import headers
from tests.site.wordpress import WordPress


def answer(site: WordPress, status: int = 404) -> Answer:
    """The theme's 'not found' page."""
    body = themes.load(site.settings.theme).missing(site)
    return html(body, status=status, headers=(*headers.NO_CACHE, headers.api(site)))
