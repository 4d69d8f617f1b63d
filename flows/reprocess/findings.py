"""What came of an extractor on trial, and how that is judged. Pure.

It knows counts and classes of change; nothing of captures or the archive.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from flows.reprocess.differences import BODY, CLASSES, KEPT
from flows.runs.report import RunReport, Verdict
from flows.settings import SettingsError
from flows.wording import counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a person asks for.

    Attributes:
        promote: whether what this extractor reads is to be loaded, if nothing speaks against it.
        expect: the classes of change that are no surprise.
        is_sure: whether it is to be loaded whatever speaks against it.

    """

    promote: bool = False
    expect: frozenset[str] = frozenset()
    is_sure: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """A page that would change: what the archive says, and what this extractor reads."""

    url: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A class of change: how many pages, and some of them."""

    name: str
    pages: int
    unversioned: int = 0
    samples: Sequence[Sample] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What came of an extractor on trial.

    Attributes:
        reader: its name.
        read: pages that were read this time; ``pages`` in all.
        unread: pages that could not be read, ``problems`` why.
        changed: pages that would change.
        changes: by class; a page may be in several.
        against: why the golden pages speak against it; None where they don't, or were not asked.
        promoted: pages that were loaded; None where that was not to be.

    """

    reader: str
    version: str
    read: int = 0
    pages: int = 0
    unread: int = 0
    problems: Sequence[str] = ()
    changed: int = 0
    changes: Sequence[Change] = ()
    against: str | None = None
    promoted: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A run, and what it found; None where another one was at it."""

    run: RunReport
    found: Findings | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, for scripts."""
        values = asdict(self.found) if self.found else {}
        return self.run.as_json() | values


def expected(text: str) -> frozenset[str]:
    """Read a list of classes, such as ``body,blocks``.

    Raises:
        SettingsError: there is no such class.

    """
    names = {name.strip() for name in text.split(",") if name.strip()}
    if unknown := names - {"body", *CLASSES}:
        message = f"{', '.join(sorted(unknown))}: no class of change; these are: body, "
        raise SettingsError(message + ", ".join(CLASSES))
    return frozenset(names - {"body"} | (set(BODY) if "body" in names else set()))


def objections(asked: Asked, found: Findings) -> list[str]:
    """Return what speaks against loading what this extractor reads, were nobody sure."""
    return [
        *_unexpected(asked, found.changes),
        *([found.against] if found.against else []),
        *_unversioned(found),
        *_unread(found),
    ]


def promotable(found: Findings) -> list[str]:
    """Return the classes that a person must expect for a promotion; none where that is no help.

    That is where nothing would be loaded, or something else speaks against it, too.
    """
    classes = sorted(change.name for change in found.changes)
    asked = Asked(promote=True, expect=frozenset(classes))
    is_done = found.promoted is not None or not set(classes) - set(KEPT)
    return [] if is_done or objections(asked, found) else classes


def judged(asked: Asked, found: Findings) -> Verdict:
    """Judge a run that has ended; ``ok`` needs evidence."""
    read = f"{counted(found.pages, 'page was', 'pages were')} read"
    if found.promoted is not None:
        return _promoted(found, f"{found.promoted} of {read} otherwise, and corrected")
    against = objections(asked, found) if found.changed or found.unread else []
    if not found.changed and not against:
        return Verdict(state="ok", reason=f"nothing would change: {read}", exit_code=0)
    what = f"{found.changed} of {counted(found.pages, 'page')} would change"
    if against:
        reason = "; ".join([*against, f"{what}, and nothing was promoted"])
        return Verdict(state="degraded", reason=reason, exit_code=3)
    return Verdict(state="ok", reason=f"{what}, all as expected", exit_code=0)


def _promoted(found: Findings, what: str) -> Verdict:
    kept = sum(change.pages for change in found.changes if change.name in KEPT)
    left = found.changed - kept - (found.promoted or 0)
    if found.unread or left > 0:
        undone = [f"{counted(left, 'is left', 'are left')}: run it again"] if left > 0 else []
        reason = "; ".join([*_unread(found), *undone, what])
        return Verdict(state="degraded", reason=reason, exit_code=3)
    stays = counted(kept, "stays as it is", "stay as they are")
    stay = f"; {stays}: have a look (warta inspect)" if kept else ""
    return Verdict(state="ok", reason=what + stay, exit_code=0)


def _unexpected(asked: Asked, changes: Iterable[Change]) -> Iterator[str]:
    names = [f"{one.name} {one.pages}" for one in changes if one.name not in asked.expect]
    if names:
        yield f"not expected: {', '.join(names)}"


def _unversioned(found: Findings) -> Iterator[str]:
    """Content that one version reads in two ways would be taken for an edit of the site's."""
    if any(change.unversioned for change in found.changes):
        yield (
            f"version {found.version} has read these pages before: a changed extractor needs "
            "another EXTRACTOR_VERSION (crawler/extract/records.py)"
        )


def _unread(found: Findings) -> Iterator[str]:
    if found.unread:
        yield f"{counted(found.unread, 'page')} could not be read ({found.problems[0]})"
