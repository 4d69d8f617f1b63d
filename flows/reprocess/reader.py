"""Which extractor this is: its version, and a digest of all that a content depends on.

The digest sees what nobody has counted as a new version: a rule under work, a parser's new release.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from crawler.sites import Site
from flows.normalise import version_for

_ROOT: Final = Path(__file__).parents[2]
#: Files, or folders of files, that a content passes through.
_MODULES: Final = (
    "crawler/captures", "crawler/extract", "crawler/hosts", "crawler/parts", "crawler/sites",
    "flows/load/items", "flows/normalise", "flows/store/storable",
)  # fmt: skip
#: Libraries that read pages and mend texts.
_LIBRARIES: Final = ("beautifulsoup4", "dateparser", "ftfy", "lxml", "selectolax")
_DIGITS: Final = 12


def reader(site: Site) -> str:
    """Return the name under which what is read of a site is kept, such as ``2+0a1b2c3d4e5f``."""
    return f"{version_for(site)}+{_digest()}"


@cache
def _digest() -> str:
    found = hashlib.sha256()
    for path in _sources():
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _LIBRARIES:
        found.update(f"{name} {version(name)}\0".encode())
    return found.hexdigest()[:_DIGITS]


def _sources() -> Iterator[Path]:
    for name in _MODULES:
        module = _ROOT / name
        files = module.rglob("*") if module.is_dir() else (module.with_suffix(".py"),)
        yield from sorted(path for path in files if path.is_file() and path.suffix != ".pyc")
    yield _ROOT / "crawler" / "sites.toml"
