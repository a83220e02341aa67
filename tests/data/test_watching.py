"""A folder that is watched: changes are taken in once they are complete, whoever tells of them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data import watching
from data.reading.sources import SETTLED_AFTER_SECONDS
from data.store import current
from data.watching import is_on_network, keep_loaded

ROOT = Path(__file__).parents[2]
LEADS = "lead_id,created_at,name\n1,2026-06-01,Ana\n"
PATIENCE = 60.0


class Watcher:
    """keep_loaded in a thread of its own, with what it told."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.stop = threading.Event()
        self.versions: list = []
        self.errors: list = []
        self.thread = threading.Thread(
            target=keep_loaded, args=(folder, self.versions.append, self.errors.append, self.stop, store)
        )
        self.thread.start()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, "it never happened"
            time.sleep(0.05)


@pytest.fixture
def watched(exports, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "QUIET_SECONDS", 0.3)  # the files of most tests are an hour old
    started: list[Watcher] = []

    def start() -> Watcher:
        started.append(Watcher(exports.folder, tmp_path / "store"))
        return started[-1]

    yield start
    for watcher in started:
        watcher.stop.set()
        watcher.thread.join(PATIENCE)


def count(version) -> int:
    return duckdb.sql(f"select count(*) from read_parquet('{version.path / 'lead'}.parquet')").fetchall()[0][0]


@pytest.mark.parametrize("must_poll", [False, True])
def test_a_new_file_and_a_changed_one_are_taken_in(exports, watched, monkeypatch, must_poll):
    monkeypatch.setattr(watching, "is_on_network", lambda _: must_poll)
    exports.write("leads.csv", LEADS)
    watcher = watched()
    watcher.wait_for(lambda: len(watcher.versions) == 1)
    exports.write("leads.csv", LEADS + "2,2026-06-02,Ben\n")
    watcher.wait_for(lambda: len(watcher.versions) == 2)
    exports.write("more.csv", "lead_id,created_at,name\n9,2026-06-09,Cy\n")
    watcher.wait_for(lambda: len(watcher.versions) == 3)
    assert [count(version) for version in watcher.versions] == [1, 2, 3]
    assert watcher.errors == []


def test_a_file_that_is_being_written_is_waited_for(exports, watched, monkeypatch):
    monkeypatch.setattr(watching, "QUIET_SECONDS", SETTLED_AFTER_SECONDS + 0.3)
    exports.write("deals.csv", "deal_id,stage\n1,Open\n")
    watcher = watched()
    watcher.wait_for(lambda: len(watcher.versions) == 1)
    with (exports.folder / "leads.csv").open("w") as file:
        file.write("lead_id,created_at,name\n")
        for number in range(10):
            file.write(f"{number},2026-06-01,Ana\n")
            file.flush()
            time.sleep(0.3)
    watcher.wait_for(lambda: len(watcher.versions) > 1)
    assert [count(version) for version in watcher.versions] == [0, 10]


def test_a_broken_file_is_told_once_and_mended_later(exports, watched, monkeypatch):
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.5)
    exports.write("leads.csv", LEADS)
    watcher = watched()
    watcher.wait_for(lambda: len(watcher.versions) == 1)
    exports.write("leads.csv", "")
    watcher.wait_for(lambda: len(watcher.errors) == 1)
    time.sleep(1.5)
    assert len(watcher.errors) == 1
    exports.write("leads.csv", LEADS + "2,2026-06-02,Ben\n")
    watcher.wait_for(lambda: len(watcher.versions) == 2)
    assert count(watcher.versions[-1]) == 2


def test_a_folder_that_comes_later_is_found(exports, watched, monkeypatch, tmp_path):
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.3)
    exports.folder.rmdir()
    watcher = watched()
    watcher.wait_for(lambda: len(watcher.errors) == 1)
    exports.write("leads.csv", LEADS)
    watcher.wait_for(lambda: len(watcher.versions) == 1)


def test_where_the_system_cannot_tell_the_folder_is_looked_at(exports, watched, monkeypatch):
    def no_watches(*_, **__):
        raise OSError("no space left on device: the limit of watches is reached")

    monkeypatch.setattr(watching, "watch", no_watches)
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.3)
    exports.write("leads.csv", LEADS)
    watcher = watched()
    watcher.wait_for(lambda: len(watcher.versions) == 1)
    exports.write("leads.csv", LEADS + "2,2026-06-02,Ben\n")
    watcher.wait_for(lambda: len(watcher.versions) == 2)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/mnt/office/exports", True),
        ("/mnt/my drive/exports", True),
        ("/mnt/remote/exports", True),
        ("/mnt/office-local/exports", False),
        ("/home/us/exports", False),
    ],
)
def test_network_drives_are_known_by_their_file_system(tmp_path, folder, expected):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//server/office /mnt/office cifs rw 0 0\nserver:/x /mnt/my\\040drive nfs4 rw 0 0\n"
        "host: /mnt/remote fuse.sshfs rw 0 0\n"
    )
    assert is_on_network(Path(folder), mounts) is expected


def test_a_machine_that_has_no_table_of_mounts_says_nothing(tmp_path):
    assert is_on_network(tmp_path, tmp_path / "missing") is False


def test_the_command_watches_until_it_is_interrupted(exports, tmp_path):
    exports.write("leads.csv", LEADS)
    command = [sys.executable, "-m", "data", "watch", str(exports.folder)]
    env = os.environ | {"MONEYBOARD_STORE": str(tmp_path / "store")}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert "exported on 2026-06-01" in process.stdout.readline()
            exports.write("leads.csv", LEADS + "2,2026-06-02,Ben\n")
            assert "exported on 2026-06-02" in process.stdout.readline()
            process.send_signal(2)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert count(current(exports.folder, tmp_path / "store")) == 2
