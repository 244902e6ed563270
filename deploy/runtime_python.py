"""The Python that Lambda runs, on a machine that may not have it.

The artifact is byte-compiled by the runtime's own version and proved by running under it. Where no such Python is on
the path, Debian 13's is used: its packages are fetched by apt, which checks their signatures, unpacked into a folder
beside everything else, and run there with their own C library. Nothing is installed.

    python -m deploy.runtime_python        says where it is
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from deploy import BUILD, DeployError

VERSION = "3.13"
"""Of the runtime in `template.yaml`; a test compares them."""

DEBIAN = "trixie"
"""The Debian release that has this version."""

PACKAGES = (
    "libbz2-1.0",
    "libc6",
    "libexpat1",
    "libffi8",
    "libgcc-s1",
    "liblzma5",
    f"libpython{VERSION}-minimal",
    f"libpython{VERSION}-stdlib",
    "libsqlite3-0",
    "libssl3t64",
    "libstdc++6",
    "libuuid1",
    "libzstd1",
    f"python{VERSION}-minimal",
    "zlib1g",
)
"""The interpreter, its library, and what both load."""

FOLDER = BUILD / f"python{VERSION}"
SOURCES = (Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*"))
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
SECONDS = 300
"""For one step of apt."""

LAUNCHER = f"""#!/bin/sh
# Runs this Python with the libraries it was made for, not the machine's.
root=$(dirname "$0")/../..
exec "$root"/usr/lib/*-linux-gnu/ld-linux-*.so.* --library-path "$(echo "$root"/usr/lib/*-linux-gnu)" \\
  --argv0 "$0" "$root/usr/bin/python{VERSION}.real" "$@"
"""


def runtime_python() -> Path:
    """An interpreter of the runtime's version. Raises DeployError if there is none and none can be fetched."""
    found = shutil.which(f"python{VERSION}")
    if found and works(Path(found)):
        return Path(found)
    fetched = FOLDER / "usr" / "bin" / f"python{VERSION}"
    if not works(fetched):
        unpack(FOLDER)
    if not works(fetched):
        raise DeployError(f"Debian's Python {VERSION} does not run here; put a python{VERSION} on the path")
    return fetched


def works(interpreter: Path) -> bool:
    """Whether it runs and has this version; a shim on the path may stand for nothing."""
    asked = "import ssl, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([interpreter, "-I", "-c", asked], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.strip() == VERSION


def unpack(folder: Path) -> None:
    """Debian's packages of this Python, unpacked into a folder of their own."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as scratch:
        fresh = Path(scratch) / "python"
        for package in download(Path(scratch)):
            run(["dpkg-deb", "--extract", str(package), str(fresh)], Path(scratch))
        interpreter = fresh / "usr" / "bin" / f"python{VERSION}"
        interpreter.rename(interpreter.with_suffix(f"{interpreter.suffix}.real"))
        interpreter.write_text(LAUNCHER, encoding="utf-8")
        interpreter.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def download(folder: Path) -> list[Path]:
    """The packages, fetched by an apt that knows nothing but Debian's release of that name."""
    for name in ("apt-get", "dpkg-deb"):
        if shutil.which(name) is None:
            raise DeployError(f"Python {VERSION} is needed, and there is no {name} to fetch Debian's: install it")
    (folder / "lists" / "partial").mkdir(parents=True)
    (folder / "archives" / "partial").mkdir(parents=True)
    (folder / "status").touch()
    source = f"deb [signed-by={KEYRING}] {mirror()} {DEBIAN} main\n"
    (folder / "sources.list").write_text(source, encoding="utf-8")
    options = {
        "APT::Sandbox::User": "",
        "Dir::Cache": folder,
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State": folder,
        "Dir::State::status": folder / "status",
    }
    apt = ["apt-get", "--quiet", "--quiet", *(f"--option={name}={value}" for name, value in options.items())]
    run([*apt, "update"], folder)
    run([*apt, "download", *PACKAGES], folder)
    return sorted(folder.glob("*.deb"))


def mirror() -> str:
    """Where this machine has its Debian packages from."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if found := re.search(r"^[^#\n]*?(https?://\S+/debian/?)(?=\s|$)", text, re.MULTILINE):
            return found[1]
    raise DeployError(f"Python {VERSION} is needed, and apt knows no Debian to fetch it from: install it")


def run(command: list[str], folder: Path) -> None:
    """Run one step in a folder. Raises DeployError with the last it said."""
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.CalledProcessError as error:
        said = (error.stderr.strip() or error.stdout.strip() or "nothing").splitlines()[-1]
        raise DeployError(f"Python {VERSION} is needed, and {command[0]} could not fetch Debian's: {said}") from None
    except subprocess.TimeoutExpired:
        raise DeployError(f"Python {VERSION} is needed, and {command[0]} took too long to fetch Debian's") from None


if __name__ == "__main__":
    print(runtime_python())
