"""How fast the verified endpoint is, beside the same application with the SDK's own verifier.

    python -m benchmarks.web                      both, in turns, one process each, 200 requests in flight
    python -m benchmarks.web --requests 100000    ours alone for that many, with its memory at start and end

Every request is signed anew and carries an id of its own, as Alexa's do. Both sides run the same skill under
gunicorn with the same settings, trust the same roots and have the certificate chain at hand, so that what
differs is the verifier. The SDK's is changed in one place: its dependency `oscrypto` reads OpenSSL's version
with an expression that fails on two-digit patch numbers, and gets one that does not.
"""

import argparse
import asyncio
import io
import itertools
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import certifi
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.response import Response
from flask import Flask

from tests.web.alexa import SKILL_ID, encoded, launch, signed, skill_of
from tests.web.authority import authority, pem

IN_FLIGHT = 200
ROUNDS = 7
OURS_A_ROUND = 1_500
THEIRS_A_ROUND = 300
BATCH = 10_000
"""Signed at once: few enough to be sent while they are fresh."""

ONE_DIGIT, TWO_DIGITS = r"\b(\d\.\d\.\d[a-z]*)\b", r"\b(\d\.\d\.\d+[a-z]*)\b"
"""How `oscrypto` looks for OpenSSL's version, and how it should."""

AIM = 5.0
"""How many times the SDK's rate ours should have."""


