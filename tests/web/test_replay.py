"""The memory of requests taken: shared by processes, short, and never guessing."""

import multiprocessing
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.pool import Pool
from pathlib import Path

import pytest

from skill.web.errors import ReplayError, SettingsError
from skill.web.replay import PRUNE_EVERY, TakenRequests, default_file
from tests.web.authority import NOW

KEEP = timedelta(seconds=150)
PROCESSES = 3


@pytest.fixture(scope="module")
def workers() -> Iterator[Pool]:
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        yield pool


def take(file: Path, request_ids: list[str]) -> list[bool]:
    """What one process sees of each request."""
    taken = TakenRequests(file)
    try:
        return [taken.take(request_id, NOW + KEEP, NOW) for request_id in request_ids]
    finally:
        taken.close()


def rows(file: Path) -> int:
    database = sqlite3.connect(file)
    try:
        return int(database.execute("SELECT count(*) FROM taken").fetchone()[0])
    finally:
        database.close()


def test_a_request_is_taken_once(tmp_path: Path) -> None:
    assert take(tmp_path / "taken", ["a", "b", "a"]) == [True, True, False]


def test_what_one_process_took_another_knows(tmp_path: Path, workers: Pool) -> None:
    file = tmp_path / "taken"
    assert take(file, ["a"]) == [True]
    assert workers.apply(take, (file, ["a", "b"])) == [False, True]


def test_of_several_processes_at_once_each_request_goes_to_one(tmp_path: Path, workers: Pool) -> None:
    """They also all make the file at the same moment."""
    request_ids = [str(number) for number in range(200)]
    seen = workers.starmap(take, [(tmp_path / "taken", request_ids)] * PROCESSES, chunksize=1)
    assert [sum(of_one_request) for of_one_request in zip(*seen, strict=True)] == [1] * 200


def test_what_can_no_longer_pass_for_fresh_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "taken"
    taken = TakenRequests(file)
    taken.take("old", NOW + KEEP, NOW)
    later = NOW + KEEP + PRUNE_EVERY
    taken.take("new", later + KEEP, later)
    assert not taken.knows("old")
    assert taken.knows("new")
    taken.close()
    assert rows(file) == 1


def test_what_could_still_pass_for_fresh_is_not_forgotten(tmp_path: Path) -> None:
    taken = TakenRequests(tmp_path / "taken")
    taken.take("first", NOW + KEEP, NOW)
    assert taken.take("second", NOW + KEEP, NOW + KEEP)
    assert not taken.take("first", NOW + KEEP, NOW + KEEP)
    taken.close()


def test_a_file_that_cannot_be_used_lets_nothing_pass(tmp_path: Path) -> None:
    for file in (tmp_path / "missing" / "taken", tmp_path):
        with pytest.raises(ReplayError):
            TakenRequests(file).take("a", NOW + KEEP, NOW)
        with pytest.raises(ReplayError):
            TakenRequests(file).knows("a")


def test_a_file_of_another_kind_lets_nothing_pass(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("this is no database" * 100)
    with pytest.raises(ReplayError):
        TakenRequests(tmp_path / "taken").take("a", NOW + KEEP, NOW)


def test_by_default_it_lies_where_no_other_account_can_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert default_file() == default_file()
    assert stat.S_IMODE(default_file().parent.stat().st_mode) == 0o700


def test_a_directory_that_others_can_reach_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    directory = default_file().parent
    directory.chmod(0o755)
    with pytest.raises(SettingsError):
        default_file()
    directory.rmdir()
    directory.symlink_to(tmp_path)
    with pytest.raises(SettingsError):
        default_file()
