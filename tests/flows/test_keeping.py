"""Where captures are kept: a folder, or a place that fsspec knows; and what expires."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import fsspec
import psycopg
import pytest

from crawler.captures import CaptureError
from crawler.captures.records import records_of
from flows.checkup.expiry import expire
from flows.ingest.flow import ingest
from flows.inspection.captured import capture_of
from flows.keeping.shelf import KeepingError, MissingError, Shelf, capture_at, copy_whole, shelf_of
from flows.settings import Settings, SettingsError, read_settings
from tests.crawler.extract.pages import LEAD, SECOND, page, paragraphs
from tests.flows.world import Archive, Said, World

Warta = Callable[..., Said]


@pytest.fixture
def bucket() -> Iterator[str]:
    """The address of an empty place in memory."""
    url = "memory://rak/warta"
    yield url
    fsspec.filesystem("memory").store.clear()


@pytest.fixture(params=["a folder", "file://", "memory://"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path, bucket: str) -> Shelf:
    """A place of each kind."""
    folder = str(tmp_path / "rak")
    urls = {"a folder": folder, "file://": f"file://{folder}", "memory://": bucket}
    return shelf_of(read_settings({"WARTA_CAPTURES_URL": urls[request.param]}))


def test_what_is_put_there_can_be_read_whole_and_in_pieces(shelf: Shelf, tmp_path: Path) -> None:
    source = tmp_path / "a.warc.gz"
    source.write_bytes(b"0123456789")
    assert list(shelf.sizes()) == []
    shelf.put(source, "local/2024-02/a.warc.gz")
    assert list(shelf.sizes()) == [("local/2024-02/a.warc.gz", 10)]
    assert shelf.read("local/2024-02/a.warc.gz", 2, 3) == b"234"
    with shelf.open("local/2024-02/a.warc.gz") as file:
        file.seek(8)
        assert file.read() == b"89"


def test_what_is_there_is_not_written_over(shelf: Shelf, tmp_path: Path) -> None:
    """A record may have been cut out of it on request: it must not come back."""
    source = tmp_path / "a.warc.gz"
    source.write_bytes(b"first")
    shelf.put(source, "a.warc.gz")
    other = tmp_path / "b.warc.gz"
    other.write_bytes(b"second")
    shelf.put(other, "a.warc.gz")
    assert shelf.read("a.warc.gz", 0, 99) == b"first"


def test_what_is_removed_is_gone_and_may_be_removed_again(shelf: Shelf, tmp_path: Path) -> None:
    source = tmp_path / "a.warc.gz"
    source.write_bytes(b"x")
    shelf.put(source, "a.warc.gz")
    shelf.remove("a.warc.gz")
    shelf.remove("a.warc.gz")
    assert list(shelf.sizes()) == []
    with pytest.raises(MissingError, match=r"a\.warc\.gz is missing"):
        shelf.read("a.warc.gz", 0, 1)
    with pytest.raises(MissingError, match=r"a\.warc\.gz is missing"):
        shelf.open("a.warc.gz")


def test_a_folder_on_another_disk_gets_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where that one is full, it is named, and not the file that was to be copied."""

    def refused(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    source = tmp_path / "a.warc.gz"
    source.write_bytes(b"x" * 9)
    shelf = shelf_of(read_settings({"WARTA_CAPTURES_URL": str(tmp_path / "rak")}))
    shelf.put(source, "a.warc.gz")
    assert list(shelf.sizes()) == [("a.warc.gz", 9)]

    def full(source: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(source))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space") as caught:
        shelf.put(source, "b.warc.gz")
    assert caught.value.filename == str(tmp_path / "rak" / "b.warc.gz")  # that disk is full


def test_a_copy_has_its_name_once_it_is_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a machine that loses power leaves half of it, which is taken for the whole next time."""
    durable, sync, replace = set[int](), os.fsync, Path.replace

    def noted(descriptor: int) -> None:
        sync(descriptor)
        durable.add(os.fstat(descriptor).st_ino)

    def named(part: Path, target: Path) -> Path:
        assert part.stat().st_ino in durable
        return replace(part, target)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "replace", named)
    source, target = tmp_path / "a.warc.gz", tmp_path / "b.warc.gz"
    source.write_bytes(b"x" * 9)
    copy_whole(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert sorted(tmp_path.iterdir()) == [source, target]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("s3://kunci:rahasia@rak/warta", "Install s3fs"),
        ("nothing://rak", "Protocol not known"),
    ],
)
def test_a_place_that_nobody_here_knows_says_what_to_install(url: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why) as caught:
        shelf_of(read_settings({"WARTA_CAPTURES_URL": url}))
    assert "beside warta" in str(caught.value)
    assert "rahasia" not in str(caught.value)


def test_a_place_that_fails_is_named_and_no_settings_fault(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelf_of(read_settings({"WARTA_CAPTURES_URL": bucket}))

    def refused(*_: object, **__: object) -> None:
        raise RuntimeError("503 Slow Down")

    monkeypatch.setattr(fsspec.filesystem("memory"), "cat_file", refused)
    with pytest.raises(KeepingError, match="memory://rak/warta/a: RuntimeError: 503 Slow Down"):
        shelf.read("a", 0, 1)


def test_no_command_shows_the_password_of_a_place(
    bucket: str, warta: Warta, tmp_path: Path
) -> None:
    """Where captures are is said to whoever looks over a shoulder, or reads a log of cron's."""
    saved = tmp_path / "page.html"
    saved.write_text(page(paragraphs(LEAD, SECOND)), encoding="utf-8")
    given = bucket.replace("://", "://kunci:rahasia@")
    url = "https://purnawarta.com/lainnya/menari"
    said = warta("import", saved, "--url", url, WARTA_CAPTURES_URL=given)
    assert (said.code, f"Captures  {bucket}" in said.out) == (0, True), said.err
    assert "rahasia" not in said.out + said.err


# a whole archive in a bucket -------------------------------------------------------------------


def within(world: World, url: str) -> Settings:
    """The settings of a world whose captures are kept elsewhere."""
    return read_settings(world.environ | {"WARTA_CAPTURES_URL": url})


def test_an_archive_whose_captures_are_in_a_bucket_is_followed_read_and_verified(
    world: World, bucket: str, warta: Warta
) -> None:
    settings = within(world, bucket)
    for _ in range(2):
        report = ingest(world.setting(settings=settings))
        assert report.verdict.state == "ok"
        world.site.wordpress.edit(world.site.wordpress.live()[0])
        world.site.wordpress.advance(hours=1)
    assert not (world.home / "captures").exists()
    assert not list((world.home / "spool").rglob("*.warc*"))
    url = world.site.base_url + world.site.wordpress.live()[2].path
    with psycopg.connect(world.url) as opened:
        found = capture_of(opened, settings, url)
    assert found is not None
    assert b"<html" in found[1].body
    environ = {
        "WARTA_HOME": str(world.home), "DATABASE_URL": world.url, "WARTA_CAPTURES_URL": bucket,
    }  # fmt: skip
    said = warta("verify", "--all", **environ)
    assert (said.code, said.err) == (0, "")
    system = fsspec.filesystem("memory")
    system.rm_file(next(path for path in system.find("/rak") if "listings" not in path))
    said = warta("verify", "--all", **environ)
    assert said.code == 1
    assert "is missing" in said.out


# what expires ----------------------------------------------------------------------------------


@pytest.fixture
def kept(world: World) -> World:
    """An archive of a day in which something was edited."""
    world.run()
    world.site.wordpress.edit(world.site.wordpress.live()[0])
    world.site.wordpress.advance(days=60)
    world.run()
    return world


def files(archive: Archive) -> set[str]:
    """What the rows point at."""
    return {row["file"] for row in archive.rows("SELECT file FROM ingest.capture") if row["file"]}


def test_listings_expire_and_pages_stay(kept: World) -> None:
    shelf, logs = shelf_of(kept.settings), kept.settings.logs
    rows = kept.value("SELECT count(*) FROM ingest.capture")
    before = kept.now() - timedelta(days=30)
    digest = kept.digest()
    with psycopg.connect(kept.url, autocommit=True) as opened:
        gone = expire(opened, shelf, logs, before=before)
        assert gone.files >= 1
        assert gone.captures >= 3
        again = expire(opened, shelf, logs, before=before)
    assert (again.files, again.captures) == (0, 0)
    assert kept.value("SELECT count(*) FROM ingest.capture") == rows
    assert {file for file, _ in shelf.sizes()} == files(kept)
    assert kept.digest() == digest
    left = kept.rows("SELECT kind::text, captured_at FROM ingest.capture WHERE file IS NOT NULL")
    assert {row["kind"] for row in left if row["captured_at"] < before} == {"page"}
    assert "listing" in {row["kind"] for row in left}


def test_a_file_that_went_before_its_rows_were_told_is_ended_the_next_time(kept: World) -> None:
    shelf = shelf_of(kept.settings)
    shutil.rmtree(kept.home / "captures" / "local" / "listings")
    with psycopg.connect(kept.url, autocommit=True) as opened:
        expire(opened, shelf, kept.settings.logs, before=kept.now() + timedelta(days=1))
    assert {file for file, _ in shelf.sizes()} == files(kept)


def test_old_logs_expire_with_what_only_they_refer_to(kept: World) -> None:
    logs = kept.settings.logs
    old = logs / "requests-local-2020-01.jsonl"
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    os.utime(next((logs / "robots").iterdir()), (0, 0))
    with psycopg.connect(kept.url, autocommit=True) as opened:
        gone = expire(opened, shelf_of(kept.settings), logs, before=kept.now() - timedelta(days=90))
    assert gone.logs == 2
    assert len(list(logs.glob("requests-*.jsonl"))) == 1
    assert not old.exists()


def test_a_shelf_gives_no_capture_where_there_is_none(kept: World) -> None:
    shelf = shelf_of(kept.settings)
    file = next(iter(files(kept)))
    with shelf.open(file) as opened:
        info = next(records_of(opened, file))
    with pytest.raises(CaptureError, match="at byte 0: no capture lies here"):
        capture_at(shelf, file, 0, info.length)
