"""Builds what the project runs on: uv, CPython 3.10, the packages and the sentence encoder, all
inside the project folder. `make` runs it with any Python from 3.9 on; standard library only.

Usage: bootstrap.py runtime|dev
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".tools"
UV = TOOLS / "uv" / "bin" / "uv"
ENVIRONMENT = PROJECT / ".venv"
ENCODER = TOOLS / "encoder"
ENCODER_ENVIRONMENT = TOOLS / "encoder-environment"
REQUIREMENTS = PROJECT / "requirements"

OLDEST_PYTHON = (3, 9)
NETWORK_SIGNS = (
    "Failed to fetch",
    "error sending request",
    "dns error",
    "Temporary failure in name resolution",
    "NewConnectionError",
    "No matching distribution found",
    "Could not connect",
    "Failed to download",
)


class StepFailed(Exception):  # noqa: N818 - it reads as what happened
    """One clear line for the person at the terminal."""


def main(kind: str) -> None:
    check_python()
    step("uv", UV, [REQUIREMENTS / "uv.txt"], install_uv)
    packages = REQUIREMENTS / f"{kind}.txt"
    if not (kind == "runtime" and is_done("packages-dev", ENVIRONMENT, [REQUIREMENTS / "dev.txt"])):
        step(f"packages-{kind}", ENVIRONMENT, [packages], lambda: install_packages(packages))
    recipe = [REQUIREMENTS / "encoder.txt", PROJECT / "tools" / "export_encoder.py"]
    step("encoder", ENCODER / "encoder.onnx", recipe, build_encoder)


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise StepFailed("Python 3.9 or newer is needed to set up; this is " + sys.version[:6])


def step(name: str, product: Path, inputs: "list[Path]", build: "Callable[[], None]") -> None:
    """Builds `product` unless it was built from these very inputs; a half-built one is not taken
    for whole, because the stamp is written last."""
    if is_done(name, product, inputs):
        return
    build()
    stamp(name).write_text(digest(inputs))


def is_done(name: str, product: Path, inputs: "list[Path]") -> bool:
    mark = stamp(name)
    return product.exists() and mark.exists() and mark.read_text() == digest(inputs)


def stamp(name: str) -> Path:
    folder = ENVIRONMENT if name.startswith("packages") else TOOLS
    return folder / f".{name}-built-from"


def digest(inputs: "list[Path]") -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in inputs)).hexdigest()


def install_uv() -> None:
    say("1/3 getting uv, the installer (20 MB)")
    target = TOOLS / "uv"
    shutil.rmtree(target, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--target", target, "--require-hashes", "-r", REQUIREMENTS / "uv.txt"], "uv")


def install_packages(packages: Path) -> None:
    say("2/3 installing CPython 3.10 and the packages (1 GB, some minutes the first time)")
    run([UV, "venv", "--quiet", "--clear", "--python", "3.10", ENVIRONMENT], "CPython 3.10")
    sync(ENVIRONMENT, packages)


def build_encoder() -> None:
    say("3/3 building the sentence encoder (one minute)")
    run([UV, "venv", "--quiet", "--clear", "--python", "3.10", ENCODER_ENVIRONMENT], "CPython 3.10")
    sync(ENCODER_ENVIRONMENT, REQUIREMENTS / "encoder.txt")
    python = ENCODER_ENVIRONMENT / "bin" / "python"
    run([python, PROJECT / "tools" / "export_encoder.py", ENCODER], "the sentence encoder")
    shutil.rmtree(ENCODER_ENVIRONMENT)


def sync(environment: Path, packages: Path) -> None:
    python = environment / "bin" / "python"
    run([UV, "pip", "sync", "--require-hashes", "--python", python, packages], "the packages")


def run(command: "Sequence[str | Path]", what: str) -> None:
    """Runs a command, showing what it prints as it comes. Raises StepFailed."""
    words = [str(word) for word in command]
    printed = []
    with subprocess.Popen(
        words, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            printed.append(line)
            if is_progress(line):
                print("    " + line.rstrip(), flush=True)
    if process.returncode:
        raise StepFailed(diagnosis("".join(printed), what))


def is_progress(line: str) -> bool:
    """Downloads and counts, not the hundred names of what was installed."""
    return line.lstrip().startswith(("Downloading", "Prepared", "Installed", "Downloaded"))


def diagnosis(printed: str, what: str) -> str:
    if "No module named pip" in printed:
        return "this Python has no pip; install it (Debian and Ubuntu: apt install python3-pip)"
    if any(sign in printed for sign in NETWORK_SIGNS):
        return f"could not download {what}; is there a network connection?"
    log = TOOLS / "setup.log"
    log.write_text(printed)
    last = printed.strip().splitlines()[-1:] or ["no message"]
    return f"could not build {what}: {last[0]} (all of it: {log.relative_to(PROJECT)})"


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    try:
        TOOLS.mkdir(exist_ok=True)
        main(sys.argv[1])
    except StepFailed as failure:
        sys.exit(f"setup: {failure}")
    except KeyboardInterrupt:
        sys.exit("setup: stopped; run it again to go on")
