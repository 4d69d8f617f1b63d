"""Where captures are kept: a folder, or any place that fsspec knows (S3, GCS).

A file is written on this machine first, and published whole. It knows files and places; nothing of
rows, or of what a file holds beyond WARC records.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit, urlunsplit

from crawler.captures import Capture, read_capture
from flows.keeping import disk
from flows.settings import Settings, SettingsError

#: Ends the name of a file that is still being written.
PART_SUFFIX = ".part"


class KeepingError(RuntimeError):
    """The place of the captures can't be reached, or does not do what it should."""


class MissingError(KeepingError):
    """A file is not where it should be; the message names it."""


class Shelf(Protocol):
    """A place of captures. Files are named by their path below it, with ``/`` between folders.

    Each method raises ``KeepingError`` where the place can't be used, ``MissingError`` where it has
    no such file. As text it is its own name.
    """

    def put(self, source: Path, file: str) -> None:
        """Publish ``source`` as ``file``, durably; nothing where ``file`` is there already."""

    def read(self, file: str, offset: int, length: int) -> bytes:
        """Return a piece of a file; less where the file ends."""

    def open(self, file: str) -> BinaryIO:
        """Open a file for reading and seeking."""

    def holds(self, file: str) -> bool:
        """Say whether a file is there."""

    def sizes(self, folder: str = "") -> Iterator[tuple[str, int]]:
        """Give the files that are there, or in a folder there, with their bytes."""

    def remove(self, file: str) -> None:
        """Remove a file; nothing where it is gone."""


def capture_at(shelf: Shelf, file: str, offset: int, length: int) -> Capture:
    """Read one capture back.

    Raises:
        KeepingError: its file can't be read.
        crawler.captures.CaptureError: what lies there is damaged, or no capture.

    """
    return read_capture(shelf.read(file, offset, length), file, offset=offset)


def shelf_of(settings: Settings) -> Shelf:
    """Return the place that the settings name: a folder below ``WARTA_HOME``, unless they do.

    Raises:
        flows.settings.SettingsError: ``WARTA_CAPTURES_URL`` names none that can be used here.

    """
    url = settings.captures_url
    if "://" not in url:
        return Folder(Path(url).absolute())
    if url.startswith("file://"):
        return Folder(Path(urlsplit(url).path))
    return _bucket(url)


@dataclass(frozen=True)
class Folder:
    """A folder of this machine."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def put(self, source: Path, file: str) -> None:
        """Make it the same file as ``source``, where the disk allows that."""
        target = self.path / file
        with _translated(str(self), file):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, target)
            except FileExistsError:
                pass  # whoever put it there may have been killed before it was durable
            except OSError:  # another file system, or one without links
                copy_whole(source, target)
            _sync(target)
            _sync(target.parent)

    def read(self, file: str, offset: int, length: int) -> bytes:
        """Read a piece."""
        with self.open(file) as opened, _translated(str(self), file):
            opened.seek(offset)
            return opened.read(length)

    def open(self, file: str) -> BinaryIO:
        """Open a file."""
        with _translated(str(self), file):
            return (self.path / file).open("rb")

    def holds(self, file: str) -> bool:
        """Look whether it is there."""
        return (self.path / file).exists()

    def sizes(self, folder: str = "") -> Iterator[tuple[str, int]]:
        """Give the files; a folder that is not there yet has none."""
        for path in sorted((self.path / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(self.path).as_posix(), path.stat().st_size

    def remove(self, file: str) -> None:
        """Remove a file."""
        with _translated(str(self), file):
            (self.path / file).unlink(missing_ok=True)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file, which has its name once it is durable: nobody looks then whether it is whole."""
    part = target.with_name(f"{target.name}{PART_SUFFIX}")
    shutil.copyfile(source, part)
    _sync(part)
    part.replace(target)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True)
class Bucket:
    """A place that fsspec knows.

    Attributes:
        url: without a password, for messages.
        given: as it was given.

    """

    url: str
    given: str

    def __str__(self) -> str:
        return self.url

    @cached_property
    def _place(self) -> tuple[Any, str]:
        from fsspec.core import url_to_fs

        system, root = url_to_fs(self.given)
        return system, root.rstrip("/")

    def put(self, source: Path, file: str) -> None:
        """Send it by one PUT (fsspec sends what is very large in parts, and joins them there)."""
        with _translated(str(self), file):
            system, root = self._place
            if not system.exists(f"{root}/{file}"):
                system.put_file(str(source), f"{root}/{file}")

    def read(self, file: str, offset: int, length: int) -> bytes:
        """Ask for a range."""
        with _translated(str(self), file):
            system, root = self._place
            return bytes(system.cat_file(f"{root}/{file}", start=offset, end=offset + length))

    def open(self, file: str) -> BinaryIO:
        """Open it; read ahead in large pieces."""
        with _translated(str(self), file):
            system, root = self._place
            opened: BinaryIO = system.open(f"{root}/{file}", "rb")
            return opened

    def holds(self, file: str) -> bool:
        """Ask whether it is there."""
        with _translated(str(self), file):
            system, root = self._place
            return bool(system.exists(f"{root}/{file}"))

    def sizes(self, folder: str = "") -> Iterator[tuple[str, int]]:
        """Give the files; a place that is not there yet has none."""
        with _translated(str(self), folder):
            system, root = self._place
            found = system.find(f"{root}/{folder}", detail=True) if system.exists(root) else {}
        prefix = f"{system._strip_protocol(root)}/"  # noqa: SLF001 (how fsspec names its files)
        for path, about in sorted(found.items()):
            yield path.removeprefix(prefix), int(about["size"])

    def remove(self, file: str) -> None:
        """Remove a file."""
        with _translated(str(self), file):
            system, root = self._place
            if system.exists(f"{root}/{file}"):
                system.rm_file(f"{root}/{file}")


def _bucket(url: str) -> Bucket:
    parts = urlsplit(url)
    shown = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    bucket = Bucket(url=shown, given=url)
    try:
        _ = bucket._place  # noqa: SLF001 (to say at once what is missing)
    except (ImportError, ValueError) as exc:
        why = " ".join(str(exc).split())
        message = (
            f"WARTA_CAPTURES_URL: {shown} can't be used: {why}. Install the package that knows "
            f"{parts.scheme}:// beside warta (s3fs for S3, gcsfs for GCS), or name a folder"
        )
        raise SettingsError(message) from exc
    return bucket


@contextmanager
def _translated(place: str, file: str) -> Iterator[None]:
    """Tell what goes wrong with a file as ``KeepingError``.

    A disk that is full or closed to us stays what it is: what to do then is the same for all files.
    """
    where = f"{place}/{file}".rstrip("/")
    try:
        yield
    except FileNotFoundError as exc:
        raise MissingError(f"{where} is missing") from exc
    except OSError as exc:
        if disk.complaint(exc) is not None:  # of a copy, the error names what was to be copied
            raise OSError(exc.errno, exc.strerror, where) from exc
        raise KeepingError(f"{where}: {exc.strerror or exc}") from exc
    except Exception as exc:
        # each place has its own errors, of libraries that are not ours to know
        raise KeepingError(f"{where}: {type(exc).__name__}: {exc}") from exc
