"""An artifact, run as Lambda runs it: by Amazon's Runtime Interface Emulator and Amazon's runtime client.

The emulator's program comes inside the Python package `aws-sam-cli`; the client, and botocore, which the runtime
brings as well, are pinned in `locks/runtime.txt`. Nothing else is on the path, not even what the interpreter has
installed, so that whatever the artifact lacks is missed.
"""

import http.client
import importlib.util
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from deploy import BUILD, ROOT, DeployError
from deploy.runtime_python import VERSION, runtime_python

LOCK = ROOT / "locks" / "runtime.txt"
CLIENT = BUILD / "lambda-runtime"
HANDLER = "skill.app.handler"
INVOKE = "/2015-03-31/functions/function/invocations"
START_SECONDS, ANSWER_SECONDS = 30, 60
MACHINES = {"x86_64": "x86_64", "aarch64": "arm64"}


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running function."""

    port: int
    output: IO[bytes]

    def invoke(self, event: object) -> Any:
        """What the function answers to an event, the first time after a cold start."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        try:
            connection.request("POST", INVOKE, json.dumps(event))
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def log(self) -> str:
        """Everything the function and the emulator have written so far."""
        self.output.seek(0)
        return self.output.read().decode("utf-8", errors="replace")


@contextmanager
def emulated(
    artifact: Path, environment: Mapping[str, str], handler: str = HANDLER, beside: Path | None = None
) -> Iterator[Emulator]:
    """A function of this artifact until the end of the block; nothing is imported before its first event.

    `beside` is a further folder of packages. Raises DeployError for what cannot be had here.
    """
    ports = free_ports(2)
    command = [str(program()), "--log-level", "error"]
    command += ["--runtime-interface-emulator-address", f"127.0.0.1:{ports[0]}"]
    command += ["--runtime-api-address", f"127.0.0.1:{ports[1]}"]
    # No site-packages of the interpreter's, no folder of the caller's.
    command += [str(runtime_python()), "-s", "-S", "-P", "-B", "-m", "awslambdaric", handler]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=artifact, env=settings(artifact, beside, environment), stdout=output, stderr=output
        )
        try:
            wait(process, ports[0])
            yield Emulator(ports[0], output)
        finally:
            process.terminate()
            process.wait()


def settings(artifact: Path, beside: Path | None, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a function: what Lambda sets, and what its configuration does."""
    folders = [artifact, *([beside] if beside else []), client()]
    return {
        "PATH": os.defpath,
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "PYTHONPATH": os.pathsep.join(str(folder) for folder in folders),
        "AWS_EXECUTION_ENV": f"AWS_Lambda_python{VERSION}",
        "AWS_LAMBDA_FUNCTION_NAME": "coach",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        "AWS_LAMBDA_LOG_LEVEL": "INFO",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "LAMBDA_TASK_ROOT": str(artifact),
        **environment,
    }


def program() -> Path:
    """The emulator."""
    found = importlib.util.find_spec("samcli")
    machine = MACHINES.get(platform.machine(), "")
    place = Path(found.origin).parent / "local" / "rapid" if found and found.origin else Path()
    emulator = place / f"aws-lambda-rie-{machine}"
    if platform.system() != "Linux" or not emulator.is_file():
        raise DeployError("the Runtime Interface Emulator needs Linux and the Python package aws-sam-cli")
    return emulator


def client() -> Path:
    """The folder with what Lambda's runtime brings, fetched if the pins changed."""
    pins = CLIENT / LOCK.name
    if pins.is_file() and pins.read_bytes() == LOCK.read_bytes():
        return CLIENT
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as scratch:
        fresh = Path(scratch) / "runtime"
        install(LOCK, fresh)
        shutil.copyfile(LOCK, fresh / LOCK.name)
        shutil.rmtree(CLIENT, ignore_errors=True)
        fresh.rename(CLIENT)
    return CLIENT


def install(lock: Path, folder: Path) -> None:
    """The packages of a lock file for the runtime's Python on this kind of machine, byte-compiled by it."""
    machine = platform.machine()
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", f"--python-version={VERSION}"]
    command += [f"--platform=manylinux2014_{machine}", f"--platform=manylinux_2_28_{machine}", f"--target={folder}"]
    done = subprocess.run([*command, "-r", str(lock)], capture_output=True, text=True)
    if done.returncode:
        raise DeployError(f"{lock.name} cannot be had: {done.stderr.strip().splitlines()[-1]}")
    subprocess.run([runtime_python(), "-I", "-W", "ignore", "-m", "compileall", "-q", folder], check=True)


def wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once it listens. Raises DeployError if it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise DeployError("the Runtime Interface Emulator does not start")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()
