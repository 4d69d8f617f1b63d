"""The site that is backfilled, a process of its own: ``python -m tests.benchmarks.backfill.site``.

It has rendered all of its articles before it says that it is there, as a site has whose cache is
warm: so it costs the crawler alone and the backfill the same.
"""

import sys

from tests.site import WordPress, serve
from tests.site.http import Request


def site(posts: int) -> None:
    """Serve until standard input closes; say where."""
    wordpress = WordPress(posts=posts)
    with serve(wordpress) as served:
        for post in wordpress.live():
            headers = (("Accept-Encoding", "gzip"),)
            served.answer(Request(method="GET", target=post.path, headers=headers))
        sys.stdout.write(f"{served.base_url}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    site(int(sys.argv[1]))
