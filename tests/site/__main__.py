"""Run a site by hand: `python -m tests.site [--posts N] [--theme NAME] [--port P] …`."""
# ruff: noqa: T201 - a command speaks

import argparse
import signal
import threading
from datetime import UTC, datetime

from tests.site import themes
from tests.site.baca_juga import MARKUPS
from tests.site.behaviours import catalogue
from tests.site.model import Settings
from tests.site.newsroom import RESTING_MARKUPS
from tests.site.server import serve
from tests.site.wordpress import WordPress


def main() -> None:
    """Serve until interrupted or terminated; the clock follows the real one."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    parser = argparse.ArgumentParser(prog="python -m tests.site", description=__doc__)
    parser.add_argument("--posts", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8480)
    parser.add_argument("--theme", choices=themes.NAMES, default="newspaper")
    parser.add_argument("--seo", choices=("core", "yoast", "none"), default="core")
    parser.add_argument("--every-markup", action="store_true", help="of related links")
    parser.add_argument("--misbehave", action="append", default=[], metavar="NAME[:PATTERN]")
    parser.add_argument("--behaviours", action="store_true", help="list them and stop")
    asked = parser.parse_args()
    if asked.behaviours:
        for name, function in catalogue().items():
            print(f"{name}: {(function.__doc__ or '').splitlines()[0]}")
        return
    settings = Settings(theme=asked.theme, seo=asked.seo)
    now = datetime.now(UTC).replace(microsecond=0)
    markups = tuple(MARKUPS) if asked.every_markup else RESTING_MARKUPS
    wordpress = WordPress(
        posts=asked.posts, seed=asked.seed, markups=markups, settings=settings, now=now
    )
    with serve(wordpress, port=asked.port) as site:
        for wish in asked.misbehave:
            name, _, pattern = wish.partition(":")
            site.misbehave(name, path=pattern or "*")
        print(f"{site.base_url} serves {asked.posts} posts; Ctrl-C ends it", flush=True)
        stop = threading.Event()
        while not stop.wait(1):
            wordpress.set_now(max(wordpress.now, datetime.now(UTC).replace(microsecond=0)))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("ended")