class Greeting(AbstractRequestHandler):
    """Answers every request and, unlike the handler of the tests, remembers none of them."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        return handler_input.response_builder.speak("Hello.").response


def _served_from() -> Path:
    return Path(os.environ["SERVED_FROM"])


def _skill() -> CustomSkill:
    """The skill both sides serve: the whole one, or one that only greets, so that the verifier counts."""
    if os.environ["SERVED_SKILL"] == "greeter":
        return skill_of(Greeting())
    from skill.app import build_skill
    from skill.settings import Settings

    return build_skill(Settings(skill_id=SKILL_ID))


def ours() -> Flask:
    """For gunicorn: our endpoint, with everything switched on."""
    from cryptography.x509 import load_pem_x509_certificates

    from skill.web import create_app
    from skill.web.chain import trusted_roots

    chain = (_served_from() / "chain.pem").read_bytes()
    roots = load_pem_x509_certificates((_served_from() / "root.pem").read_bytes())
    return create_app(
        {
            "skill": _skill(),
            "skill_id": SKILL_ID,
            "replay_file": _served_from() / "taken",
            "fetch": lambda _: chain,
            "trusted_roots": trusted_roots() + roots,
        }
    )


def theirs() -> Flask:
    """For gunicorn: the same skill behind the SDK's adapter and its own verifiers."""
    search: Callable[..., object] = re.search

    def search_with_longer_patch_number(pattern: object, *rest: object) -> object:
        return search(TWO_DIGITS if pattern == ONE_DIGIT else pattern, *rest)

    with patch("re.search", search_with_longer_patch_number):
        import oscrypto.asymmetric  # type: ignore[import-untyped] # noqa: F401
    from ask_sdk_webservice_support import verifier
    from flask_ask_sdk.skill_adapter import SkillAdapter  # type: ignore[import-untyped]

    chain = (_served_from() / "chain.pem").read_bytes()
    vars(verifier)["urlopen"] = lambda _: io.BytesIO(chain)
    app = Flask("theirs")
    SkillAdapter(_skill(), SKILL_ID, app=app).register(app, "/")
    return app


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn with one worker process."""

    master: int
    port: int

    def memory(self) -> int:
        """What the worker holds in memory, in KiB."""
        return int(re.findall(r"VmRSS:\s+(\d+) kB", self._told("status"))[0])

    def processor_seconds(self) -> float:
        """What the worker has used of a processor so far."""
        fields = self._told("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _told(self, what: str) -> str:
        worker = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()[0]
        return Path(f"/proc/{worker}/{what}").read_text()


@contextmanager
def server(name: str, directory: Path, skill: str) -> Iterator[Server]:
    """One of the two applications above, under gunicorn, until the block ends."""
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--worker-class", "gthread"]
    command += ["--threads", "8", "--keep-alive", "75", "--bind", "127.0.0.1:0", "--no-control-socket"]
    command += [f"benchmarks.web:{name}()"]
    environment = os.environ | {
        "SERVED_FROM": str(directory),
        "SERVED_SKILL": skill,
        "SSL_CERT_FILE": str(directory / "roots.pem"),
    }
    log = directory / f"{name}.log"
    with log.open("w") as stderr, subprocess.Popen(command, env=environment, stderr=stderr) as process:
        try:
            while not (found := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text())):
                time.sleep(0.1)
            yield Server(process.pid, int(found[1]))
        finally:
            process.terminate()


numbers = itertools.count()


def requests(count: int) -> list[bytes]:
    """Whole HTTP requests, each with its own id and signature, of now."""
    made = []
    for _ in range(count):
        body = encoded(launch(f"amzn1.echo-api.request.{next(numbers)}", sent_at=datetime.now(UTC)))
        headers = {"Host": "localhost", "Content-Length": str(len(body))} | signed(body)
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        made.append(f"POST / HTTP/1.1\r\n{head}\r\n".encode() + body)
    return made


async def _send_one_after_another(port: int, queue: Iterator[bytes], seconds: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for message in queue:
        start = time.perf_counter()
        writer.write(message)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if not head.startswith(b"HTTP/1.1 200") or length is None:
            raise RuntimeError(f"not answered: {head!r}")
        await reader.readexactly(int(length[1]))
        seconds.append(time.perf_counter() - start)
    writer.close()


async def send(port: int, messages: list[bytes], in_flight: int = IN_FLIGHT) -> tuple[float, list[float]]:
    """The seconds it took to have all answered, and those of each."""
    queue, seconds = iter(messages), list[float]()
    start = time.perf_counter()
    await asyncio.gather(*(_send_one_after_another(port, queue, seconds) for _ in range(in_flight)))
    return time.perf_counter() - start, seconds


@dataclass
class Measured:
    """What one side did in all rounds."""

    rates: list[float]
    seconds: list[float]
    processor: list[float]

    def round(self, running: Server, count: int) -> None:
        """Send so many requests and note how it went."""
        messages = requests(count)
        before = running.processor_seconds()
        took, seconds = asyncio.run(send(running.port, messages))
        self.processor.append((running.processor_seconds() - before) / count)
        self.rates.append(count / took)
        self.seconds += seconds

    def __str__(self) -> str:
        cuts = statistics.quantiles(self.seconds, n=100)
        rate, processor = statistics.median(self.rates), statistics.median(self.processor)
        answered = f"{rate:7.1f} requests/s   {processor * 1000:5.2f} ms of processor each"
        return f"{answered}   p50 {cuts[49] * 1000:7.1f} ms   p99 {cuts[98] * 1000:7.1f} ms"


def compare(directory: Path, skill: str) -> None:
    """Both sides in turns, so that what else the machine does falls on both."""
    mine, other = Measured([], [], []), Measured([], [], [])
    with server("ours", directory, skill) as first, server("theirs", directory, skill) as second:
        # One after another at first: the SDK's verifier cannot take its first requests on several threads.
        asyncio.run(send(first.port, requests(20), in_flight=1))
        asyncio.run(send(second.port, requests(20), in_flight=1))
        for _ in range(ROUNDS):
            mine.round(first, OURS_A_ROUND)
            other.round(second, THEIRS_A_ROUND)
    ratio = statistics.median(our / their for our, their in zip(mine.rates, other.rates, strict=True))
    print(f"skill: {skill}; one process, 8 threads, {IN_FLIGHT} requests in flight, {ROUNDS} rounds")
    print(f"ours       {mine}\nthe SDK's  {other}")
    print(f"ratio {ratio:.1f}, median of the rounds (aim {AIM:g}): {'met' if ratio >= AIM else 'NOT met'}")


def soak(directory: Path, skill: str, count: int) -> None:
    """Ours alone for long, with its memory every now and then."""
    measured = Measured([], [], [])
    with server("ours", directory, skill) as running:
        measured.round(running, min(BATCH // 10, count))
        print(f"{0:8d} requests: {running.memory()} KiB", flush=True)
        for done in range(0, count, BATCH):
            measured.round(running, min(BATCH, count - done))
            print(f"{min(done + BATCH, count):8d} requests: {running.memory()} KiB", flush=True)
    print(f"skill: {skill}; one process, 8 threads, {IN_FLIGHT} requests in flight\nours       {measured}")


def main() -> None:
    """See the top of this file."""
    parser = argparse.ArgumentParser(description="Requests per second of the verified endpoint.")
    parser.add_argument("--requests", type=int, help="soak ours with so many requests instead of comparing")
    parser.add_argument("--skill", choices=["whole", "greeter"], default="whole")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        directory, trusted = Path(name), authority()
        now, day = datetime.now(UTC), timedelta(days=1)
        leaf = trusted.leaf(valid_from=now - day, valid_until=now + day)
        (directory / "chain.pem").write_bytes(trusted.chain(leaf))
        (directory / "root.pem").write_bytes(pem(trusted.root))
        (directory / "roots.pem").write_bytes(Path(certifi.where()).read_bytes() + pem(trusted.root))
        if given.requests:
            soak(directory, given.skill, given.requests)
        else:
            compare(directory, given.skill)


if __name__ == "__main__":
    main()
