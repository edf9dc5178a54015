"""Writes the hashed requirement files from their `.in` files. `make lock` runs it after a change;
it needs the network. The files name no package index."""

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
UV = PROJECT / ".tools" / "uv" / "bin" / "uv"
REQUIREMENTS = PROJECT / "requirements"
COMPILE = "pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate"

# uv repeats the platforms of pyproject.toml behind every line; where a package is for all four,
# that says nothing.
PLATFORM = re.compile(r"platform_machine == '\w+' and .*?sys_platform == '\w+'")
MARKER = re.compile(r" ; (?P<condition>[^\\\n]+?)(?P<end> \\)?$", re.MULTILINE)
PLATFORMS = 4


def main() -> None:
    lock("uv", "3.9")
    without = ("--override", "requirements/runtime-overrides.txt")
    lock("runtime", "3.10", *without)
    lock("dev", "3.10", *without, "--constraint", "requirements/runtime.txt")
    lock("encoder", "3.10", "--override", "requirements/encoder-overrides.txt")


def lock(name: str, python: str, *options: str) -> None:
    target = REQUIREMENTS / f"{name}.txt"
    command = [str(UV), *COMPILE.split(), "--python-version", python, "--no-header", *options]
    source = f"requirements/{name}.in"
    subprocess.run([*command, source, "--output-file", str(target)], cwd=PROJECT, check=True)
    target.write_text(MARKER.sub(without_needless, target.read_text()))


def without_needless(match: re.Match[str]) -> str:
    everywhere = len(PLATFORM.findall(match["condition"])) == PLATFORMS
    return (match["end"] or "") if everywhere else match[0]


if __name__ == "__main__":
    main()
