"""The blocks of ``sites.toml``: the package's file, and over it the operator's own.

The own one lies in ``WARTA_HOME``, so that an upgrade leaves it alone. It knows files and keys;
what is made of a block, ``crawler.sites.named`` knows.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

SITES_FILE: Final = Path(__file__).parents[1] / "sites.toml"
#: What a block may say. What the second ones say makes no difference to what a page is read as.
_READING: Final = frozenset({
    "base_url", "aliases", "time_zone", "language", "agencies", "related_markers", "rules_off",
    "lines_cut",
})  # fmt: skip
_ELSE: Final = frozenset({"archives", "lines_kept", "min_delay_s"})
_DIGITS: Final = 8


class SiteError(ValueError):
    """A site URL, or a block of ``sites.toml``, that can't be used; says what to write instead."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Blocks:
    """What the files say; the same until one of them changes.

    Attributes:
        defaults: of every site, by key.
        of_sites: what each block says, by the site's name.
        own: what the operator's own file adds to how pages are read: a digest by the site's name,
            empty where its block adds nothing to that.

    """

    defaults: Mapping[str, Any]
    of_sites: Mapping[str, Mapping[str, Any]]
    own: Mapping[str, str] = field(default_factory=dict)


def own_file(environ: Mapping[str, str]) -> Path:
    """Return where the operator's own file is, if there is one."""
    return _in(environ.get("WARTA_HOME") or "var")


@lru_cache(maxsize=16)  # asked for each page
def _in(home: str) -> Path:
    return Path(home) / SITES_FILE.name


def read(path: Path, own: Path) -> Blocks:
    """Read the file at ``path`` and, where there is one, ``own``; again once that has changed.

    Raises:
        SiteError: one of them is unusable.

    """
    try:
        changed_ns = own.stat().st_mtime_ns
    except OSError:
        return _blocks(path)
    return _both(path, own, changed_ns)


@lru_cache(maxsize=16)
def _blocks(path: Path) -> Blocks:
    document = _read(path)
    try:
        return Blocks(defaults=document["defaults"], of_sites=document["sites"])
    except KeyError as exc:
        message = f"{path} can't be read: {exc}"
        raise SiteError(message) from exc


@lru_cache(maxsize=16)
def _both(path: Path, own: Path, _changed_ns: int) -> Blocks:
    known, mine = _blocks(path), _own_blocks(own)
    merged = {name: {**known.of_sites.get(name, {}), **block} for name, block in mine.items()}
    return Blocks(
        defaults=known.defaults,
        of_sites={**known.of_sites, **merged},
        own={name: _digest(block) for name, block in mine.items()},
    )


def _own_blocks(path: Path) -> dict[str, dict[str, Any]]:
    """Read the operator's own file: blocks of sites, whose keys are all known."""
    document = _read(path)
    found = document.pop("sites", {})
    if document or not isinstance(found, dict):
        message = f"{path} holds blocks of sites and nothing else, such as [sites.local]"
        raise SiteError(message)
    for name, block in found.items():
        if not isinstance(block, dict):
            message = f"{path}: {name!r} is no block; write [sites.{name}] above its lines"
            raise SiteError(message)
        if unknown := block.keys() - (_READING | _ELSE):
            there_are = ", ".join(sorted(_READING | _ELSE))
            message = f"{path}: site {name!r} names {min(unknown)!r}; there are {there_are}"
            raise SiteError(message)
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:  # TOML and UTF-8 alike
        message = f"{path} can't be read: {exc}"
        raise SiteError(message) from exc


def _digest(block: Mapping[str, Any]) -> str:
    said = sorted((key, value) for key, value in block.items() if key in _READING)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:_DIGITS] if said else ""
