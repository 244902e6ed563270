"""The endpoint under its production server, with two workers, as `make serve` runs it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.web.alexa import encoded, launch, signed
from tests.web.authority import authority, pem

PATIENCE = 60
"""Seconds that any one step may take on a busy machine."""


@dataclass
class Server:
    process: subprocess.Popen[str]
    host: str
    port: int
    directory: Path

    def answers(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        with closing(HTTPConnection(self.host, self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def hears(self, request_id: str) -> tuple[int, str]:
        body = encoded(launch(request_id))
        return self.answers("POST", "/", body, signed(body))

    def says(self, pattern: str) -> re.Match[str]:
        """The first line of its log that matches, from where reading stopped last."""
        assert self.process.stderr is not None
        said = []
        for line in self.process.stderr:
            said.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"the server ended without saying {pattern}:\n{''.join(said)}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    trusted = authority()
    (tmp_path / "chain.pem").write_bytes(trusted.chain())
    (tmp_path / "root.pem").write_bytes(pem(trusted.root))
    os.mkfifo(tmp_path / "door")
    command = [sys.executable, "-m", "gunicorn", "--config", "python:skill.web.serving"]
    command += ["--workers", "2", "--bind", "127.0.0.1:0", "tests.web.served:application()"]
    environment = os.environ | {"SERVED_FROM": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        running = Server(process, "127.0.0.1", 0, tmp_path)
        try:
            running.port = int(running.says(r"Listening at: http://127\.0\.0\.1:(\d+)")[1])
            yield running
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def test_it_serves_and_its_workers_share_what_they_took(server: Server) -> None:
    assert server.answers("GET", "/health")[0] == 200
    assert server.answers("GET", "/ready")[0] == 200
    with ThreadPoolExecutor(8) as senders:
        different = senders.map(server.hears, [str(number) for number in range(16)])
        assert [status for status, _ in different] == [200] * 16
        repeated = senders.map(server.hears, ["the same"] * 16)
        assert sorted(status for status, _ in repeated) == [200] + [400] * 15


def test_a_stop_waits_for_the_answer_under_way(server: Server) -> None:
    with ThreadPoolExecutor(1) as sender:
        answer = sender.submit(server.hears, "wait")
        with (server.directory / "door").open("w") as door:  # Opens once the skill is at the other end.
            server.process.send_signal(signal.SIGTERM)
            server.says("Handling signal: term")
            door.write("Still here.")
        status, text = answer.result(timeout=PATIENCE)
    assert status == 200
    assert "Still here." in text
    assert server.process.wait(timeout=PATIENCE) == 0
