"""The front page of the API: who the site is, and which routes it has."""

from tests.site.surfaces.rest.wire import Json
from tests.site.wordpress import WordPress


def root(site: WordPress) -> Json:
    """The API's front page: who the site is and which namespaces it has."""
    settings = site.settings
    routes = ("/", "/wp/v2", "/wp/v2/posts", "/wp/v2/posts/(?P<id>[\\d]+)", "/wp/v2/categories",
              "/wp/v2/tags", "/wp/v2/users", "/wp/v2/media", "/wp/v2/comments")  # fmt: skip
    return {
        "name": settings.name,
        "description": settings.tagline,
        "url": site.home,
        "home": site.home,
        "gmt_offset": 7,
        "timezone_string": settings.zone,
        "namespaces": ["oembed/1.0", "wp/v2", "wp-site-health/v1", "wp-block-editor/v1"],
        "authentication": [],
        "routes": {
            route: {"namespace": "wp/v2" if "v2" in route else "", "methods": ["GET"]}
            for route in routes
        },
        "site_logo": 0,
        "site_icon": 0,
        "site_icon_url": "",
        "_links": {"help": [{"href": "https://developer.wordpress.org/rest-api/"}]},
    }
